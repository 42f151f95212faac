using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules.Actions;

/// <summary>Makes a token, where enough of the right people approve.</summary>
internal sealed class MintToken : Handler
{
    private const string Invariant = "INV-TOK-001";

    public override LabAction Action => LabAction.MintToken;

    public override bool HandlesTokens => true;

    public override string? Check(StepContext at)
    {
        var type = at.Event.TokenType;
        if (type < 0 && !at.IsReference) return at.Breach(Invariant, Codes.TokenApprovals);
        var needed = type < 0 ? 0 : at.Policy.Access.TokenInfo[type].Approvals;
        var isApproved = at.IsReference ? needed < 2 || Distinct(at) >= 2 : Distinct(at) >= needed && AreRightPeople(at) && IsForReason(at);
        return isApproved && at.State.Tokens.Find(NameOf(at)) is var place && (place < 0 || at.State.Tokens[place].State == TokenState.Unknown)
            ? null
            : at.Breach(Invariant, Codes.TokenApprovals);
    }

    public override void Commit(StepContext at)
    {
        var token = at.State.Tokens[at.State.Tokens.Place(NameOf(at))];
        token.State = TokenState.Active;
        token.Type = at.Event.TokenType;
        token.SubjectType = at.Event.SubjectType;
        token.SubjectId = at.Event.SubjectId;
        token.Issued = at.Now;
        token.Expires = at.Now + (token.Type < 0 ? 900 : at.Policy.Access.TokenInfo[token.Type].TtlSeconds);
        token.Reason = at.Event.ReasonCode;
        at.Held(Invariant);
        at.Emit(Action);
    }

    /// <summary>The documented name; ours has a number where a token of the name was used, taken back or too old, so that there can be another.</summary>
    private static string NameOf(StepContext at)
    {
        var type = at.Event.TokenType < 0 ? "" : at.Policy.Access.TokenTypes[at.Event.TokenType];
        var documented = type.Contains("OVERRIDE", StringComparison.Ordinal) ? $"T_OVR_{at.Event.SubjectId}" : $"T_{type}_{at.Event.SubjectId}";
        var name = documented;
        for (var number = 2; !at.IsReference && at.State.Tokens.Find(name) is var place and >= 0 && IsSpent(at.State.Tokens[place], at.Now); number++) name = $"{documented}_{number}";
        return name;
    }

    private static bool IsSpent(Token token, int now) => token.State is TokenState.Consumed or TokenState.Expired or TokenState.Revoked || (token.State == TokenState.Active && now > token.Expires);

    /// <summary>Approvals of different people with different keys.</summary>
    private static int Distinct(StepContext at)
    {
        var count = 0;
        for (var one = 0; one < at.Event.Approvals.Count; one++)
        {
            var (agent, key) = at.Event.Approvals[one];
            var isNew = agent is not null && key is not null;
            for (var before = 0; before < one && isNew; before++)
            {
                isNew = !string.Equals(at.Event.Approvals[before].Agent, agent, StringComparison.Ordinal) && !string.Equals(at.Event.Approvals[before].Key, key, StringComparison.Ordinal);
            }

            count += isNew ? 1 : 0;
        }

        return count;
    }

    /// <summary>Every approver has a role that may approve, and where two are needed they are of two roles.</summary>
    private static bool AreRightPeople(StepContext at)
    {
        var type = at.Policy.Access.TokenInfo[at.Event.TokenType];
        var roles = new HashSet<int>();
        foreach (var approval in at.Event.Approvals)
        {
            if (approval.Agent is null || at.State.Agents.Find(approval.Agent) is not (var place and >= 0)) return false;
            if (!type.ApproverRoles.Contains(at.State.Agents[place].Role)) return false;
            roles.Add(at.State.Agents[place].Role);
        }

        return roles.Count >= Math.Min(type.Approvals, type.ApproverRoles.Length);
    }

    private static bool IsForReason(StepContext at)
    {
        var type = at.Policy.Access.TokenInfo[at.Event.TokenType];
        if (at.Event.ReasonCode is not { } reason) return type.ReasonCodes.IsEmpty;
        return (type.ReasonCodes.IsEmpty || type.ReasonCodes.Contains(reason, StringComparer.Ordinal)) && !type.DeniedReasonCodes.Contains(reason, StringComparer.Ordinal);
    }
}

/// <summary>Takes a token back before it is used.</summary>
internal sealed class RevokeToken : Handler
{
    public override LabAction Action => LabAction.RevokeToken;

    public override bool HandlesTokens => true;

    public override string? Check(StepContext at) =>
        at.IsReference || (at.Event.Token >= 0 && at.State.Tokens[at.Event.Token].State == TokenState.Active) ? null : Codes.TokenNotActive;

    public override void Commit(StepContext at)
    {
        if (at.Event.Token >= 0 && at.State.Tokens[at.Event.Token].State != TokenState.Unknown) at.State.Tokens[at.Event.Token].State = TokenState.Revoked;
        at.Emit(Action);
    }
}
