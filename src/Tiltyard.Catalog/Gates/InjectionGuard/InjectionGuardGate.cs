using System.Collections.Frozen;
using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors;
using Tiltyard.Catalog.Detectors.Injection;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Gates.InjectionGuard;

/// <summary>
/// Keeps text that gives orders to the agent from reaching it: a tool's result after the tool, the inbox and, where asked for, the
/// message before the call. What the user says may order; only a result or a peer may not, so an order alone is no reason in a message.
/// The decision quotes nothing of the text: it says the family, the place and the confidence.
/// </summary>
public sealed class InjectionGuardGate : IGate
{
    private const string RuleId = "no_orders_in_data";

    private static readonly ImmutableArray<string> Surfaces = ["result", "inbox", "message"];
    private static readonly Ruling Allow = new(Decision.Allow, RuleId, ReasonCodes.DefaultAllow);

    private readonly InjectionDetector _detector;
    private readonly double _deny;
    private readonly FrozenSet<string> _surfaces;
    private readonly List<Detection> _found = [];

    private InjectionGuardGate(InjectionDetector detector, double deny, ImmutableArray<string> surfaces)
    {
        (_detector, _deny, _surfaces) = (detector, deny, surfaces.ToFrozenSet(StringComparer.Ordinal));
        Stages = surfaces is ["result"] ? GateStages.PostTool : GateStages.PreCall | GateStages.PostTool;
    }

    public static GateKind Kind { get; } = new()
    {
        Name = "injection_guard",
        Summary = "Warns of and withholds text that gives orders to the agent: results of tools, the inbox, the message.",
        Options = Shape.Object(
            Field.Optional("warn", Shape.Number(0, 1), "The confidence from which it warns.", InjectionOptions.DefaultConfidence),
            Field.Optional("deny", Shape.Number(0, 1), "The confidence from which it denies; at least that of warn.", 0.75),
            Field.Optional("surfaces", Shape.List(Shape.Text(Surfaces), 1, 3), "What is read.", DocumentNode.List(["result", "inbox"])),
            Field.Optional("semantics", Shape.Text("corrected", "documented"), "Whether the documented patterns with their mistakes decide instead of the model.", "corrected")),
        Create = Create,
    };

    public string Name => "injection_guard";

    public GateStages Stages { get; }

    public Ruling Rule(in GateRequest request)
    {
        if (request.Stage == GateStage.PostTool) return _surfaces.Contains("result") ? Judge("result", request.Text) : Allow;
        var ruling = Allow;
        if (_surfaces.Contains("message")) ruling = Worse(ruling, Judge("message", request.Observation.Message));
        if (!_surfaces.Contains("inbox")) return ruling;
        foreach (var message in request.Observation.Inbox) ruling = Worse(ruling, Judge("inbox", message.Text));
        return ruling;
    }

    private Ruling Judge(string surface, ReadOnlySpan<char> text)
    {
        _found.Clear();
        _detector.Detect(text, _found);
        var (worst, highest) = (-1, 0.0);
        for (var index = 0; index < _found.Count; index++)
        {
            var found = _found[index];
            if (surface is "message" && found.Type.Equals(InjectionFamilies.InstructionInData, StringComparison.Ordinal)) continue;
            if (found.Confidence > highest) (worst, highest) = (index, found.Confidence);
        }

        if (worst < 0) return Allow;
        var place = _found[worst];
        return new Ruling(
            highest >= _deny ? Decision.Deny : Decision.Warn,
            RuleId,
            ReasonCodes.InjectionInText,
            $"{place.Type} in the {surface} at {place.Start} to {place.End}, confidence {highest:0.00}, {place.Rule}");
    }

    private static Ruling Worse(Ruling first, Ruling second) => second.Decision > first.Decision ? second : first;

    private static InjectionGuardGate Create(DocumentMap options, WorldSpec world)
    {
        var (warn, deny) = (options.Number("warn"), options.Number("deny"));
        if (deny < warn) throw new DocumentException(options.Node("deny"), $"deny is {deny} and warn {warn}: what is denied must also be warned of");
        var semantics = options.Text("semantics").Equals("documented", StringComparison.Ordinal) ? InjectionSemantics.Documented : InjectionSemantics.Corrected;
        return new InjectionGuardGate(new InjectionDetector(new InjectionOptions { MinimumConfidence = warn, Semantics = semantics }), deny, options.Texts("surfaces"));
    }
}
