using System.Runtime.InteropServices;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Policies;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Learning;

/// <summary>
/// One seat's action as numbers: the action's place in <see cref="LabCalls"/> and what it is about, counted on the <see cref="Board"/> or in the policy. What a number counts
/// depends on the action; see <see cref="Moves.Subjects"/>.
/// </summary>
/// <param name="Action">The action, or -1 for none.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Second">The device of queue_run; otherwise nothing.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Move(int Action, int Subject = 0, int Second = 0)
{
    public static Move None => new(-1);
}

/// <summary>What the subject of a move counts.</summary>
public enum MoveSubject
{
    /// <summary>The action has none.</summary>
    Nothing,

    /// <summary>Zones of the policy.</summary>
    Zone,

    /// <summary>Devices of the policy.</summary>
    Device,

    /// <summary>Specimens of the board.</summary>
    Specimen,

    /// <summary>Reports of the board.</summary>
    Report,

    /// <summary>Critical results of the board.</summary>
    Critical,

    /// <summary>Consignments of the board.</summary>
    Consignment,

    /// <summary>The action takes words, such as tokens and reasons, and is no move.</summary>
    Words,
}

/// <summary>From moves to the calls that the world takes.</summary>
public static class Moves
{
    /// <summary>What the subject of each action counts, by the places of <see cref="LabCalls"/>.</summary>
    public static ReadOnlySpan<MoveSubject> Subjects => Counted;

    private static readonly MoveSubject[] Counted = [.. Enumerable.Range(0, LabCalls.Specs.Length).Select(Count)];

    /// <summary>The call of a move, or nothing where its subject is not on the board or the action takes words.</summary>
    public static bool TryCall(in Move move, Board board, LabPolicy policy, out ActionCall call)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(policy);
        call = ActionCall.NoOp;
        if (move.Action == -1) return true;
        if ((uint)move.Action >= (uint)Counted.Length || Counted[move.Action] == MoveSubject.Words) return false;
        if (Counted[move.Action] == MoveSubject.Nothing)
        {
            call = new ActionCall(move.Action);
            return true;
        }

        if (Name(move, board, policy) is not { } about) return false;
        if (move.Action != LabCalls.QueueRun)
        {
            call = LabCalls.About(move.Action, about);
            return true;
        }

        if ((uint)move.Second >= (uint)policy.Equipment.Devices.Count) return false;
        call = new ActionCall(move.Action, Value.Of(about), Value.Of(policy.Equipment.Devices[move.Second]));
        return true;
    }

    private static string? Name(in Move move, Board board, LabPolicy policy)
    {
        var place = (uint)move.Subject;
        return Counted[move.Action] switch
        {
            MoveSubject.Zone => place < (uint)policy.Floor.Zones.Count ? policy.Floor.Zones[move.Subject] : null,
            MoveSubject.Device => place < (uint)policy.Equipment.Devices.Count ? policy.Equipment.Devices[move.Subject] : null,
            MoveSubject.Specimen => place < (uint)board.Specimens.Length ? board.Specimens[move.Subject].Id : null,
            MoveSubject.Report => place < (uint)board.Reports.Length ? board.Reports[move.Subject].Specimen : null,
            MoveSubject.Critical => place < (uint)board.Criticals.Length ? board.Criticals[move.Subject].Result : null,
            _ => place < (uint)board.Consignments.Length ? board.Consignments[move.Subject].Id : null,
        };
    }

    private static MoveSubject Count(int action) => action switch
    {
        LabCalls.Move => MoveSubject.Zone,
        LabCalls.StartRun or LabCalls.EndRun or LabCalls.MakeControl => MoveSubject.Device,
        LabCalls.CreateAccession or LabCalls.CheckAcceptance or LabCalls.AcceptSpecimen or LabCalls.AliquotCreate or LabCalls.QueueRun => MoveSubject.Specimen,
        LabCalls.ReleaseReport or LabCalls.Rerun => MoveSubject.Report,
        LabCalls.NotifyCritical or LabCalls.AckCritical or LabCalls.EscalateCritical => MoveSubject.Critical,
        LabCalls.CustodySign or LabCalls.ReceiveTransport => MoveSubject.Consignment,
        LabCalls.CentrifugeStart or LabCalls.CentrifugeEnd or LabCalls.DispatchTransport or LabCalls.Tick => MoveSubject.Nothing,
        _ => MoveSubject.Words,
    };
}
