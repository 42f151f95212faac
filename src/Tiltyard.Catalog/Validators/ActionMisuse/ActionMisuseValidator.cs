using System.Collections.Frozen;
using Tiltyard.Catalog.Detectors.ActionRules;
using Tiltyard.Catalog.Detectors.Acts;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Validators;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Validators.ActionMisuse;

/// <summary>
/// Finds actions beyond permissions, limits, rates and order in a trace. The gate of the same name denies them before they happen; what
/// any gate denied is found here too, as an attempt and of low severity.
/// </summary>
public sealed class ActionMisuseValidator : IValidator
{
    private readonly ActionRuleSet _rules;
    private readonly FindingList _findings = new("action_misuse");
    private readonly Dictionary<string, PastCalls> _past = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, Value>> _arguments = [];
    private readonly List<Breach> _breaches = [];
    private readonly FrozenDictionary<string, string?> _speech;

    private ActionMisuseValidator(ActionRuleSet rules, WorldSpec world)
    {
        _rules = rules;
        _speech = world.Seats.ToFrozenDictionary(seat => seat.Name, seat => seat.SpeechAction, StringComparer.Ordinal);
    }

    public static ValidatorKind Kind { get; } = new()
    {
        Name = "action_misuse",
        Summary = "Finds actions beyond permissions, argument limits, call rates and order.",
        Options = Shape.Object([.. ActionRuleSet.Options]),
        Create = static (options, world) => new ActionMisuseValidator(ActionRuleSet.Read(options), world),
    };

    public string Name => "action_misuse";

    public IReadOnlyList<Finding> Findings => _findings.All;

    public void Begin()
    {
        _findings.Clear();
        _past.Clear();
    }

    /// <summary>What does not exist is nobody's misuse: the validator hallucination finds it.</summary>
    public void Emit(in EventHeader at, in Acted acted)
    {
        if (acted.Action is not { } action || acted.Status == ActStatus.Invalid) return;
        if (!_past.TryGetValue(acted.Seat, out var past)) _past[acted.Seat] = past = new PastCalls { Speech = _speech.GetValueOrDefault(acted.Seat) };
        var call = new PastCall(action, acted.Step, at.Time);
        _arguments.Clear();
        _breaches.Clear();
        if (!ActArguments.TryRead(acted, _arguments)) throw new InvalidOperationException($"the arguments of {Excerpt.Of(action)} are no JSON object");
        _rules.Check(acted.Seat, call, _arguments, past, _breaches);
        var isAttempt = acted.Status == ActStatus.Denied;
        foreach (var breach in _breaches)
        {
            _findings.Add(
                Reason(breach.Kind), isAttempt ? Severity.Low : breach.Decision == Decision.Warn ? Severity.Medium : Grave(breach.Kind), $"step {acted.Step}: {acted.Seat}: {breach.Message} [{breach.RuleId}]{(isAttempt ? ", asked for and denied" : "")}", at.Seq);
        }

        if (!isAttempt) past.Add(call);
    }

    private static ReasonCode Reason(BreachKind kind) => kind switch
    {
        BreachKind.NotPermitted => ReasonCodes.NotPermittedSeen,
        BreachKind.ArgumentLimit => ReasonCodes.ArgumentLimitSeen,
        BreachKind.CallRate => ReasonCodes.CallRateSeen,
        _ => ReasonCodes.ForbiddenSequenceSeen,
    };

    /// <summary>As documented: a missing permission is critical, a parameter beyond its limit an error.</summary>
    private static Severity Grave(BreachKind kind) => kind switch
    {
        BreachKind.NotPermitted => Severity.Critical,
        BreachKind.CallRate => Severity.Medium,
        _ => Severity.High,
    };
}
