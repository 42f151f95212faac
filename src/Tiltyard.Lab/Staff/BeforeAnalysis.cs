using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Model;
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
        if (shift.Best(static (in one) => one is { Status: SpecimenStatus.Accessioning, IsRemote: false }) is var begun and >= 0)
        {
            var specimen = shift.Board.Specimens[begun];
            return shift.Do(specimen.LabelOk is null && !shift.Traits.IsCareless ? LabCalls.CheckAcceptance : LabCalls.AcceptSpecimen, specimen.Id);
        }

        var next = shift.Best(static (in one) => one is { Status: SpecimenStatus.ArrivedAtReception, IsRemote: false });
        return next >= 0 && shift.Do(LabCalls.CreateAccession, shift.Board.Specimens[next].Id);
    }

    /// <summary>Takes out what is done, spins what waits: a full batch, a STAT, or whoever waited long enough.</summary>
    public static bool Spin(Shift shift)
    {
        if (shift.First(DeviceWork.Centrifuge) is not (var place and >= 0)) return false;
        var centrifuge = shift.Board.Devices[place];
        var mustEmpty = centrifuge.Condition == DeviceCondition.Running && !shift.IsSimulated;
        if (!mustEmpty && (centrifuge.Condition != DeviceCondition.Idle || !IsWorthIt(shift))) return false;
        return shift.Go(centrifuge.Zone) || shift.Do(mustEmpty ? LabCalls.CentrifugeEnd : LabCalls.CentrifugeStart);
    }

    /// <summary>Splits the first of what is separated; the second runner takes the second.</summary>
    public static bool Aliquot(Shift shift, bool isSecond)
    {
        if (shift.First(DeviceWork.Aliquot) is not (var place and >= 0)) return false;
        var next = shift.Best(IsSeparated);
        if (next >= 0 && isSecond) next = shift.Best(IsSeparated, next);
        return next >= 0 && (shift.Go(shift.Board.Devices[place].Zone) || shift.Do(LabCalls.AliquotCreate, shift.Board.Specimens[next].Id));
    }

    /// <summary>Fetches what waits at the other site: sent, signed for, received.</summary>
    public static bool Fetch(Shift shift)
    {
        foreach (ref readonly var one in shift.Board.Consignments)
        {
            if (one.Signed == 0) return shift.Do(LabCalls.CustodySign, one.Id);
        }

        foreach (ref readonly var one in shift.Board.Consignments)
        {
            if (one.Arrival <= shift.Board.Now) return shift.Do(LabCalls.ReceiveTransport, one.Id);
        }

        return shift.Board.MustFetch && shift.Do(LabCalls.DispatchTransport);
    }

    private static bool IsSeparated(in ShownSpecimen one) => one is { Status: SpecimenStatus.Separated, IsRemote: false };

    private static bool IsWorthIt(Shift shift)
    {
        var (waiting, first, isAnyStat) = (0, int.MaxValue, false);
        foreach (ref readonly var one in shift.Board.Specimens)
        {
            if (one is not { Status: SpecimenStatus.Accepted, Spins: true, IsRemote: false }) continue;
            waiting++;
            first = Math.Min(first, one.Arrived);
            isAnyStat |= one.IsStat;
        }

        if (waiting == 0) return false;
        return isAnyStat || (shift.Traits.IsPlanful && !shift.IsSimulated) || waiting >= FullEnough || shift.Board.Now - first >= LongestWaitSeconds;
    }
}
