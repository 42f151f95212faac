using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Staff;

/// <summary>Reception, centrifuge, aliquots and consignments.</summary>
internal static class BeforeAnalysis
{
    private const int FullEnough = 4;
    private const int LongestWaitSeconds = 120;

    /// <summary>What was begun is finished first. Whoever is careless does not look at the label.</summary>
    public static bool Receive(Shift shift)
    {
        var begun = shift.InOrder(shift.Board.Specimens.Where(one => one.Status is "accessioning" && !one.IsRemote)).FirstOrDefault();
        if (begun is not null) return shift.Do(begun.LabelOk is null && !shift.Traits.IsCareless ? LabCalls.CheckAcceptance : LabCalls.AcceptSpecimen, begun.Id);
        var next = shift.InOrder(shift.Board.Specimens.Where(one => one.Status is "arrived_at_reception" && !one.IsRemote)).FirstOrDefault();
        return next is not null && shift.Do(LabCalls.CreateAccession, next.Id);
    }

    /// <summary>Takes out what is done, spins what waits: a full batch, a STAT, or whoever waited long enough.</summary>
    public static bool Spin(Shift shift)
    {
        if (shift.First(DeviceWork.Centrifuge) is not { } centrifuge) return false;
        var waiting = shift.Board.Specimens.Where(one => one.Status is "accepted" && one.Spins && !one.IsRemote).ToArray();
        var mustEmpty = centrifuge.State is "RUNNING" && !shift.IsSimulated;
        if (!mustEmpty && (centrifuge.State is not "IDLE" || waiting.Length == 0 || !IsWorthIt(shift, waiting))) return false;
        return shift.Go(centrifuge.Zone) || shift.Do(mustEmpty ? LabCalls.CentrifugeEnd : LabCalls.CentrifugeStart);
    }

    public static bool Aliquot(Shift shift, int place)
    {
        if (shift.First(DeviceWork.Aliquot) is not { } aliquoter) return false;
        var candidates = shift.InOrder(shift.Board.Specimens.Where(one => one.Status is "separated" && !one.IsRemote)).ToArray();
        if (candidates.Length <= place) return false;
        return shift.Go(aliquoter.Zone) || shift.Do(LabCalls.AliquotCreate, candidates[place].Id);
    }

    /// <summary>Fetches what waits at the other site: sent, signed for, received.</summary>
    public static bool Fetch(Shift shift)
    {
        if (shift.Board.Consignments.FirstOrDefault(one => one.Signed == 0) is { } unsigned) return shift.Do(LabCalls.CustodySign, unsigned.Id);
        if (shift.Board.Consignments.FirstOrDefault(one => one.Arrival <= shift.Board.Now) is { } here) return shift.Do(LabCalls.ReceiveTransport, here.Id);
        return shift.Board.MustFetch && shift.Do(LabCalls.DispatchTransport);
    }

    private static bool IsWorthIt(Shift shift, ShownSpecimen[] waiting)
    {
        if (waiting.Any(one => one.IsStat) || (shift.Traits.IsPlanful && !shift.IsSimulated)) return true;

        return waiting.Length >= FullEnough || shift.Board.Now - waiting.Min(one => one.Arrived) >= LongestWaitSeconds;
    }
}
