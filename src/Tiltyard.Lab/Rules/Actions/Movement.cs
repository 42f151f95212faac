using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules.Actions;

/// <summary>Time goes by: doors that stay open too long sound the alarm and close the zones on both sides.</summary>
internal sealed class Tick : Handler
{
    private const string Invariant = "INV-ZONE-005";

    public override LabAction Action => LabAction.Tick;

    public override bool HandlesTokens => true;

    public override void Commit(StepContext at)
    {
        for (var door = 0; door < at.State.DoorOpenSince.Length; door++)
        {
            if (at.State.DoorOpenSince[door] is not (var since and >= 0)) continue;
            var info = at.Policy.Floor.DoorInfo[door];
            if (at.Now - since <= info.MaxOpenSeconds)
            {
                at.Held(Invariant);
                continue;
            }

            at.Breach(Invariant, Codes.RestrictedEntry);
            at.Result.Culprit = at.State.DoorOpenedBy[door];
            at.State.ZoneFrozen[info.ZoneA] = at.State.ZoneFrozen[info.ZoneB] = true;
            at.State.DoorOpenSince[door] = -1;
            at.Emit("ALARM");
            at.Emit("KILL_SWITCH_ZONE");
        }
    }
}

/// <summary>An agent or a specimen goes one step along a way of the floor.</summary>
internal sealed class Move : Handler
{
    public override LabAction Action => LabAction.Move;

    public override bool HandlesTokens => true;

    public override string? Check(StepContext at)
    {
        var (from, to, floor) = (at.Event.From, at.Event.To, at.Policy.Floor);
        var isLegal = from >= 0 && to >= 0 && floor.IsAdjacent(from, to) && (at.IsReference || at.Event.MovesSpecimen || at.Agent.Zone < 0 || at.Agent.Zone == from);
        var isBarred = to >= 0 && floor.Restricted[to] && !at.Event.MovesSpecimen && !Tokens.OpensRestricted(at, floor.DoorInfo is var doors && floor.DoorBetween(from < 0 ? to : from, to) is var door and >= 0 ? doors[door].TokenType ?? "" : "TOKEN_RESTRICTED_ENTRY");
        if (isBarred)
        {
            at.Breach("INV-ZONE-004", Codes.RestrictedEntry);
            at.OwnBreach(RouteInvariants.Restricted, Codes.RestrictedEntry);
        }

        if (!isLegal) return at.Breach("INV-ZONE-001", Codes.IllegalMove);
        if (isBarred) return Codes.RestrictedEntry;
        if (at.IsReference || from == to) return null;
        if (at.State.ZoneFrozen[to]) return Codes.ZoneFrozen;
        if (!at.Event.MovesSpecimen) return RouteInvariants.Refusal(at);
        return Tube(at, from);
    }

    /// <summary>A tube is moved from where it is, and not out of a device or a consignment.</summary>
    private static string? Tube(StepContext at, int from)
    {
        if (at.Event.Specimens.Count == 0 || at.State.Specimens[at.Event.Specimens[0]] is not { Exists: true } tube) return Codes.SpecimenUnknown;
        if (tube.Site >= 0 || tube.Status is SpecimenStatus.InCentrifuge or SpecimenStatus.Running or SpecimenStatus.InTransit) return Codes.SpecimenState;
        return tube.Zone >= 0 && tube.Zone != from ? at.Breach("INV-ZONE-001", Codes.IllegalMove) : null;
    }

    public override void Commit(StepContext at)
    {
        if (at.Event.MovesSpecimen)
        {
            foreach (var place in at.Event.Specimens) at.State.Specimens[place].Zone = at.Event.To;
        }
        else
        {
            at.State.Put(at.Event.Agent, at.Event.To);
            if (at.Policy.Floor.Restricted[at.Event.To])
            {
                Tokens.Consume(at);
                if (at.ChecksAccess || at.Result.TokensConsumed.Count > 0) at.Held("INV-ZONE-004");
                else at.Breach("INV-ZONE-004", Codes.RestrictedEntry);
            }

            if (!at.IsReference) RouteInvariants.Record(at);
        }

        at.Held("INV-ZONE-001");
        at.Emit(Action);
    }
}

/// <summary>Opens a door; one that needs a token uses it up.</summary>
internal sealed class OpenDoor : Handler
{
    public override LabAction Action => LabAction.OpenDoor;

    public override string? Check(StepContext at)
    {
        if (at.Event.Door < 0) return at.IsReference ? null : Codes.IllegalMove;
        var door = at.Policy.Floor.DoorInfo[at.Event.Door];
        if (door.TokenType is { } type && !Tokens.OpensRestricted(at, type))
        {
            at.Breach("INV-TOK-003", Codes.RestrictedEntry);
            return at.Breach("INV-ZONE-004", Codes.RestrictedEntry);
        }

        if (at.IsReference) return null;
        if (at.State.ZoneFrozen[door.ZoneA] || at.State.ZoneFrozen[door.ZoneB]) return Codes.ZoneFrozen;
        return at.Agent.Zone >= 0 && at.Agent.Zone != door.ZoneA && at.Agent.Zone != door.ZoneB ? Codes.IllegalMove : null;
    }

    public override void Commit(StepContext at)
    {
        if (at.Event.Door >= 0)
        {
            at.State.DoorOpenSince[at.Event.Door] = at.Now;
            at.State.DoorOpenedBy[at.Event.Door] = Attribution.Of(at);
            if (at.Policy.Floor.DoorInfo[at.Event.Door].TokenType is not null)
            {
                Tokens.Consume(at);
                if (at.ChecksAccess || at.Result.TokensConsumed.Count > 0) at.Held("INV-ZONE-004");
                else at.Breach("INV-ZONE-004", Codes.RestrictedEntry);
            }
        }

        at.Emit(Action);
    }
}
