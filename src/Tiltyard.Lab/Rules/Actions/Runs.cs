using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Rules.Actions;

/// <summary>Puts work into a device's queue.</summary>
internal sealed class QueueRun : Handler
{
    public override LabAction Action => LabAction.QueueRun;

    public override string? Check(StepContext at)
    {
        if (at.Event.Specimens.Count == 0 || at.Event.Device == -1) return Codes.QueueBadPayload;
        if (at.Event.Device < 0) return Codes.DeviceUnknown;
        if (at.IsElsewhere(at.Event.Device)) return at.Breach("INV-ZONE-002", Codes.DeviceNotColocated);
        if (at.IsReference) return null;
        var work = at.Event.Specimens[0];
        if (Stages.Refusal(at, SpecimenStatus.Accepted, SpecimenStatus.Separated, SpecimenStatus.Aliquoted, SpecimenStatus.Resulted, SpecimenStatus.Queued) is { } code) return code;
        if (at.State.Specimens[work].Status == SpecimenStatus.Queued && !IsStranded(at, work)) return Codes.QueueDuplicate;
        return Compatible(at, work);
    }

    public override void Commit(StepContext at)
    {
        var work = at.Event.Specimens[0];
        var from = !at.IsReference && at.State.Specimens[work].Status == SpecimenStatus.Queued ? QueueOf(at, work) : -1;
        if (from >= 0)
        {
            at.State.Devices[from].Remove(work);
            at.Emit("REROUTE_TO_ALT_DEVICE");
        }

        at.State.Devices[at.Event.Device].Enqueue(work, at.Event.Priority, at.Now);
        if (!at.IsReference) at.State.Specimens[work].Status = SpecimenStatus.Queued;
        if (at.Agent.Zone >= 0) at.Held("INV-ZONE-002");
        at.Emit(Action);
    }

    /// <summary>Work that waits for a device that is out of order, or fails its control, may go to another one.</summary>
    private static bool IsStranded(StepContext at, int work) =>
        QueueOf(at, work) is var from and >= 0 && from != at.Event.Device
        && (at.State.Devices[from].Condition is DeviceCondition.Fault or DeviceCondition.Maintenance || at.State.Devices[from].Qc is "fail");

    private static int QueueOf(StepContext at, int work)
    {
        for (var device = 0; device < at.State.Devices.Length; device++)
        {
            if (at.State.Devices[device].Holds(work)) return device;
        }

        return -1;
    }

    /// <summary>The device measures the panel, and what must be spun and split was.</summary>
    private static string? Compatible(StepContext at, int work)
    {
        var specimen = at.State.Specimens[work];
        if (specimen.Panel < 0) return Codes.DeviceIncompatible;
        var panel = at.Policy.Catalogue.PanelInfo[specimen.Panel];
        if (at.Policy.Equipment.DeviceInfo[at.Event.Device].Type != panel.DeviceType) return Codes.DeviceIncompatible;
        return panel.Separates && specimen.Status == SpecimenStatus.Accepted ? Codes.SpecimenState : null;
    }
}

/// <summary>Starts what is first in the queue, where the specimen still keeps and the reagent lasts.</summary>
internal class StartRun : Handler
{
    public override LabAction Action => LabAction.StartRun;

    public override string? Check(StepContext at) => Ready(at) ?? Keeps(at) ?? Reagents.Refusal(at, Work(at));

    public override void Commit(StepContext at)
    {
        var (device, work) = (at.State.Devices[at.Event.Device], Work(at));
        if (device.QueueLength > 0 && device.Head == work) device.Dequeue();
        if (at.Event.Run >= 0) Register(at, at.State.Runs[at.Event.Run], work);
        Reagents.Take(at, work);
        if (!at.IsReference)
        {
            device.Condition = DeviceCondition.Running;
            device.Run = at.Event.Run;
            device.DueAt = at.IsSimulated ? at.Now + Seconds(at, work) : -1;
            if (work >= 0) (at.State.Specimens[work].Status, at.State.Specimens[work].Zone) = (SpecimenStatus.Running, at.ZoneOf(at.Event.Device));
        }

        Record(at, work);
        at.Emit(LabAction.StartRun);
    }

    protected virtual void Record(StepContext at, int work)
    {
        if (at.Agent.Zone >= 0) at.Held("INV-ZONE-002");
        if (work >= 0 && at.State.Specimens[work] is { Exists: true, Panel: >= 0 } specimen && at.Policy.Catalogue.PanelInfo[specimen.Panel].StableInvariant is { Length: > 0 } invariant) at.Held(invariant);
        if (work >= 0 && at.State.Specimens[work].NeedsCold) at.Held("INV-ZONE-006");
    }

    /// <summary>The specimen that would be measured, or -1.</summary>
    protected static int Work(StepContext at) => at.Event.Specimens.Count > 0 ? at.Event.Specimens[0] : at.State.Devices[at.Event.Device].Head;

