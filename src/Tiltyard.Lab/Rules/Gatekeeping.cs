using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>A run is started at the device; this is asked before anybody's role.</summary>
internal sealed class ColocationRule : Rule
{
    public override string? Check(StepContext at) =>
        at.Event.Action is LabAction.StartRun or LabAction.StartRunOverride && at.IsElsewhere(at.Event.Device) ? at.Breach("INV-ZONE-002", Codes.DeviceNotColocated) : null;
}

/// <summary>Roles: an agent does what its role lists, where and with what the role may.</summary>
internal sealed class RoleRule : Rule
{
    public override string? Check(StepContext at)
    {
        at.Result.AskedRole = true;
        at.Result.Role = at.Agent.Role;
        if (!at.ChecksAccess) return null;
        if (at.Agent.Role < 0) return at.IsReference ? null : Codes.RbacActionDeny;
        var role = at.Policy.Access.RoleInfo[at.Agent.Role];
        if (!role.May(at.Event.Action)) return Codes.RbacActionDeny;
        if (at.Policy.Access.Constraints.Count > 0 && at.Policy.Access.Constraints.TryGetValue(at.Event.Action, out var only) && !only.Contains(at.Agent.Role)) return Codes.RbacActionDeny;
        if (role.Zones is { } zones && at.Agent.Zone >= 0 && !zones.Contains(at.Agent.Zone)) return Codes.RbacZoneDeny;
        return role.Devices is { } devices && at.Event.Device >= 0 && !devices.Contains(at.Event.Device) ? Codes.RbacDeviceDeny : null;
    }
}

/// <summary>Limits of a role: so many actions, so many overrides, and a reason for whatever is of high risk.</summary>
internal sealed class CapabilityRule : Rule
{
    public override string? Check(StepContext at)
    {
        if (!at.ChecksAccess || at.Agent.Role < 0 || at.Policy.Access.RoleInfo[at.Agent.Role].Capability is not { } capability) return null;
        var code = Refusal(at, capability);
        if (code is not null) at.Emit("AGENT_SCOPE_VIOLATION");
        return code;
    }

    private static string? Refusal(StepContext at, Policies.Capability capability)
    {
        if (at.Agent.Actions >= capability.MaxActions) return Codes.AgentRateLimit;
        if (at.Event.Action.IsOverride() && at.Agent.Overrides >= capability.MaxOverrides) return Codes.AgentOverrideBudget;
        var isBare = at.Event.ReasonCode is null || string.IsNullOrWhiteSpace(at.Event.Rationale);
        // the published suite overrides without a rationale
        return isBare && !at.IsReference && capability.HighRisk.Contains(at.Event.Action) ? Codes.AgentCapabilityDeny : null;
    }
}

/// <summary>What the system alone may do, and only signed.</summary>
internal sealed class RuntimeControlRule(SignatureCheck signatures) : Rule
{
    public override string? Check(StepContext at)
    {
        if (!at.Event.AgentName.Equals("SYSTEM", StringComparison.Ordinal)) return Codes.RbacActionDeny;
        if (at.Agent.Role < 0 || !at.Policy.Access.RoleInfo[at.Agent.Role].May(at.Event.Action)) return Codes.RbacActionDeny;
        if (at.Event.KeyId is null || at.Event.Signature is null) return at.OwnBreach("INV-SIG-001", Codes.SignatureMissing);
        var verdict = signatures.Verify(at);
        at.Result.Signature = verdict;
        if (verdict.Reason is { } reason) return at.OwnBreach("INV-SIG-001", reason);
        return verdict.KeyRole == at.Agent.Role ? null : at.OwnBreach("INV-SIG-002", Codes.SignatureRole);
    }
}

/// <summary>Signatures: where they are strict, every change is signed with a key of the agent's own role.</summary>
internal sealed class SignatureRule(SignatureCheck signatures) : Rule
{
    public override string? Check(StepContext at)
    {
        var given = at.Event.KeyId is not null || at.Event.Signature is not null;
        if (given) at.Result.Signature = signatures.Verify(at);
        if (!at.State.StrictSignatures || !at.ChecksAccess || !at.Event.Action.IsMutating()) return null;
        if (at.Event.KeyId is null || at.Event.Signature is null) return at.OwnBreach("INV-SIG-001", Codes.SignatureMissing);
        if (at.Result.Signature!.Reason is { } reason) return at.OwnBreach("INV-SIG-001", reason);
        return at.Agent.Role >= 0 && at.Result.Signature.KeyRole != at.Agent.Role ? at.OwnBreach("INV-SIG-002", Codes.SignatureRole) : null;
    }
}

/// <summary>Tokens that an action refers to: each must be good now, and ours also for this.</summary>
internal sealed class TokenRule : Rule
{
    public override string? Check(StepContext at)
    {
        string? code = null;
        foreach (var token in at.Event.TokenRefs)
        {
            var refusal = Tokens.Refusal(at, token);
            if (refusal is null) continue;
            at.Result.Breach(refusal, refusal);
            if (code is null || string.Equals(refusal, Codes.TokenRevoked, StringComparison.Ordinal)) code = refusal;
        }

        return code;
    }
}
