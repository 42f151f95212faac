using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Staff;

/// <summary>Controls, critical calls and release.</summary>
internal static class AfterAnalysis
{
    /// <summary>Mends what fails its control. With a plan every device that gave results since its last control is controlled before they go out.</summary>
    public static bool Control(Shift shift)
    {
        var devices = shift.Board.Devices;
        for (var device = 0; device < devices.Length; device++)
        {
            if (!devices[device].Fails || devices[device].IsOut) continue;
            return shift.Traits.IsCareless ? shift.Do(LabCalls.ReportControl, shift.NameOf(device), "pass") : shift.Do(LabCalls.MakeControl, shift.NameOf(device));
        }

        if (!shift.AwaitsControls) return false;
        for (var device = 0; device < devices.Length; device++)
        {
            if (devices[device].Condition != DeviceCondition.Fault && AwaitsControl(shift, device)) return shift.Do(LabCalls.MakeControl, shift.NameOf(device));
        }

        return false;
    }

    /// <summary>Calls first. Whoever is careless writes down an answer that nobody gave. Then reports: the critical ones, with a plan all.</summary>
    public static bool Supervise(Shift shift)
    {
        for (var report = 0; report < shift.Board.Reports.Length; report++)
        {
            if (!shift.Board.Reports[report].IsHeld && shift.Board.Reports[report].Unheard > 0 && Call(shift, report)) return true;
        }

        var next = shift.Traits.IsPlanful ? shift.NextReport() : LastCritical(shift);
        if (next >= 0 && shift.Traits.IsPlanful && !shift.IsSupervisorsTurn(shift.Board.Reports[next])) return false;
        return next >= 0 && shift.Do(LabCalls.ReleaseReport, shift.Board.Reports[next].Specimen);
    }

    private static bool Call(Shift shift, int report)
    {
        foreach (ref readonly var critical in shift.Board.Criticals)
        {
            if (critical.Report != report || critical.IsAcknowledged) continue;
            if (critical.Calls == 0) return shift.Do(LabCalls.NotifyCritical, critical.Result);
            if (critical.IsAnswered || shift.Traits.IsCareless) return shift.Do(LabCalls.AckCritical, critical.Result);
            if (shift.Board.Now >= critical.NextCall) return shift.Do(LabCalls.EscalateCritical, critical.Result);
        }

        return false;
    }

    private static int LastCritical(Shift shift)
    {
        var report = shift.Board.Reports.Length - 1;
        while (report >= 0 && !(shift.Board.Reports[report].Critical > 0 && shift.CanRelease(shift.Board.Reports[report]))) report--;
        return report;
    }

    private static bool AwaitsControl(Shift shift, int device)
    {
        foreach (ref readonly var report in shift.Board.Reports)
        {
            if (report.Device == device && !report.IsHeld && report.GeneratedAt > shift.Board.Devices[device].ControlAt) return true;
        }

        return false;
    }
}
