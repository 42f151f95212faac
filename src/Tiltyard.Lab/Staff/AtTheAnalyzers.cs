using Tiltyard.Lab.Episodes;

namespace Tiltyard.Lab.Staff;

/// <summary>Whoever runs the analyzers. The scripted one keeps the documented order: reports first, then the devices in front of it, each panel on its first device.</summary>
internal static class AtTheAnalyzers
{
    private const int LongOutageSeconds = 60;

    public static bool Work(Shift shift)
    {
        // where nobody else does it, whoever runs the analyzers makes their controls too
        if (!shift.Has("qc_0") && AfterAnalysis.Control(shift)) return true;
        if (shift.Traits.IsPlanful) return WorkByPlan(shift);
        if (shift.Traits.IsCareless && shift.Board.Reports.FirstOrDefault(one => one.IsHeld && Qc(shift, one) is not "fail") is { } held) return shift.Do(LabCalls.ReleaseReport, held.Specimen, true);
        if (shift.NextReport() is { } report) return shift.Do(LabCalls.ReleaseReport, report.Specimen);
        return RunHere(shift) || QueueHere(shift) || Elsewhere(shift) || Repeat(shift);
    }

    /// <summary>Devices never wait for paper: runs first, then queues, then the report after the one that the supervisor takes, then the other hall.</summary>
    private static bool WorkByPlan(Shift shift)
    {
        if (!shift.Has("supervisor_0") && shift.NextReport() is { } report) return shift.Do(LabCalls.ReleaseReport, report.Specimen);
        if (RunHere(shift) || QueueHere(shift) || Rescue(shift) || Repeat(shift)) return true;
        var waiting = shift.Board.Reports.Where(shift.CanRelease).OrderBy(one => Deadline(shift, one)).Skip(1).FirstOrDefault();
        if (waiting is not null) return shift.Do(LabCalls.ReleaseReport, waiting.Specimen);
        return Elsewhere(shift);
    }

    private static bool RunHere(Shift shift)
    {
        foreach (var device in shift.Board.Devices.Where(device => IsHere(shift, device)))
        {
            if (!shift.IsSimulated && IsAnalyzer(shift, device) && device.State is "RUNNING") return shift.Do(LabCalls.EndRun, device.Id);
            if (CanStart(shift, device)) return shift.Do(LabCalls.StartRun, device.Id);
        }

        return false;
    }

    private static bool QueueHere(Shift shift)
    {
        foreach (var specimen in shift.InOrder(shift.Board.Specimens.Where(one => one.IsReady)))
        {
            if (Best(shift, specimen) is { } device && IsHere(shift, device)) return shift.Do(LabCalls.QueueRun, specimen.Id, device.Id);
        }

        return false;
    }

    /// <summary>Takes work from a device that will be out for long to another that measures the same.</summary>
    private static bool Rescue(Shift shift)
    {
        foreach (var device in shift.Board.Devices.Where(device => device.Queue.Length > 0 && IsOutForLong(shift, device)))
        {
            if (shift.Board.Find(device.Queue[0]) is not { } first) continue;
            var other = shift.For(first.Panel).FirstOrDefault(one => !one.Id.Equals(device.Id, StringComparison.Ordinal) && !IsOutForLong(shift, one));
            if (other is null) continue;
            return shift.Go(other.Zone) || shift.Do(LabCalls.QueueRun, first.Id, other.Id);
        }

        return false;
    }

    /// <summary>Held results of a device that is well again are measured anew.</summary>
    private static bool Repeat(Shift shift)
    {
        var held = shift.Board.Reports.FirstOrDefault(one => one.IsHeld && Qc(shift, one) is not "fail");
        return held is not null && shift.Do(LabCalls.Rerun, held.Specimen);
    }

    private static bool Elsewhere(Shift shift)
    {
        var zones = shift.Board.Devices
            .Where(device => !IsHere(shift, device) && IsAnalyzer(shift, device))
            .Where(device => CanStart(shift, device) || (!shift.IsSimulated && device.State is "RUNNING") || shift.Board.Specimens.Any(one => one.IsReady && Best(shift, one) is { } best && best.Id.Equals(device.Id, StringComparison.Ordinal)))
            .Select(device => device.Zone);
        var zone = (shift.Traits.IsPlanful ? zones.OrderBy(shift.Seconds) : zones).FirstOrDefault();
        return zone is not null && shift.Go(zone);
    }

    /// <summary>Where a specimen is measured: on its first device, unless that fails its control; with a plan where it will be measured soonest.</summary>
    private static ShownDevice? Best(Shift shift, ShownSpecimen specimen)
    {
        var devices = shift.For(specimen.Panel);
        if (!shift.Traits.IsPlanful) return devices.FirstOrDefault(device => device.Qc is not "fail");
        if (shift.Board.RunsLeft.GetValueOrDefault(specimen.Panel, long.MaxValue) == 0) return null;
        return devices.Where(device => !IsOutForLong(shift, device)).OrderBy(device => (device.Queue.Length * 30) + shift.Seconds(device.Zone)).FirstOrDefault();
    }

    private static bool CanStart(Shift shift, ShownDevice device)
    {
        if (!device.CanStart || !IsAnalyzer(shift, device) || (device.Qc is "fail" && !shift.Traits.IsCareless)) return false;
        return shift.Board.Find(device.Queue[0]) is not { } head || shift.Board.RunsLeft.GetValueOrDefault(head.Panel, long.MaxValue) > 0;
    }

    private static bool IsOutForLong(Shift shift, ShownDevice device) => device.Qc is "fail" || (device.IsOut && (device.DueAt ?? int.MaxValue) - shift.Board.Now > LongOutageSeconds);

    private static bool IsHere(Shift shift, ShownDevice device) => device.Zone.Equals(shift.Zone, StringComparison.Ordinal);

    private static bool IsAnalyzer(Shift shift, ShownDevice device) => shift.Measures(device.Id);

    private static string? Qc(Shift shift, ShownReport report) => shift.Board.Devices.FirstOrDefault(device => device.Id.Equals(report.Device, StringComparison.Ordinal))?.Qc;

    private static int Deadline(Shift shift, ShownReport report) => shift.Board.Find(report.Specimen)?.Deadline ?? int.MaxValue;
}
