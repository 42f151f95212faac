using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Rules;

/// <summary>Counts breaches by rule and agent and does what the enforcement map says about them.</summary>
internal sealed class Enforcement
{
    private readonly Dictionary<(int Rule, int Agent), int> _counts = [];

    public void Begin() => _counts.Clear();

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
        for (var rule = 0; rule < at.Policy.Enforcement.Length; rule++)
        {
            if (!Matches(at.Policy, at.Policy.Enforcement[rule], breach)) continue;
            var count = _counts[(rule, at.Event.Agent)] = _counts.GetValueOrDefault((rule, at.Event.Agent)) + 1;
            if (Reached(at.Policy.Enforcement[rule], count) is not { } step) continue;
            Do(at, step);
            var target = step.Zone is { } zone ? at.Policy.Floor.Zones[zone] : at.Event.AgentName;
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

    private static void Do(StepContext at, Escalation step)
    {
        switch (step.Act)
        {
            case EnforcementAct.ThrottleAgent:
                at.Agent.ThrottledUntil = Math.Max(at.Agent.ThrottledUntil, at.Now + step.DurationSeconds!.Value);
                break;
            case EnforcementAct.KillSwitchAgent:
                at.Agent.IsKilled = true;
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
