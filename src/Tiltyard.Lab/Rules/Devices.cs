using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Rules;

/// <summary>Whether a device can do what is asked of it now.</summary>
internal static class Devices
{
    /// <summary>Why the event's device cannot do such work now, or null.</summary>
    public static string? Refusal(StepContext at, DeviceWork work)
    {
        if (at.Event.Device < 0) return Codes.DeviceUnknown;
        var info = at.Policy.Equipment.DeviceInfo[at.Event.Device];
        if (!Does(at, work)) return Codes.DeviceIncompatible;
        return at.State.ZoneFrozen[info.Zone] ? Codes.ZoneFrozen : Availability(at.State.Devices[at.Event.Device]);
    }

    /// <summary>Whether such work is what the event's device is for.</summary>
    public static bool Does(StepContext at, DeviceWork work) => at.Policy.Equipment.TypeInfo[at.Policy.Equipment.DeviceInfo[at.Event.Device].Type].Work == work;

    /// <summary>Why a device cannot begin anything now, or null.</summary>
    public static string? Availability(DeviceState device) => device.Condition switch
    {
        DeviceCondition.Maintenance => Codes.DeviceMaintenance,
        DeviceCondition.Fault => Codes.DeviceFault,
        DeviceCondition.Running => Codes.DeviceBusy,
        _ => null,
    };
}
