using Tiltyard.Catalog.Detectors;
using Tiltyard.Catalog.Detectors.Pii;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Gates.PiiGuard;

/// <summary>
/// Warns of or denies words and calls of the agent that hold personal data or a secret. A ruling names types and places, never the value.
/// What only reports afterwards is the validator pii.
/// </summary>
public sealed class PiiGuardGate : IGate
{
    private const string RuleId = "pii_guard";

    private static readonly Ruling Allow = new(Decision.Allow, RuleId, ReasonCodes.DefaultAllow);

    private readonly List<Detection> _found = [];
    private readonly PiiSettings _settings;
    private readonly Decision _decision;

    private PiiGuardGate(DocumentMap options)
    {
        _settings = PiiSettings.Read(options);
        _decision = options.Text("decision").Equals("warn", StringComparison.Ordinal) ? Decision.Warn : Decision.Deny;
        foreach (var stage in options.Texts("stages")) Stages |= (GateStages)(1 << Rulings.Stages.IndexOf(stage));
    }

    public static GateKind Kind { get; } = new()
    {
        Name = "pii_guard",
        Summary = "Warns of or denies words and calls of the agent that hold personal data or a secret.",
        Options = Shape.Object(
        [
            .. PiiSettings.Fields,
            Field.Optional("decision", Shape.Text("deny", "warn"), "What is done about it.", "deny"),
            Field.Optional("stages", Shape.List(Shape.Text("post_call", "pre_tool"), 1, 2), "Whether words, calls or both are looked at.", DocumentNode.List(["post_call", "pre_tool"])),
        ]),
        Create = static (options, _) => new PiiGuardGate(options),
    };

    public string Name => "pii_guard";

    public GateStages Stages { get; }

    public Ruling Rule(in GateRequest request)
    {
        if (request.Stage == GateStage.PostCall && Find("words", request.Text) is { } said) return Against(said);
        if (request.Action is not { } action || request.Stage == GateStage.PostTool) return Allow;
        foreach (var (path, text) in Texts.Of(action, request.Call, action.Name))
        {
            if (Find(path, text) is { } written) return Against(written);
        }

        return Allow;
    }

    private Ruling Against(string detail) => new(_decision, RuleId, ReasonCodes.PersonalDataStopped, detail);

    /// <summary>The first type that is found and not allowed, with its place; null where there is none.</summary>
    private string? Find(string path, string text)
    {
        _found.Clear();
        _settings.Detector.Detect(text, _found);
        foreach (var one in _found)
        {
            if (!_settings.Allows(text.AsSpan(one.Start, one.Length))) return $"{path} holds {one.Type}, confidence {one.Confidence:0.00}";
        }

        return null;
    }
}
