using System.Runtime.InteropServices;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>Whether tokens are good, and their use, which is their end.</summary>
internal static class Tokens
{
    /// <summary>Why a token is not good for the event, or null. The codes are the invariants that it would break.</summary>
    public static string? Refusal(StepContext at, int place)
    {
        var token = at.State.Tokens[place];
        if (token.State == TokenState.Revoked) return Codes.TokenRevoked;
        if (token.State != TokenState.Active || at.Now > token.Expires) return Codes.TokenNotActive;
        return at.IsReference || IsFor(at, token) ? null : Codes.TokenOutOfScope;
    }

    public static void Consume(StepContext at)
    {
        foreach (var place in at.Event.TokenRefs)
        {
            if (at.State.Tokens[place].State == TokenState.Consumed) continue; // named twice
            at.State.Tokens[place].State = TokenState.Consumed;
            at.Result.TokensConsumed.Add(place);
        }
    }

    /// <summary>Whether a token of this type opens the restricted zone, among those that the event refers to and that are good.</summary>
    public static bool OpensRestricted(StepContext at, string tokenType)
    {
        if (!at.ChecksAccess) return true;
        foreach (var place in at.Event.TokenRefs)
        {
            if (Refusal(at, place) is null && (at.IsReference || IsOfType(at, at.State.Tokens[place], tokenType))) return true;
        }

        return false;
    }

    private static bool IsOfType(StepContext at, Token token, string name) => token.Type >= 0 && at.Policy.Access.TokenTypes[token.Type].Equals(name, StringComparison.Ordinal);

    /// <summary>Type, scope, subject and reason: what the policy says the token is good for.</summary>
    private static bool IsFor(StepContext at, Token token)
    {
        if (token.Type < 0) return false;
        var type = at.Policy.Access.TokenInfo[token.Type];
        if ((type.Actions & (1UL << (int)at.Event.Action)) == 0) return false;
        if (at.Event.Action == LabAction.OpenDoor && !type.Doors.IsEmpty && !type.Doors.Contains(at.Event.Door)) return false;
        if (at.Event.Action == LabAction.Move && !type.Zones.IsEmpty && !type.Zones.Contains(at.Event.To)) return false;
        if (type.IsDeniedOnQcFail && at.Event.Result >= 0 && at.State.Results[at.Event.Result].Device is var device and >= 0 && at.State.Devices[device].Qc is "fail") return false;
        return IsSubject(at, token);
    }

    private static bool IsSubject(StepContext at, Token token) => token.SubjectType switch
    {
        "agent" => token.SubjectId.Equals(at.Event.AgentName, StringComparison.Ordinal),
        "act" => at.Event.Action == LabAction.ReleaseEnforcement && token.SubjectId.Equals(Actions.ReleaseEnforcement.Subject(at.Event), StringComparison.Ordinal),
        "specimen" => at.Event.Specimens.Count > 0 && All(at, token.SubjectId),
        "result" => at.Event.Result >= 0 && at.State.Results.NameOf(at.Event.Result).Equals(token.SubjectId, StringComparison.Ordinal),
        _ => false,
    };

    private static bool All(StepContext at, string specimen)
    {
        foreach (var place in CollectionsMarshal.AsSpan(at.Event.Specimens))
        {
            if (!at.State.Specimens.NameOf(place).Equals(specimen, StringComparison.Ordinal)) return false;
        }

        return true;
    }
}