    /// <summary>The device is there and free, and the work is first in its queue.</summary>
    protected static string? Ready(StepContext at)
    {
        if (at.Event.Device < 0) return Codes.DeviceUnknown;
        if (at.IsElsewhere(at.Event.Device)) return at.Breach("INV-ZONE-002", Codes.DeviceNotColocated);
        var device = at.State.Devices[at.Event.Device];
        if (!at.IsReference && Devices.Refusal(at, DeviceWork.Analyze) is { } unfit) return unfit;
        if (at.IsReference && at.IsSimulated && Devices.Availability(device) is { } busy) return busy;
        if (!at.Event.NamesWork) return device.QueueLength == 0 ? Codes.QueueEmpty : RunName(at);
        if (device.QueueLength > 0 && at.Event.Specimens.Count > 0 && device.Head != at.Event.Specimens[0]) return Codes.QueueHeadMismatch;
        if (at.IsReference) return null;
        if (at.Event.Specimens.Count > 1) return Codes.QueueBadPayload;
        return Stages.Refusal(at, SpecimenStatus.Queued) ?? (device.QueueLength == 0 ? Codes.QueueEmpty : RunName(at));
    }

    /// <summary>A run has a name of its own; a second one under it would take the first one's work.</summary>
    private static string? RunName(StepContext at)
    {
        if (at.IsReference) return null;
        if (at.Event.Run < 0) return Codes.RunUnknown;
        return at.State.Runs[at.Event.Run].Device >= 0 ? Codes.RunDuplicate : null;
    }

    /// <summary>Neither too old nor too warm. An override is what lifts this.</summary>
    private static string? Keeps(StepContext at)
    {
        var work = Work(at);
        if (work < 0 || (at.IsReference && at.Event.TokenRefs.Count > 0) || at.State.Specimens[work] is not { Exists: true } specimen) return null;
        if (Stability.IsExpired(at, specimen))
        {
            var invariant = specimen.Panel >= 0 && at.Policy.Catalogue.PanelInfo[specimen.Panel].ExpiredInvariant is { Length: > 0 } own ? own : "INV-STAB-BIOCHEM-002";
            return at.Breach(invariant, Codes.TimeExpired);
        }

        return specimen is { NeedsCold: true, MetAmbient: true } ? at.Breach("INV-ZONE-006", Codes.TemperatureOutOfBand) : null;
    }

    private static int Seconds(StepContext at, int work) =>
        (int)Math.Ceiling(at.Policy.Equipment.TypeInfo[at.Policy.Equipment.DeviceInfo[at.Event.Device].Type].RunSeconds(work < 0 ? -1 : at.State.Specimens[work].Panel));

    private static void Register(StepContext at, Run run, int work)
    {
        run.Device = at.Event.Device;
        run.Start = at.Now;
        run.Specimens.Clear();
        if (work >= 0) run.Specimens.Add(work);
        for (var other = 1; other < at.Event.Specimens.Count; other++) run.Specimens.Add(at.Event.Specimens[other]);
    }
}

/// <summary>Starts a run although the specimen no longer keeps, with a token that says who takes the risk.</summary>
internal sealed class StartRunOverride : StartRun
{
    public override LabAction Action => LabAction.StartRunOverride;

    public override string? Check(StepContext at)
    {
        if (!at.IsReference && at.Event.TokenRefs.Count == 0) return at.Breach("INV-TOK-003", Codes.TokenOutOfScope);
        return Ready(at) ?? Reagents.Refusal(at, Work(at));
    }

    protected override void Record(StepContext at, int work)
    {
        if (at.Agent.Zone >= 0) at.Held("INV-ZONE-002");
        if (work < 0 || at.Event.TokenRefs.Count == 0) return;
        Tokens.Consume(at);
        at.Held("INV-TOK-003");
    }
}

/// <summary>Ends a run; the device is free again.</summary>
internal sealed class EndRun : Handler
{
    public override LabAction Action => LabAction.EndRun;

    public override string? Check(StepContext at)
    {
        if (at.IsReference) return null;
        if (at.Event.Device < 0) return Codes.DeviceUnknown;
        if (at.IsElsewhere(at.Event.Device)) return at.Breach("INV-ZONE-002", Codes.DeviceNotColocated);
        var device = at.State.Devices[at.Event.Device];
        if (!Devices.Does(at, DeviceWork.Analyze)) return Codes.DeviceIncompatible;
        if (device.Condition != DeviceCondition.Running) return Codes.RunUnknown;
        return device.DueAt > at.Now ? Codes.DeviceBusy : null;
    }

    public override void Commit(StepContext at)
    {
        if (!at.IsReference) RunEnd.Of(at.State, at.Event.Device, at.Now);
        at.Emit(Action);
    }
}

/// <summary>What a control of a device came to.</summary>
internal sealed class QcEvent : Handler
{
    public override LabAction Action => LabAction.QcEvent;

    public override string? Check(StepContext at) => at.IsReference || at.Event.Device >= 0 ? null : Codes.DeviceUnknown;

    public override void Commit(StepContext at)
    {
        if (at.Event.Device >= 0) at.State.Devices[at.Event.Device].Qc = at.Event.QcOutcome;
        at.Emit(Action);
    }
}
