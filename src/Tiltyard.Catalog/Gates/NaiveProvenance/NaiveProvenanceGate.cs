using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Gates.NaiveProvenance;

/// <summary>
/// The obvious rule, as a yardstick for better ones: a call whose name begins with a verb of writing is denied when one of its texts
/// stands in an earlier result and not in what the user asked for.
/// </summary>
public sealed class NaiveProvenanceGate : IGate
{
    private const string RuleId = "written_value_from_a_result";
    private const int ShortestText = 5;

    private static readonly Ruling Allow = new(Decision.Allow, RuleId, ReasonCodes.DefaultAllow);

    private static readonly ImmutableArray<string> WritingVerbs =
    [
        "send", "schedule", "update", "create", "delete", "add", "remove", "invite", "post", "reserve", "cancel", "share", "append", "reschedule", "write", "make", "set",
        "transfer", "pay", "buy", "checkout", "upload", "move", "fork", "star", "edit", "merge", "close", "publish", "order", "book", "apply", "grant", "revoke",
    ];

    private readonly List<string> _prompts = [];
    private readonly List<string> _results = [];

    private NaiveProvenanceGate()
    {
    }

    public static GateKind Kind { get; } = new()
    {
        Name = "naive_provenance",
        Summary = "Denies a writing call one of whose texts stands in an earlier result and not in the prompt; a yardstick for other gates.",
        Create = (_, _) => new NaiveProvenanceGate(),
    };

    public string Name => "naive_provenance";

    public GateStages Stages => GateStages.PreCall | GateStages.PreTool | GateStages.PostTool;

    public void Begin(in EpisodeKey key)
    {
        _prompts.Clear();
        _results.Clear();
    }

    public Ruling Rule(in GateRequest request)
    {
        switch (request.Stage)
        {
            case GateStage.PreCall:
                _prompts.Add(request.Observation.Message.ToString().ToLowerInvariant());
                return Allow;
            case GateStage.PostTool:
                _results.Add(request.Text.ToLowerInvariant());
                return Allow;
            default:
                return IsWrite(request.Action!.Name) ? OfWrite(request.Action, request.Call) : Allow;
        }
    }

    public void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject();
        Write(writer, "prompts"u8, _prompts);
        Write(writer, "results"u8, _results);
        writer.EndObject();
    }

    public void Restore(DocumentMap saved)
    {
        _prompts.Clear();
        _prompts.AddRange(saved.Texts("prompts"));
        _results.Clear();
        _results.AddRange(saved.Texts("results"));
    }

    private static bool IsWrite(string tool)
    {
        foreach (var verb in WritingVerbs)
        {
            if (tool.StartsWith(verb, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private Ruling OfWrite(ActionSpec action, in ActionCall call)
    {
        for (var index = 0; index < action.Parameters.Length; index++)
        {
            if (TextsOf(call[index]).FirstOrDefault(IsForeign) is not { } foreign) continue;
            return new Ruling(Decision.Deny, RuleId, ReasonCodes.UntrustedArgument, $"{action.Parameters[index].Name}: '{foreign.Trim()}' stands in an earlier result and not in the prompt");
        }

        return Allow;
    }

    private bool IsForeign(string text)
    {
        var sought = text.Trim().ToLowerInvariant();
        return sought.Length >= ShortestText
            && !_prompts.Exists(prompt => prompt.Contains(sought, StringComparison.Ordinal))
            && _results.Exists(result => result.Contains(sought, StringComparison.Ordinal));
    }

    private static IEnumerable<string> TextsOf(Value value) => value.Kind switch
    {
        ValueKind.Text => [value.Text],
        ValueKind.Json => TextsOf(JsonDocumentReader.Read("argument", System.Text.Encoding.UTF8.GetBytes(value.Text))),
        _ => [],
    };

    private static IEnumerable<string> TextsOf(DocumentNode node) => node switch
    {
        DocumentMap map => map.Entries.SelectMany(entry => TextsOf(entry.Value)),
        DocumentList list => list.Items.SelectMany(TextsOf),
        DocumentScalar { Kind: DocumentScalarKind.Text } text => [text.AsText()],
        _ => [],
    };

    private static void Write(CanonicalWriter writer, ReadOnlySpan<byte> name, List<string> texts)
    {
        writer.BeginArray(name);
        foreach (var text in texts) writer.String(text);
        writer.EndArray();
    }
}
