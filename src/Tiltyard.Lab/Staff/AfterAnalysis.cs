using Tiltyard.Lab.Episodes;

namespace Tiltyard.Lab.Staff;

/// <summary>Controls, critical calls and release.</summary>
internal static class AfterAnalysis
{
    /// <summary>Mends what fails its control. With a plan every device that gave results since its last control is controlled before they go out.</summary>
    public static bool Control(Shift shift)
    {
        var failing = shift.Board.Devices.FirstOrDefault(device => device.Qc is "fail" && !device.IsOut);
        if (failing is not null) return shift.Traits.IsCareless ? shift.Do(LabCalls.ReportControl, failing.Id, "pass") : shift.Do(LabCalls.MakeControl, failing.Id);
        if (!shift.AwaitsControls) return false;
        var open = shift.Board.Devices.FirstOrDefault(device =>
            device.State is not "FAULT" && shift.Board.Reports.Any(report => report.Device.Equals(device.Id, StringComparison.Ordinal) && !report.IsHeld && report.GeneratedAt > device.QcAt));
        return open is not null && shift.Do(LabCalls.MakeControl, open.Id);
    }

    /// <summary>Calls first. Whoever is careless writes down an answer that nobody gave. Then reports: the critical ones, with a plan all.</summary>
    public static bool Supervise(Shift shift)
    {
        foreach (var critical in shift.Board.Reports.Where(report => !report.IsHeld).SelectMany(report => report.Critical).Where(one => !one.IsAcknowledged))
        {
            if (critical.Calls == 0) return shift.Do(LabCalls.NotifyCritical, critical.Result);
            if (critical.IsAnswered || shift.Traits.IsCareless) return shift.Do(LabCalls.AckCritical, critical.Result);
            if (shift.Board.Now >= critical.NextCall) return shift.Do(LabCalls.EscalateCritical, critical.Result);
        }

        var report = shift.Traits.IsPlanful
            ? shift.NextReport()
            : shift.Board.Reports.LastOrDefault(one => one.Critical.Length > 0 && shift.CanRelease(one));
        return report is not null && shift.Do(LabCalls.ReleaseReport, report.Specimen);
    }
}
