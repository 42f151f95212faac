using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Staff;

/// <summary>Whoever runs the analyzers. The scripted one keeps the documented order: reports first, then the devices in front of it, each panel on its first device.</summary>
internal static class AtTheAnalyzers
{
    private const int LongOutageSeconds = 60;
    private const int SecondsInQueue = 30;

    /// <summary>Every so many steps whoever is careless tries to give out what nobody was called about, where nobody is there to call.</summary>
    private const int Impatience = 4;

    public static bool Work(Shift shift)
    {
        // where nobody else does it, whoever runs the analyzers makes their controls too
        if (!shift.HasQc && AfterAnalysis.Control(shift)) return true;
        if (shift.Traits.IsPlanful) return shift.IsCrowded ? InACrowd.Work(shift) : WorkByPlan(shift);
        if (shift.Traits.IsCareless && !shift.HasSupervisor && shift.Step % Impatience == 0 && Unheard(shift) is { } unheard) return shift.Do(LabCalls.ReleaseReport, unheard, true);
        if (shift.Traits.IsCareless && FirstHeld(shift) is { } held) return shift.Do(LabCalls.ReleaseReport, held, true);
        if (shift.NextReport() is var report and >= 0) return shift.Do(LabCalls.ReleaseReport, shift.Board.Reports[report].Specimen);
        if (RunHere(shift) || QueueHere(shift)) return true;
        // in a crowd every hall has work: whoever leaves for it when this one is busy for a moment only walks
        return (!(shift.IsCrowded && WaitsHere(shift)) && Elsewhere(shift)) || Repeat(shift);
    }

    /// <summary>Devices never wait for paper: runs first, then queues, then the report after the one that the supervisor takes, then the other hall.</summary>
    private static bool WorkByPlan(Shift shift)
    {
        if (!shift.HasSupervisor && shift.NextReport() is var report and >= 0) return shift.Do(LabCalls.ReleaseReport, shift.Board.Reports[report].Specimen);
        if (RunHere(shift) || QueueHere(shift) || Rescue(shift) || Repeat(shift)) return true;
        return SecondReport(shift) is { } second ? shift.Do(LabCalls.ReleaseReport, second) : Elsewhere(shift);
    }

    public static bool RunHere(Shift shift)
    {
        var devices = shift.Board.Devices;
        for (var device = 0; device < devices.Length; device++)
        {
            if (!IsHere(shift, device)) continue;
            if (!shift.IsSimulated && shift.Analyzes(device) && devices[device].Condition == DeviceCondition.Running) return shift.Do(LabCalls.EndRun, shift.NameOf(device));
            if (CanStart(shift, device)) return shift.Do(LabCalls.StartRun, shift.NameOf(device));
        }

        return false;
    }

    public static bool QueueHere(Shift shift)
    {
        var specimens = shift.Board.Specimens;
        var (chosen, on) = (-1, -1);
        for (var place = 0; place < specimens.Length; place++)
        {
            if (!specimens[place].IsReady || (chosen >= 0 && !shift.IsBefore(specimens[place], specimens[chosen]))) continue;
            if (Best(shift, specimens[place].Panel) is var device && device >= 0 && IsHere(shift, device)) (chosen, on) = (place, device);
        }

        return chosen >= 0 && shift.Do(LabCalls.QueueRun, specimens[chosen].Id, shift.NameOf(on));
    }

    /// <summary>Takes work from a device that will be out for long to another that measures the same.</summary>
    public static bool Rescue(Shift shift)
    {
        var devices = shift.Board.Devices;
        for (var device = 0; device < devices.Length; device++)
        {
            if (devices[device].Head < 0 || !IsOutForLong(shift, device)) continue;
            var first = shift.Board.Specimens[devices[device].Head];
            for (var other = 0; other < devices.Length; other++)
            {
                if (other == device || !shift.Measures(other, first.Panel) || IsOutForLong(shift, other)) continue;
                return shift.Go(devices[other].Zone) || shift.Do(LabCalls.QueueRun, first.Id, shift.NameOf(other));
            }
        }

        return false;
    }

    /// <summary>Held results of a device that is well again are measured anew.</summary>
    public static bool Repeat(Shift shift) => FirstHeld(shift) is { } held && shift.Do(LabCalls.Rerun, held);

