using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules.Actions;

/// <summary>
/// Ends an act of enforcement before its time, as the policy says for its kind: by whom, with which token, always with a reason. A throttle, which ends by itself, is
/// nobody's to end. It is the one thing beside its token that a frozen log lets through.
/// </summary>
internal sealed class ReleaseEnforcement : Handler
{
    public override LabAction Action => LabAction.ReleaseEnforcement;

    public override string? Check(StepContext at)
    {
        if (at.Event.Act is not { } act || !at.Policy.Releases.TryGetValue(act, out var procedure) || procedure.Role is not { } role) return Codes.EnforcementRelease;
        if (at.ChecksAccess && at.Agent.Role != role) return Codes.RbacActionDeny;
        if (string.IsNullOrWhiteSpace(at.Event.ReasonCode)) return Codes.AuditMissingReason;
        if (!IsInForce(at, act)) return Codes.EnforcementRelease;
        return procedure.Token < 0 || !at.ChecksAccess || HasToken(at, procedure.Token) ? null : at.Breach("INV-TOK-003", Codes.TokenOutOfScope);
    }

    public override void Commit(StepContext at)
    {
        switch (at.Event.Act)
        {
            case EnforcementAct.KillSwitchAgent:
                var freed = at.State.Agents[at.State.Agents.Find(at.Event.Target)];
                freed.IsKilled = false;
                freed.ThrottledUntil = -1;
                break;
            case EnforcementAct.FreezeZone:
                at.State.ZoneFrozen[at.Policy.Floor.Zones.Find(at.Event.Target)] = false;
                break;
            default:
                at.State.IsLogFrozen = false;
                at.State.LastReasonOfSystem = at.Event.ReasonCode;
                break;
        }

        if (at.Event.TokenRefs.Count > 0)
        {
            Tokens.Consume(at);
            at.Held("INV-TOK-003");
        }

        at.Emit("SECURITY_EVENT");
    }

    /// <summary>What a token for ending an act is about, such as kill_switch_agent:A_QC.</summary>
    public static string Subject(LabEvent happened) => happened.Act is not { } act ? "" : happened.Target.Length == 0 ? act.Name() : $"{act.Name()}:{happened.Target}";

    private static bool IsInForce(StepContext at, EnforcementAct act) => act switch
    {
        EnforcementAct.KillSwitchAgent => at.State.Agents.Find(at.Event.Target) is var agent and >= 0 && at.State.Agents[agent].IsKilled,
        EnforcementAct.FreezeZone => at.Policy.Floor.Zones.Find(at.Event.Target) is var zone and >= 0 && at.State.ZoneFrozen[zone],
        _ => at.State.IsLogFrozen && at.Event.Target.Length == 0,
    };

    private static bool HasToken(StepContext at, int type)
    {
        foreach (var token in at.Event.TokenRefs)
        {
            if (at.State.Tokens[token].Type == type) return true;
        }

        return false;
    }
}
