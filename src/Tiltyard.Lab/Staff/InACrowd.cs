using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Staff;

/// <summary>
/// Whoever runs the analyzers by plan where more waits than can be done (<see cref="Shift.IsCrowded"/>); where it does not, <see cref="AtTheAnalyzers"/> plans. What brings most in
/// time for its steps goes first, and what comes too late anyway when nothing else is left.
/// </summary>
internal static class InACrowd
{
    private const int SecondsOfAStep = 10;
    private const int SecondsOfARun = 50;
    private const int WorthTheWay = 2;

    public static bool Work(Shift shift) => shift.IsSimulated ? WaitForDevices(shift) : WaitForNobody(shift);

    /// <summary>Where device time passes it is what is short: no device waits for paper, nor for the other hall.</summary>
    private static bool WaitForDevices(Shift shift)
    {
        if (Start(shift, onlyStat: false) || AtTheAnalyzers.RunHere(shift) || Report(shift, onlyInTime: true) || AtTheAnalyzers.QueueHere(shift)) return true;
        return AtTheAnalyzers.Rescue(shift) || AtTheAnalyzers.Repeat(shift) || AtTheAnalyzers.Elsewhere(shift) || Report(shift, onlyInTime: false);
    }

    /// <summary>Where a run takes no longer than the word that ends it, whoever says it is what is short. A report costs one step, what is queued three, the rest four; a STAT is worth double.</summary>
    private static bool WaitForNobody(Shift shift)
    {
        if (Report(shift, onlyInTime: true) || EndRun(shift)) return true;
        if (Queue(shift, onlyStat: true) || Start(shift, onlyStat: true) || GoForStats(shift)) return true;
        if (Start(shift, onlyStat: false) || Queue(shift, onlyStat: false) || Walk(shift)) return true;
        return AtTheAnalyzers.RunHere(shift) || AtTheAnalyzers.Rescue(shift) || AtTheAnalyzers.Repeat(shift) || Report(shift, onlyInTime: false) || AtTheAnalyzers.Elsewhere(shift);
    }

    /// <summary>The first report; where a supervisor takes that, the second.</summary>
    private static bool Report(Shift shift, bool onlyInTime)
    {
        var next = shift.NextReport();
        if (next >= 0 && shift.HasSupervisor) next = shift.NextReport(next);
        if (next < 0 || (onlyInTime && !IsInTime(shift, shift.Board.Reports[next].Place, 0))) return false;
        return shift.Do(LabCalls.ReleaseReport, shift.Board.Reports[next].Specimen);
    }

    /// <summary>A run here is over when somebody says so.</summary>
    private static bool EndRun(Shift shift)
    {
        var devices = shift.Board.Devices;
        for (var device = 0; device < devices.Length; device++)
        {
            if (AtTheAnalyzers.IsHere(shift, device) && shift.Analyzes(device) && devices[device].Condition == DeviceCondition.Running) return shift.Do(LabCalls.EndRun, shift.NameOf(device));
        }

        return false;
    }

    /// <summary>Of the devices here the one whose next specimen is the most urgent of those that can be in time.</summary>
    private static bool Start(Shift shift, bool onlyStat)
    {
        var devices = shift.Board.Devices;
        var best = -1;
        for (var device = 0; device < devices.Length; device++)
        {
            if (!AtTheAnalyzers.IsHere(shift, device) || !CanStartInTime(shift, device)) continue;
            ref readonly var head = ref shift.Board.Specimens[devices[device].Head];
            if ((!onlyStat || head.IsStat) && (best < 0 || shift.IsBefore(head, shift.Board.Specimens[devices[best].Head]))) best = device;
        }

        return best >= 0 && shift.Do(LabCalls.StartRun, shift.NameOf(best));
    }