    private static string? FirstHeld(Shift shift)
    {
        foreach (ref readonly var report in shift.Board.Reports)
        {
            if (report.IsHeld && (report.Device < 0 || !shift.Board.Devices[report.Device].Fails)) return report.Specimen;
        }

        return null;
    }

    private static string? Unheard(Shift shift)
    {
        foreach (ref readonly var report in shift.Board.Reports)
        {
            if (report.Unheard > 0 && !report.IsHeld) return report.Specimen;
        }

        return null;
    }

    /// <summary>The second by deadline of the reports that may go out.</summary>
    private static string? SecondReport(Shift shift)
    {
        var reports = shift.Board.Reports;
        var (first, second) = (-1, -1);
        for (var place = 0; place < reports.Length; place++)
        {
            if (!shift.CanRelease(reports[place])) continue;
            if (first < 0 || Deadline(shift, reports[place]) < Deadline(shift, reports[first])) (first, second) = (place, first);
            else if (second < 0 || Deadline(shift, reports[place]) < Deadline(shift, reports[second])) second = place;
        }

        return second < 0 ? null : reports[second].Specimen;
    }

    public static bool Elsewhere(Shift shift)
    {
        var devices = shift.Board.Devices;
        var zone = -1;
        for (var device = 0; device < devices.Length; device++)
        {
            if (IsHere(shift, device) || !shift.Analyzes(device) || !IsWanted(shift, device)) continue;
            if (zone < 0 || shift.Seconds(devices[device].Zone) < shift.Seconds(zone)) zone = devices[device].Zone;
            if (!shift.Traits.IsPlanful) break;
        }

        return zone >= 0 && shift.Go(zone);
    }

    /// <summary>Whether a device here will go on with its queue.</summary>
    private static bool WaitsHere(Shift shift)
    {
        var devices = shift.Board.Devices;
        for (var device = 0; device < devices.Length; device++)
        {
            var shown = devices[device];
            if (IsHere(shift, device) && shift.Analyzes(device) && shown is { Head: >= 0, IsOut: false, Fails: false } && shift.HasReagent(shift.Board.Specimens[shown.Head].Panel)) return true;
        }

        return false;
    }

    private static bool IsWanted(Shift shift, int device)
    {
        if (CanStart(shift, device) || (!shift.IsSimulated && shift.Board.Devices[device].Condition == DeviceCondition.Running)) return true;
        foreach (ref readonly var specimen in shift.Board.Specimens)
        {
            if (specimen.IsReady && Best(shift, specimen.Panel) == device) return true;
        }

        return false;
    }

    /// <summary>Where a panel is measured, or -1: on its first device, unless that fails its control; with a plan where it will be measured soonest.</summary>
    private static int Best(Shift shift, int panel)
    {
        var devices = shift.Board.Devices;
        if (shift.Traits.IsPlanful && !shift.HasReagent(panel)) return -1;
        var (best, seconds) = (-1, int.MaxValue);
        for (var device = 0; device < devices.Length; device++)
        {
            if (!shift.Measures(device, panel)) continue;
            if (!shift.Traits.IsPlanful)
            {
                if (!devices[device].Fails) return device;
                continue;
            }

            if (IsOutForLong(shift, device)) continue;
            var wait = (devices[device].QueueLength * SecondsInQueue) + shift.Seconds(devices[device].Zone);
            if (best < 0 || wait < seconds) (best, seconds) = (device, wait);
        }

        return best;
    }

    public static bool CanStart(Shift shift, int device)
    {
        var shown = shift.Board.Devices[device];
        if (!shown.CanStart || !shift.Analyzes(device) || (shown.Fails && !shift.Traits.IsCareless)) return false;
        return shown.Head < 0 || shift.HasReagent(shift.Board.Specimens[shown.Head].Panel);
    }

    public static bool IsOutForLong(Shift shift, int device)
    {
        var shown = shift.Board.Devices[device];
        return shown.Fails || (shown.IsOut && (shown.DueAt < 0 ? int.MaxValue : shown.DueAt) - shift.Board.Now > LongOutageSeconds);
    }

    public static bool IsHere(Shift shift, int device) => shift.Board.Devices[device].Zone == shift.Zone;

    private static int Deadline(Shift shift, in ShownReport report) => report.Place >= 0 ? shift.Board.Specimens[report.Place].Deadline : int.MaxValue;
}
