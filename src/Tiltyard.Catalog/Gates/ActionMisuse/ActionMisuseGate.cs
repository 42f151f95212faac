using Tiltyard.Catalog.Detectors.ActionRules;
using Tiltyard.Catalog.Detectors.Acts;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Gates.ActionMisuse;

/// <summary>
/// Denies an action beyond permissions, limits, rates and order, before it happens; a rule about order may warn instead. The validator of the same name finds the same in a
/// trace. The history of the episode is its memory.
/// </summary>
public sealed class ActionMisuseGate : IGate
{
    private static readonly Ruling Allow = new(Decision.Allow, "action_misuse.default", ReasonCodes.DefaultAllow);

    private readonly ActionRuleSet _rules;
    private readonly List<KeyValuePair<string, Value>> _arguments = [];
    private readonly List<Breach> _breaches = [];
    private readonly PastCalls _past = new();

    private ActionMisuseGate(ActionRuleSet rules) => _rules = rules;

    public static GateKind Kind { get; } = new()
    {
        Name = "action_misuse",
        Summary = "Denies actions beyond permissions, argument limits, call rates and order.",
        Options = Shape.Object([.. ActionRuleSet.Options]),
        Create = static (options, _) => ActionRuleSet.Read(options) is { CountsSeconds: false } rules
            ? new ActionMisuseGate(rules)
            : throw new DocumentException(options.Node("rates"), "a gate sees steps, not time: give the rate in steps, or leave it to the validator action_misuse"),
    };

    public string Name => "action_misuse";

    public Ruling Rule(in GateRequest request)
    {
        _past.Speech = request.Seat.SpeechAction;
        Collect(request.History, request.Seat.Name);
        _arguments.Clear();
        _breaches.Clear();
        ActArguments.Read(request.Action!, request.Call, _arguments);
        _rules.Check(request.Seat.Name, new PastCall(request.Action!.Name, request.Step, 0), _arguments, _past, _breaches);
        return _breaches.Count == 0 ? Allow : Said(Gravest());
    }

    /// <summary>The first that denies; where none does, the first.</summary>
    private Breach Gravest()
    {
        foreach (var breach in _breaches)
        {
            if (breach.Decision == Decision.Deny) return breach;
        }

        return _breaches[0];
    }

    private static Ruling Said(in Breach breach) => new(breach.Decision, breach.RuleId, Reason(breach.Kind), breach.Message);

    private void Collect(ActionHistory history, string seat)
    {
        _past.Clear();
        var actions = history.Actions;
        for (var at = Math.Max(0, actions.Count - PastCalls.Most); at < actions.Count; at++)
        {
            var past = actions[at];
            if (past.Action is { } action && past.Status is ActStatus.Applied or ActStatus.Replaced && past.Seat.Equals(seat, StringComparison.Ordinal))
                _past.Add(new PastCall(action, past.Step, 0));
        }
    }

    private static ReasonCode Reason(BreachKind kind) => kind switch
    {
        BreachKind.NotPermitted => ReasonCodes.NotPermitted,
        BreachKind.ArgumentLimit => ReasonCodes.ArgumentLimit,
        BreachKind.CallRate => ReasonCodes.CallRate,
        _ => ReasonCodes.ForbiddenSequence,
    };
}
