using System.Runtime.InteropServices;
using Tiltyard.Documents;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

public enum OccurrenceKind
{
    SpecimenArrived,
    DeviceFailed,
    DeviceMended,
    ServiceBegan,
    ServiceEnded,
    WorkBegan,
    WorkEnded,
    ReagentDelivered,
}

/// <summary>
/// Something that happens to the laboratory without anybody's act: an arrival, a failure, a delivery. Acts of agents are a <see cref="LabEvent"/>.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Occurrence(OccurrenceKind Kind, int Time)
{
    public int Device { get; init; } = -1;

    /// <summary>When a device will be free again; -1 where nobody knows.</summary>
    public int Until { get; init; } = -1;

    public int Reagent { get; init; } = -1;

    public int Quantity { get; init; }

    /// <summary>The specimen's name, and what it is.</summary>
    public string Name { get; init; } = "";

    public Specimen? Specimen { get; init; }

    internal void Apply(LabState state)
    {
        switch (Kind)
        {
            case OccurrenceKind.SpecimenArrived:
                state.Specimens[state.Specimens.Place(Name)].Take(Specimen!);
                break;
            case OccurrenceKind.ReagentDelivered:
                state.Stock[Reagent] += Quantity;
                break;
            case OccurrenceKind.DeviceFailed:
                Fail(state, state.Devices[Device]);
                break;
            case OccurrenceKind.ServiceBegan:
                Occupy(state.Devices[Device], DeviceCondition.Maintenance);
                break;
            case OccurrenceKind.WorkBegan:
                Occupy(state.Devices[Device], DeviceCondition.Running);
                state.Devices[Device].BusySeconds += Until - Time;
                break;
            default:
                state.Devices[Device].Condition = DeviceCondition.Idle;
                state.Devices[Device].DueAt = -1;
                break;
        }
    }

    internal void Write(CanonicalWriter writer, LabState state)
    {
        writer.BeginObject();
        if (Device >= 0) writer.Text("device_id"u8, state.Policy.Equipment.Devices[Device]);
        writer.Text("event_type"u8, "OCCURRENCE");
        writer.Text("occurrence"u8, Kind.ToString());
        if (Reagent >= 0)
        {
            writer.Integer("quantity"u8, Quantity);
            writer.Text("reagent_id"u8, state.Policy.Catalogue.Reagents[Reagent]);
        }

        if (Name.Length > 0) writer.Text("specimen_id"u8, Name);
        writer.Integer("t_s"u8, Time);
        if (Until >= 0) writer.Integer("until_s"u8, Until);
        writer.EndObject();
    }

    private void Occupy(DeviceState device, DeviceCondition condition)
    {
        device.Condition = condition;
        device.DueAt = Until;
    }

    /// <summary>What was in the device goes back to its queue, with the place that it had; the reagent is lost.</summary>
    private void Fail(LabState state, DeviceState device)
    {
        if (device.Run >= 0)
        {
            var run = state.Runs[device.Run];
            run.End = Time;
            device.BusySeconds += Time - run.Start;
            foreach (var place in run.Specimens)
            {
                if (state.Specimens[place].Status != SpecimenStatus.Running) continue;
                state.Specimens[place].Status = SpecimenStatus.Queued;
                device.Enqueue(place, state.Specimens[place].Priority, run.Start);
            }

            device.Run = -1;
        }

        Occupy(device, DeviceCondition.Fault);
    }
}
