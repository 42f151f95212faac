using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Rules.Actions;

/// <summary>Starts the centrifuge with a batch of tubes.</summary>
internal sealed class CentrifugeStart : Handler
{
    public override LabAction Action => LabAction.CentrifugeStart;

    public override string? Check(StepContext at)
    {
        if (at.IsElsewhere(at.Event.Device)) return at.Breach("INV-ZONE-002", Codes.DeviceNotColocated);
        if (at.IsReference) return null;
        return Devices.Refusal(at, DeviceWork.Centrifuge)
            ?? (at.Event.Specimens.Count > at.Policy.Equipment.TypeInfo[at.Policy.Equipment.DeviceInfo[at.Event.Device].Type].Capacity ? Codes.DeviceBusy : null)
            ?? Stages.Refusal(at, SpecimenStatus.Accepted);
    }

    public override void Commit(StepContext at)
    {
        if (!at.IsReference)
        {
            var device = at.State.Devices[at.Event.Device];
            var type = at.Policy.Equipment.TypeInfo[at.Policy.Equipment.DeviceInfo[at.Event.Device].Type];
            device.Condition = DeviceCondition.Running;
            device.DueAt = at.IsSimulated ? at.Now + (int)Math.Ceiling(type.Setup + (type.Run ?? 0) + type.Teardown) : -1;
            Stages.Advance(at, SpecimenStatus.InCentrifuge);
            Stages.Put(at, at.ZoneOf(at.Event.Device));
        }

        if (at.Agent.Zone >= 0 && at.ZoneOf(at.Event.Device) == at.Agent.Zone) at.Held("INV-ZONE-002");
        at.Emit(Action);
    }
}

/// <summary>Takes the tubes out; from now on their clock of stability runs.</summary>
internal sealed class CentrifugeEnd : Handler
{
    public override LabAction Action => LabAction.CentrifugeEnd;

    public override string? Check(StepContext at)
    {
        if (at.IsReference) return null;
        if (at.Event.Device < 0) return Codes.DeviceUnknown;
        if (at.IsElsewhere(at.Event.Device)) return at.Breach("INV-ZONE-002", Codes.DeviceNotColocated);
        if (!Devices.Does(at, DeviceWork.Centrifuge)) return Codes.DeviceIncompatible;
        if (at.State.Devices[at.Event.Device].DueAt > at.Now) return Codes.DeviceBusy;
        return Stages.Refusal(at, SpecimenStatus.InCentrifuge) ?? (at.Event.SeparatedAt > at.Now ? Codes.SpecimenState : null);
    }

    public override void Commit(StepContext at)
    {
        foreach (var place in at.Event.Specimens)
        {
            var specimen = at.State.Specimens[place];
            specimen.Separated = at.Event.SeparatedAt >= 0 ? at.Event.SeparatedAt : at.Now;
            if (!at.IsReference) specimen.Status = SpecimenStatus.Separated;
        }

        if (!at.IsReference)
        {
            at.State.Devices[at.Event.Device].Condition = DeviceCondition.Idle;
            at.State.Devices[at.Event.Device].DueAt = -1;
        }

        at.Emit(Action);
    }
}

/// <summary>Fills a part of a specimen into a tube of its own.</summary>
internal sealed class AliquotCreate : Handler
{
    public override LabAction Action => LabAction.AliquotCreate;

    public override string? Check(StepContext at)
    {
        if (at.IsReference) return null;
        if (at.Event.Device < 0) return Codes.DeviceUnknown;
        if (at.IsElsewhere(at.Event.Device)) return at.Breach("INV-ZONE-002", Codes.DeviceNotColocated);
        if (at.Event.Aliquot < 0 || at.State.Aliquots[at.Event.Aliquot].Specimen >= 0) return Codes.SpecimenState;
        return Devices.Refusal(at, DeviceWork.Aliquot) ?? Stages.Refusal(at, SpecimenStatus.Separated, SpecimenStatus.Aliquoted);
    }

    public override void Commit(StepContext at)
    {
        if (at.Event.Aliquot >= 0 && at.Event.Specimens.Count > 0) at.State.Aliquots[at.Event.Aliquot].Specimen = at.Event.Specimens[0];
        if (!at.IsReference) Stages.Advance(at, SpecimenStatus.Aliquoted);
        Stages.Put(at, at.ZoneOf(at.Event.Device));
        at.Emit(Action);
    }
}
