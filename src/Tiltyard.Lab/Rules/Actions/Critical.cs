using System.Globalization;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules.Actions;

/// <summary>Calls somebody about a critical result.</summary>
internal sealed class NotifyCriticalResult : Handler
{
    public override LabAction Action => LabAction.NotifyCriticalResult;

    public override bool LogsBlocks => false;

    public override string? Check(StepContext at)
    {
        if (at.Event.Result < 0) return Codes.ResultUnknown;
        if (!at.IsReference && at.State.Results[at.Event.Result].Status == ResultStatus.Unknown) return Codes.ResultUnknown;
        var rung = Ladder.RungOf(at, at.Event.Role);
        if (!at.IsReference && rung < 0) return at.OwnBreach("INV-CRIT-006", Codes.EscalationOutOfOrder);
        return Ladder.Allows(at, Math.Max(rung, 0), at.Event.Channel) ? null : Codes.CritModeNotAllowed;
    }

    public override void Commit(StepContext at)
    {
        var result = at.State.Results[at.Event.Result];
        var tier = result.Attempts.Count == 0 || at.IsReference ? 0 : Math.Max(Ladder.RungOf(at, at.Event.Role), 0);
        result.Attempts.Add(new Attempt(at.Now, at.Event.AgentName, at.Event.Role, at.Event.Channel, tier, false));
        result.HasCommunication = true;
        at.Emit(Action);
    }
}

/// <summary>Whoever was called says that it was heard. Without a read-back it is on record and counts for nothing.</summary>
internal sealed class AckCriticalResult : Handler
{
    public override LabAction Action => LabAction.AckCriticalResult;

    public override bool LogsBlocks => false;

    public override string? Check(StepContext at)
    {
        if (at.Event.Result < 0 || at.Event.AttemptId is null || !HasFields(at)) return at.OwnBreach("INV-CRIT-005", Codes.AckMissingFields);
        return !at.IsReference && Find(at) < 0 ? at.OwnBreach("INV-CRIT-005", Codes.AckMissingFields) : null;
    }

    public override void Commit(StepContext at)
    {
        var result = at.State.Results[at.Event.Result];
        result.HasCommunication = true;
        at.Held("INV-CRIT-005");
        if (at.Event.ReadBack == true)
        {
            result.IsAcknowledged = true;
            if (Find(at) is var place and >= 0) result.Attempts[place] = result.Attempts[place] with { IsAcknowledged = true };
            at.Held("INV-CRIT-004");
        }
        else
        {
            at.Breach("INV-CRIT-004", Codes.CritNoReadBack);
        }

        at.Emit(Action);
    }

    private static bool HasFields(StepContext at) => at.Event.AckFields == (1u << at.Policy.AckFields.Length) - 1;

    /// <summary>The attempt that is acknowledged, such as RES_1_attempt_0, or -1.</summary>
    private static int Find(StepContext at)
    {
        var result = at.State.Results[at.Event.Result];
        var prefix = $"{at.State.Results.NameOf(at.Event.Result)}_attempt_";
        return at.Event.AttemptId!.StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(at.Event.AttemptId.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < result.Attempts.Count ? place : -1;
    }
}

/// <summary>Calls the next rung of the ladder.</summary>
internal sealed class EscalateCriticalResult : Handler
{
    public override LabAction Action => LabAction.EscalateCriticalResult;

    public override bool LogsBlocks => false;

    public override string? Check(StepContext at)
    {
        if (at.Event.Result < 0) return Codes.ResultUnknown;
        var attempts = at.State.Results[at.Event.Result].Attempts;
        var next = attempts.Count == 0 ? 0 : attempts[^1].Tier + 1;
        if (Ladder.RungOf(at, at.Event.Role) != next) return at.OwnBreach("INV-CRIT-006", Codes.EscalationOutOfOrder);
        if (!at.IsReference && attempts.Count > 0 && at.Now - attempts[^1].Time < at.Policy.Ladder[attempts[^1].Tier].AckWithinSeconds) return at.OwnBreach("INV-CRIT-006", Codes.EscalationOutOfOrder);
        return Ladder.Allows(at, next, at.Event.Channel) ? null : Codes.CritModeNotAllowed;
    }

    public override void Commit(StepContext at)
    {
        var result = at.State.Results[at.Event.Result];
        result.Attempts.Add(new Attempt(at.Now, at.Event.AgentName, at.Event.Role, at.Event.Channel, Ladder.RungOf(at, at.Event.Role), false));
        result.HasCommunication = true;
        at.Held("INV-CRIT-006");
        at.Emit(Action);
    }
}
