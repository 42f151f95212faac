using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Rules;

/// <summary>Counts breaches by rule and agent and does what the enforcement map says about them.</summary>
internal sealed class Enforcement
{
    /// <summary>The target of an act whose deed is nobody's that is known.</summary>
    public const string Nobody = "unattributed";

    private readonly Dictionary<(int Rule, int Agent), int> _counts = [];
    private bool _isFreezeTold;

    public void Begin()
    {
        _counts.Clear();
        _isFreezeTold = false;
    }

    /// <summary>Whoever was let go begins anew.</summary>
    public void NoteRelease(LabEvent released, LabState state)
    {
        if (released.Act == EnforcementAct.ForensicFreeze) _isFreezeTold = false;
        if (released.Act != EnforcementAct.KillSwitchAgent) return;
        var agent = state.Agents.Find(released.Target);
        foreach (var key in _counts.Keys.Where(key => key.Agent == agent).ToArray()) _counts.Remove(key);
    }

    /// <summary>Acts upon the breaches of the step in hand.</summary>
    public void Act(StepContext at)
    {
        if (!at.State.EnforcementEnabled) return;
        for (var place = 0; place < at.Result.Invariants.Count; place++)
        {
            if (!at.Result.Invariants[place].Held) Act(at, at.Result.Invariants[place]);
        }

        if (string.Equals(at.Result.Blocked, Codes.AuditChainBroken, StringComparison.Ordinal)) Act(at, new InvariantRecord("", false, Codes.AuditChainBroken));
    }

    private void Act(StepContext at, in InvariantRecord breach)
    {
        var struck = Attribution.Of(at);
        for (var rule = 0; rule < at.Policy.Enforcement.Length; rule++)
        {
            if (!Matches(at.Policy, at.Policy.Enforcement[rule], breach)) continue;
            var count = _counts[(rule, struck)] = _counts.GetValueOrDefault((rule, struck)) + 1;
            if (Reached(at.Policy.Enforcement[rule], count) is not { } step || (!at.IsReference && IsInForce(at, step, struck))) continue;
            _isFreezeTold |= step.Act == EnforcementAct.ForensicFreeze;
            Do(at, step, struck);
            var target = step.Zone is { } zone ? at.Policy.Floor.Zones[zone] : struck < 0 ? Nobody : at.State.Agents.NameOf(struck);
            at.Result.Enforcements.Add(new EnforcementRecord(at.Policy.Enforcement[rule].Id, step.Act, target, step.DurationSeconds, step.Zone, breach.Reason));
        }
    }

    private static bool Matches(LabPolicy policy, EnforcementRule rule, in InvariantRecord breach)
    {
        if (rule.Invariant is { } invariant && !invariant.Equals(breach.Invariant, StringComparison.Ordinal)) return false;
        if (rule.ReasonCode is { } reason && !reason.Equals(breach.Reason, StringComparison.Ordinal)) return false;
        if (rule.Severity is null && rule.Scope is null) return true;
        if (policy.Invariants.Find(breach.Invariant) is not (var place and >= 0)) return false;
        var info = policy.InvariantInfo[place];
        return (rule.Severity is null || rule.Severity.Equals(info.Severity, StringComparison.Ordinal)) && (rule.Scope is null || rule.Scope.Equals(info.Scope, StringComparison.Ordinal));
    }

    private static Escalation? Reached(EnforcementRule rule, int count)
    {
        Escalation? reached = null;
        foreach (var step in rule.Escalations)
        {
            if (step.From <= count && (reached is null || step.From > reached.From)) reached = step;
        }

        return reached;
    }

    /// <summary>What holds already is not done once more; a throttle is made longer.</summary>
    private bool IsInForce(StepContext at, Escalation step, int struck) => step.Act switch
    {
        EnforcementAct.ThrottleAgent => false,
        EnforcementAct.KillSwitchAgent => struck >= 0 && at.State.Agents[struck].IsKilled,
        EnforcementAct.FreezeZone => at.State.ZoneFrozen[step.Zone!.Value],
        _ => _isFreezeTold && at.State.IsLogFrozen,
    };

    private static void Do(StepContext at, Escalation step, int struck)
    {
        switch (step.Act)
        {
            case EnforcementAct.ThrottleAgent or EnforcementAct.KillSwitchAgent when struck < 0:
                break; // on record, and nobody's
            case EnforcementAct.ThrottleAgent:
                at.State.Agents[struck].ThrottledUntil = Math.Max(at.State.Agents[struck].ThrottledUntil, at.Now + step.DurationSeconds!.Value);
                break;
            case EnforcementAct.KillSwitchAgent:
                at.State.Agents[struck].IsKilled = true;
                break;
            case EnforcementAct.FreezeZone:
                at.State.ZoneFrozen[step.Zone!.Value] = true;
                break;
            default:
                at.State.IsLogFrozen = true;
                break;
        }
    }
}