    /// <summary>A STAT goes to the head of any queue; anything else is queued where nothing waits.</summary>
    private static bool Queue(Shift shift, bool onlyStat)
    {
        var specimens = shift.Board.Specimens;
        var (chosen, on) = (-1, -1);
        for (var place = 0; place < specimens.Length; place++)
        {
            if (!specimens[place].IsReady || (onlyStat && !specimens[place].IsStat) || !IsWorthIt(shift, place)) continue;
            if (chosen >= 0 && !shift.IsBefore(specimens[place], specimens[chosen])) continue;
            if (Here(shift, specimens[place].Panel, mustBeFree: !onlyStat) is var device and >= 0) (chosen, on) = (place, device);
        }

        return chosen >= 0 && shift.Do(LabCalls.QueueRun, specimens[chosen].Id, shift.NameOf(on));
    }

    /// <summary>To the other hall where STATs wait that only it measures, enough for the way, and none here.</summary>
    private static bool GoForStats(Shift shift)
    {
        var (waiting, zone) = (0, -1);
        for (var place = 0; place < shift.Board.Specimens.Length; place++)
        {
            ref readonly var specimen = ref shift.Board.Specimens[place];
            if (!specimen.IsStat || !(specimen.IsReady || specimen.Status == SpecimenStatus.Queued) || !IsWorthIt(shift, place)) continue;
            if (Here(shift, specimen.Panel, mustBeFree: false) >= 0) return false;
            zone = Math.Max(zone, ZoneFor(shift, specimen.Panel));
            waiting++;
        }

        return waiting >= WorthTheWay && zone >= 0 && shift.Go(zone);
    }

    /// <summary>To where something can still be measured in time.</summary>
    private static bool Walk(Shift shift)
    {
        var devices = shift.Board.Devices;
        for (var device = 0; device < devices.Length; device++)
        {
            if (AtTheAnalyzers.IsHere(shift, device) || !shift.Analyzes(device)) continue;
            if (CanStartInTime(shift, device) || (IsFree(shift, device) && IsAnyReadyFor(shift, device))) return shift.Go(devices[device].Zone);
        }

        return false;
    }

    private static bool IsAnyReadyFor(Shift shift, int device)
    {
        for (var place = 0; place < shift.Board.Specimens.Length; place++)
        {
            if (shift.Board.Specimens[place].IsReady && shift.Measures(device, shift.Board.Specimens[place].Panel) && IsWorthIt(shift, place)) return true;
        }

        return false;
    }

    /// <summary>A device in front of this member of staff that measures the panel, or -1.</summary>
    private static int Here(Shift shift, int panel, bool mustBeFree)
    {
        for (var device = 0; device < shift.Board.Devices.Length; device++)
        {
            if (AtTheAnalyzers.IsHere(shift, device) && CanMeasure(shift, device, panel) && (!mustBeFree || IsFree(shift, device))) return device;
        }

        return -1;
    }

    private static int ZoneFor(Shift shift, int panel)
    {
        for (var device = 0; device < shift.Board.Devices.Length; device++)
        {
            if (CanMeasure(shift, device, panel)) return shift.Board.Devices[device].Zone;
        }

        return -1;
    }

    private static bool CanMeasure(Shift shift, int device, int panel) => shift.Measures(device, panel) && !AtTheAnalyzers.IsOutForLong(shift, device);

    private static bool IsFree(Shift shift, int device) => shift.Board.Devices[device] is { QueueLength: 0, Condition: DeviceCondition.Idle, Fails: false };

    private static bool CanStartInTime(Shift shift, int device) =>
        AtTheAnalyzers.CanStart(shift, device) && shift.Board.Devices[device].Head is var head and >= 0 && IsInTime(shift, head, shift.IsSimulated ? SecondsOfARun : 2 * SecondsOfAStep);

    /// <summary>Whether it can be queued, started, ended and given out in time.</summary>
    private static bool IsWorthIt(Shift shift, int place) => shift.HasReagent(shift.Board.Specimens[place].Panel) && IsInTime(shift, place, 3 * SecondsOfAStep);

    private static bool IsInTime(Shift shift, int place, int seconds) => place >= 0 && shift.Board.Specimens[place].Deadline - seconds >= shift.Board.Now;
}
