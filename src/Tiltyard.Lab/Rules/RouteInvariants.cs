using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>
/// What must hold of the ways of agents, in our profile: a zone holds no more agents than it has room for, the way into a restricted zone is taken with a token, and
/// where a zone has room for one alone, two agents do not pass through each other in the same second. The check of a single move is <see cref="Actions.Move"/>.
/// </summary>
internal static class RouteInvariants
{
    public const string Room = "INV-ROUTE-001";
    public const string Restricted = "INV-ROUTE-002";
    public const string Swap = "INV-ROUTE-SWAP";

    /// <summary>Why the agent's move is against one of them, or null.</summary>
    public static string? Refusal(StepContext at)
    {
        var (from, to) = (at.Event.From, at.Event.To);
        if (at.State.Occupants[to] >= at.Policy.Floor.Capacity[to]) return at.Breach(Room, Codes.ZoneFull);
        return IsForOne(at, from, to) && Meets(at, from, to) ? at.Breach(Swap, Codes.ZoneSwap) : null;
    }

    /// <summary>Records of a move that was made. Without access control a restricted way may have been taken without a token.</summary>
    public static void Record(StepContext at)
    {
        var (from, to) = (at.Event.From, at.Event.To);
        (at.Agent.MovedFrom, at.Agent.MovedAt) = (from, at.Now);
        if (at.Policy.Floor.Capacity[to] < int.MaxValue) at.Held(Room);
        if (IsForOne(at, from, to)) at.Held(Swap);
        if (!at.Policy.Floor.Restricted[to] || from == to) return;
        if (at.Result.TokensConsumed.Count > 0) at.Held(Restricted);
        else at.Breach(Restricted, Codes.RestrictedEntry);
    }

    private static bool IsForOne(StepContext at, int from, int to) => from != to && (at.Policy.Floor.Capacity[to] == 1 || (from >= 0 && at.Policy.Floor.Capacity[from] == 1));

    /// <summary>Whether somebody went the other way in this second.</summary>
    private static bool Meets(StepContext at, int from, int to)
    {
        for (var place = 0; place < at.State.Agents.Count; place++)
        {
            var other = at.State.Agents[place];
            if (place != at.Event.Agent && other.Zone == from && other.MovedFrom == to && other.MovedAt == at.Now) return true;
        }

        return false;
    }
}
