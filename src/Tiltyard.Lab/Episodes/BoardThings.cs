using System.Runtime.InteropServices;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Episodes;

/// <summary>A device as the <see cref="Board"/> shows it, by the policy's number.</summary>
/// <param name="Zone">Where it stands.</param>
/// <param name="Condition">What it is doing.</param>
/// <param name="Fails">Whether its last control failed.</param>
/// <param name="ControlAt">When its last control was made, or -1.</param>
/// <param name="DueAt">When it will be free by itself, or -1.</param>
/// <param name="QueueLength">Specimens in its queue.</param>
/// <param name="Head">The first of them among the specimens of the board, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ShownDevice(int Zone, DeviceCondition Condition, bool Fails, int ControlAt, int DueAt, int QueueLength, int Head)
{
    public bool IsOut => Condition is DeviceCondition.Fault or DeviceCondition.Maintenance;

    public bool CanStart => Condition == DeviceCondition.Idle && QueueLength > 0;
}

/// <summary>A specimen that is not done, as the <see cref="Board"/> shows it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Status">Its stage.</param>
/// <param name="Panel">What is asked of it, or -1.</param>
/// <param name="Priority">How urgent it is.</param>
/// <param name="Deadline">When it is due; the greatest number where it is not.</param>
/// <param name="Arrived">When it came.</param>
/// <param name="IsRemote">Whether it waits at another site.</param>
/// <param name="Spins">Whether it must be separated.</param>
/// <param name="LabelOk">What the check of its label found; null before there was one.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ShownSpecimen(string Id, SpecimenStatus Status, int Panel, Priority Priority, int Deadline, int Arrived, bool IsRemote, bool Spins, bool? LabelOk)
{
    public bool IsStat => Priority == Priority.Stat;

    /// <summary>Whether it can go into a device's queue.</summary>
    public bool IsReady => !IsRemote && (Status == SpecimenStatus.Aliquoted || (Status == SpecimenStatus.Accepted && !Spins));
}

/// <summary>The results of a specimen that are not out.</summary>
/// <param name="Specimen">The specimen's name.</param>
/// <param name="Place">The specimen among those of the board, or -1.</param>
/// <param name="Device">Where it was measured, or -1.</param>
/// <param name="GeneratedAt">When the last of them came.</param>
/// <param name="Pending">How many there are.</param>
/// <param name="Held">How many of them are held.</param>
/// <param name="Critical">How many of them are critical.</param>
/// <param name="Unheard">How many of these nobody has acknowledged.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ShownReport(string Specimen, int Place, int Device, int GeneratedAt, int Pending, int Held, int Critical, int Unheard)
{
    public bool IsHeld => Held > 0;
}

/// <summary>A critical result that is not out, and the calls about it.</summary>
/// <param name="Report">Its report among those of the board.</param>
/// <param name="Result">Its name.</param>
/// <param name="IsAcknowledged">Whether somebody acknowledged it.</param>
/// <param name="IsAnswered">Whether somebody took the last call.</param>
/// <param name="Calls">Calls so far.</param>
/// <param name="NextCall">When the next rung of the ladder may be called.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ShownCritical(int Report, string Result, bool IsAcknowledged, bool IsAnswered, int Calls, int NextCall);

/// <summary>A consignment on its way.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ShownConsignment(string Id, int Arrival, int Signed);
