using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>The end of a device's work, by an agent's word or by the device itself.</summary>
internal static class RunEnd
{
    public static void Of(LabState state, int place, int now)
    {
        var device = state.Devices[place];
        device.Condition = DeviceCondition.Idle;
        device.DueAt = -1;
        if (device.Run < 0) return;
        var run = state.Runs[device.Run];
        run.End = now;
        device.BusySeconds += now - run.Start;
        foreach (var specimen in run.Specimens)
        {
            if (state.Specimens[specimen].Status == SpecimenStatus.Running) state.Specimens[specimen].Status = SpecimenStatus.Resulted;
        }

        device.Run = -1;
    }
}
