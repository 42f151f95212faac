using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Lab.Rules.Actions;

/// <summary>Takes a specimen into the books.</summary>
internal sealed class CreateAccession : Handler
{
    public override LabAction Action => LabAction.CreateAccession;

    public override string? Check(StepContext at) => Stages.Refusal(at, SpecimenStatus.ArrivedAtReception);

    public override void Commit(StepContext at)
    {
        Stages.Advance(at, SpecimenStatus.Accessioning);
        Stages.Put(at, at.Agent.Zone);
        at.Emit(Action);
    }
}

/// <summary>Looks at the label; what was found is remembered until it is accepted or refused.</summary>
internal sealed class CheckAcceptanceRules : Handler
{
    public override LabAction Action => LabAction.CheckAcceptanceRules;

    public override string? Check(StepContext at) => Stages.Refusal(at, SpecimenStatus.ArrivedAtReception, SpecimenStatus.Accessioning, SpecimenStatus.Held);

    public override void Commit(StepContext at)
    {
        foreach (var place in at.Event.Specimens) at.State.Specimens[place].IdMatches = at.Event.IdMatches;
        at.Emit(Action);
    }
}

/// <summary>Accepts a specimen, or holds or rejects it by the rules of the catalogue. Each of them is an accepted event.</summary>
internal sealed class AcceptSpecimen : Handler
{
    public override LabAction Action => LabAction.AcceptSpecimen;

    public override string? Check(StepContext at) => Stages.Refusal(at, SpecimenStatus.Accessioning, SpecimenStatus.Held);

    public override void Commit(StepContext at)
    {
        foreach (var place in at.Event.Specimens)
        {
            var specimen = at.State.Specimens[place];
            var rule = specimen.Exists ? Applies(at, specimen) : null;
            if (rule is null)
            {
                if (specimen.Exists) Accept(at, specimen);
                at.Emit(Action);
                continue;
            }

            specimen.Status = rule.Rejects ? SpecimenStatus.Rejected : SpecimenStatus.Held;
            specimen.LastReason = rule.ReasonCode;
            if (rule.Cause == RejectionCause.FillInvalid) at.Breach("INV-COAG-FILL-001", rule.ReasonCode);
            at.Emit(rule.Rejects ? LabAction.RejectSpecimen : LabAction.HoldSpecimen);
        }
    }

    private static void Accept(StepContext at, Specimen specimen)
    {
        if (specimen.HeldAt != SpecimenStatus.Unknown)
        {
            (specimen.Status, specimen.HeldAt) = (specimen.HeldAt, SpecimenStatus.Unknown);
            return;
        }

        specimen.Status = SpecimenStatus.Accepted;
        specimen.Accepted = at.Now;
        if (specimen.Panel >= 0 && at.Policy.Catalogue.PanelInfo[specimen.Panel].NeedsFill) at.Held("INV-COAG-FILL-001");
    }

    private static RejectionRule? Applies(StepContext at, Specimen specimen)
    {
        foreach (var rule in at.Policy.Catalogue.Rejection)
        {
            if (IsFound(at, specimen, rule.Cause)) return rule;
        }

        return null;
    }

    private static bool IsFound(StepContext at, Specimen specimen, RejectionCause cause) => cause switch
    {
        RejectionCause.IdMismatch => specimen.IdMatches == false,
        RejectionCause.Leak => specimen.Flags.HasFlag(Integrity.Leak),
        RejectionCause.Hazard => specimen.IsHazard,
        RejectionCause.FillInvalid => specimen.FillOk == false && specimen.Panel >= 0 && at.Policy.Catalogue.PanelInfo[specimen.Panel].NeedsFill,
        RejectionCause.Clot => specimen.Flags.HasFlag(Integrity.Clot),
        RejectionCause.Hemolysis => specimen.Flags.HasFlag(Integrity.Hemolysis),
        RejectionCause.InsufficientVolume => specimen.Flags.HasFlag(Integrity.InsufficientVolume),
        RejectionCause.SpoiledOnTheWay => specimen.IsSpoiled,
        RejectionCause.LabelIssue => specimen.Flags.HasFlag(Integrity.LabelIssue),
        _ => specimen.Panel >= 0 && !at.Policy.Catalogue.PanelInfo[specimen.Panel].Container.Equals(specimen.Container, StringComparison.Ordinal),
    };
}

/// <summary>Puts a specimen aside, with a reason; one that waits for a device leaves its queue. When it is accepted it comes back to where it was.</summary>
internal sealed class HoldSpecimen : Handler
{
    public override LabAction Action => LabAction.HoldSpecimen;

    public override string? Check(StepContext at) => string.IsNullOrWhiteSpace(at.Event.ReasonCode)
        ? Codes.AuditMissingReason
        : Stages.Refusal(at, SpecimenStatus.ArrivedAtReception, SpecimenStatus.Accessioning, SpecimenStatus.Accepted, SpecimenStatus.Separated, SpecimenStatus.Aliquoted, SpecimenStatus.Queued);

    public override void Commit(StepContext at)
    {
        foreach (var place in at.IsReference ? [] : at.Event.Specimens) PutAside(at, place);
        Stages.Advance(at, SpecimenStatus.Held);
        foreach (var place in at.Event.Specimens) at.State.Specimens[place].LastReason = at.Event.ReasonCode;
        at.Emit(Action);
    }

    private static void PutAside(StepContext at, int place)
    {
        var specimen = at.State.Specimens[place];
        specimen.HeldAt = specimen.Status switch
        {
            SpecimenStatus.Accepted or SpecimenStatus.Separated or SpecimenStatus.Aliquoted => specimen.Status,
            SpecimenStatus.Queued => specimen.Separated >= 0 ? SpecimenStatus.Aliquoted : SpecimenStatus.Accepted,
            _ => SpecimenStatus.Unknown,
        };
        if (specimen.Status != SpecimenStatus.Queued) return;
        foreach (var device in at.State.Devices) device.Remove(place);
    }
}

/// <summary>Refuses a specimen for good.</summary>
internal sealed class RejectSpecimen : Handler
{
    public override LabAction Action => LabAction.RejectSpecimen;

    public override string? Check(StepContext at) => !at.IsReference && string.IsNullOrWhiteSpace(at.Event.ReasonCode)
        ? Codes.AuditMissingReason
        : Stages.Refusal(at, SpecimenStatus.ArrivedAtReception, SpecimenStatus.Accessioning, SpecimenStatus.Accepted, SpecimenStatus.Held, SpecimenStatus.Separated, SpecimenStatus.Aliquoted);

    public override void Commit(StepContext at)
    {
        Stages.Advance(at, SpecimenStatus.Rejected);
        foreach (var place in at.Event.Specimens) at.State.Specimens[place].LastReason = at.Event.ReasonCode;
        at.Emit(Action);
    }
}
