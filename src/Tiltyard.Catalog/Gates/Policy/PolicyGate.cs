using Tiltyard.Catalog.Detectors.Acts;
using Tiltyard.Catalog.Policies;
using Tiltyard.Conditions;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Gates.Policies;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Gates.Policy;

/// <summary>
/// A policy file as a gate: gates.yaml or the older config.json, asked at every stage for which it has rules. Where it has none for a
/// stage, its default mode is asked only if that is not allow.
/// </summary>
public sealed class PolicyGate : IGate, IFacts
{
    private readonly GatePolicy _policy;
    private readonly GateFact[] _facts;
    private GateRequest _request;
    private PolicyVerdict? _before;

    private PolicyGate(GatePolicy policy, WorldSpec world)
    {
        _policy = policy;
        _facts = [.. policy.Paths.Select(path => GateFact.Of(path.Text, world.Request))];
        foreach (var stage in Enum.GetValues<GateStage>())
        {
            if (policy.Covers(stage) || policy.Mode != PolicyMode.Allow) Stages |= (GateStages)(1 << (int)stage);
        }
    }

    public static GateKind Kind { get; } = new()
    {
        Name = "policy",
        Summary = "Decides by a policy file: gates.yaml or the older config.json.",
        Options = Shape.Object(
            Field.Optional("policy", Shape.Text([.. ShippedPolicies.Names]), "A shipped policy, where no document is given.", "gates"),
            Field.Optional("document", Shape.Map(Shape.Any), "The policy itself."),
            Field.Optional("file", Shape.Text(), "The file it was read from, for the record."),
            Field.Optional("mode", Shape.Text("allow", "warn", "deny", "strict"), "What holds where no rule decides, given from outside: it wins over the policy's own."),
            Field.Optional("semantics", Shape.Text("corrected", "documented"), "Whether known mistakes of the documented system are kept.", "corrected")),
        Create = Create,
    };

    public string Name => _policy.Label;

    public GateStages Stages { get; }

    public string Text => _request.Text;

    public void Begin(in EpisodeKey key) => _before = null;

    public Ruling Rule(in GateRequest request)
    {
        _request = request;
        var verdict = _policy.Evaluate(request.Stage, this);
        if (request.Stage == GateStage.PreCall) _before = verdict;
        return verdict.ToRuling();
    }

    public Value? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(GateFact.Of(path, _request.Facts.Names));
    }

    public Value? Find(FactPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(_facts[path.Slot]);
    }

    public void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject();
        if (_before is { } before)
        {
            writer.Text("code"u8, before.Code);
            writer.Text("decision"u8, before.Decision.Name());
            writer.Text("rule"u8, before.RuleId);
        }

        writer.EndObject();
    }

    public void Restore(DocumentMap saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        _before = saved.Has("code")
            ? new PolicyVerdict((Decision)Rulings.Decisions.IndexOf(saved.Text("decision")), saved.Text("rule"), ReasonCodes.OfPolicy(saved.Text("code")), saved.Text("code"))
            : null;
    }

    private Value? Read(in GateFact fact) => fact.Source switch
    {
        FactSource.Argument => Argument(fact.Name),
        FactSource.Arguments => Arguments(),
        FactSource.Tool => _request.Action is { } action ? Value.Of(action.Name) : null,
        FactSource.Request => ReferenceEquals(_request.Facts.Names, fact.Names) && fact.Index >= 0 ? _request.Facts.Values[fact.Index] : _request.Facts.Find(fact.Name),
        FactSource.Stage => Value.Of(_request.Stage.Name()),
        FactSource.Text => Value.Of(_request.Text),
        FactSource.Lower => Value.Of(_request.Text.ToLowerInvariant()),
        FactSource.Response => _request.Stage is GateStage.PostCall or GateStage.PreTool ? Value.Of(_request.Text) : null,
        FactSource.Result => _request.Stage == GateStage.PostTool ? Value.Of(_request.Text) : null,
        FactSource.Observation => Value.Of(_request.Observation.Message.ToString()),
        FactSource.Seat => Value.Of(_request.Seat.Name),
        FactSource.Step => Value.Of(_request.Step),
        FactSource.DecisionBefore => _before is { } before ? Value.Of(before.Decision.Name()) : null,
        FactSource.ReasonBefore => _before is { } because ? Value.Of(because.Code) : null,
        _ => _before is { } by ? Value.Of(by.RuleId) : null,
    };

    /// <summary>An optional argument that was left out is not there, whatever stands in for it.</summary>
    private Value? Argument(string name)
    {
        if (_request.Stage == GateStage.PostTool || _request.Action is not { } action || action.ArgumentNames.IndexOf(name) is var index && index < 0) return null;
        return action.Parameters[index].Default is { } absent && absent == _request.Call[index] ? null : _request.Call[index];
    }

    /// <summary>All arguments as one JSON object, for patterns that look anywhere in them.</summary>
    private Value? Arguments()
    {
        if (_request.Stage == GateStage.PostTool || _request.Action is not { } action) return null;
        var arguments = new List<KeyValuePair<string, Value>>();
        ActArguments.Read(action, _request.Call, arguments);
        return ActArguments.ToJson(arguments);
    }

    private static PolicyGate Create(DocumentMap options, WorldSpec world)
    {
        var document = options.NodeOrNull("document") ?? ShippedPolicies.Find(options.Text("policy"))!;
        var semantics = options.Text("semantics").Equals("documented", StringComparison.Ordinal) ? FactSemantics.Documented : FactSemantics.Corrected;
        var mode = options.TextOrNull("mode") is { } given ? PolicyModes.Parse("mode", given) : (PolicyMode?)null;
        var policy = PolicyFile.Read(document, semantics, mode);
        if (policy.Paths.FirstOrDefault(path => path.Text.StartsWith("state", StringComparison.Ordinal)) is { } state)
            throw new DocumentException(document, $"a gate sees no state of the world, and a rule asks for {state}: judge the trace by it with the validator policy");
        return new PolicyGate(policy, world);
    }
}
