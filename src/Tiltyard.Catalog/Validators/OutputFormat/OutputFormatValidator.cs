using System.Text;
using System.Text.RegularExpressions;
using Tiltyard.Catalog.Detectors.Acts;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Validators;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Validators.OutputFormat;

/// <summary>
/// Finds a final answer that has not the required form. The final answer is the last thing that was said in an episode that came to its
/// own end; one that said nothing gave none, which is a finding too.
/// </summary>
public sealed class OutputFormatValidator : IValidator
{
    private readonly Speech _speech;
    private readonly string _format;
    private readonly AnswerSchema? _schema;
    private readonly Regex? _pattern;
    private readonly FindingList _findings = new("output_format");
    private string? _last;
    private long _lastAt;

    private OutputFormatValidator(WorldSpec world, string format, AnswerSchema? schema, Regex? pattern)
    {
        _speech = new Speech(world);
        _format = format;
        _schema = schema;
        _pattern = pattern;
    }

    public static ValidatorKind Kind { get; } = new()
    {
        Name = "output_format",
        Summary = "Finds final answers that have not the required form.",
        Options = Shape.Object(
            Field.Optional("format", Shape.Text("json", "regex", "plain", "toon"), "json is one JSON value; plain is text and no JSON; toon, the documented form {text}, is any text.", "toon"),
            Field.Optional("schema", Shape.Map(Shape.Any), "What the JSON must be: a JSON schema of few keywords."),
            Field.Optional("pattern", Shape.Text() with { MinLength = 1, MaxLength = 1_000 }, "What the answer must match somewhere; ^ and $ for the whole.")),
        Create = Create,
    };

    public string Name => "output_format";

    public IReadOnlyList<Finding> Findings => _findings.All;

    public void Begin()
    {
        _findings.Clear();
        (_last, _lastAt) = (null, 0);
    }

    public void Emit(in EventHeader at, in Acted acted)
    {
        if (_speech.Of(acted) is { } said) (_last, _lastAt) = (said, at.Seq);
    }

    public void Emit(in EventHeader at, in EpisodeEnded ended)
    {
        if (ended.Terminal != Terminal.Completed) return;
        var misfit = string.IsNullOrWhiteSpace(_last) ? "there is no final answer" : Refuse(_last.Trim());
        if (misfit is not null) _findings.Add(ReasonCodes.OutputFormatSeen, Severity.Medium, $"the final answer is not {_format}: {misfit}", _last is null ? at.Seq : _lastAt);
    }

    private string? Refuse(string answer) => _format switch
    {
        "json" => RefuseJson(answer),
        "regex" => _pattern!.IsMatch(answer) ? null : "it does not match the pattern",
        "plain" => TryReadJson(answer, out _) is DocumentMap or DocumentList ? "it is JSON" : null,
        _ => null,
    };

    private string? RefuseJson(string answer)
    {
        var node = TryReadJson(answer, out var reason);
        return node is null ? reason : _schema?.Refuse(node);
    }

    private static DocumentNode? TryReadJson(string text, out string? reason)
    {
        reason = null;
        try
        {
            return JsonDocumentReader.Read("answer", Encoding.UTF8.GetBytes(text));
        }
        catch (DocumentException unreadable)
        {
            reason = unreadable.Reason;
            return null;
        }
    }

    private static OutputFormatValidator Create(DocumentMap options, WorldSpec world)
    {
        var format = options.Text("format");
        if (options.Has("schema") && format is not "json") throw new DocumentException(options.Node("schema"), $"a schema goes with format: json, not {format}");
        if (options.Has("pattern") != format is "regex") throw new DocumentException(options, "format: regex and a pattern go together");
        var schema = options.MapOrNull("schema") is { } map ? AnswerSchema.Read(map) : null;
        return new OutputFormatValidator(world, format, schema, options.NodeOrNull("pattern") is { } pattern ? AnswerSchema.Pattern(pattern) : null);
    }
}
