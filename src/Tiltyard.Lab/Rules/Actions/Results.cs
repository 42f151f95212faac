using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules.Actions;

/// <summary>A device gives a value; on one that fails its control the result is held from the beginning.</summary>
internal sealed class GenerateResult : Handler
{
    public override LabAction Action => LabAction.GenerateResult;

    public override string? Check(StepContext at)
    {
        if (at.Event.Result < 0) return Codes.ResultUnknown;
        if (at.IsReference) return null;
        if (at.State.Results[at.Event.Result].Status != ResultStatus.Unknown) return Codes.ResultState;
        return at.Event.Run < 0 || at.State.Runs[at.Event.Run].Device < 0 ? Codes.RunUnknown : null;
    }

    public override void Commit(StepContext at)
    {
        var result = at.State.Results[at.Event.Result];
        // one that is given again belongs to its new specimen alone
        at.State.Move(at.Event.Result, ResultStatus.Unknown);
        result.Run = at.Event.Run;
        result.Device = at.Event.Device >= 0 ? at.Event.Device : at.Event.Run >= 0 ? at.State.Runs[at.Event.Run].Device : -1;
        result.Specimen = at.Event.Run >= 0 && at.State.Runs[at.Event.Run].Specimens is [var specimen, ..] ? specimen : -1;
        if (!at.IsReference && at.Event.Specimens is [var named, ..] && at.State.Runs[at.Event.Run].Specimens.Contains(named)) result.Specimen = named;
        result.GeneratedAt = at.Now;
        result.QcState = at.Event.QcState ?? (result.Device >= 0 ? at.State.Devices[result.Device].Qc : "pass");
        at.State.Move(at.Event.Result, result.Device >= 0 && at.State.Devices[result.Device].Qc is "fail" ? ResultStatus.Held : ResultStatus.Generated);
        result.Analyte = at.Event.Analyte;
        result.Value = at.Event.Value;
        at.Emit(Action);
        if (at.Event.Analyte == -1) return;
        result.Criticality = Classify(at);
        at.Emit("CLASSIFY_RESULT");
        if (!at.State.IsDowntime || !result.IsCritical) return;
        result.HasCommunication = true;
        at.Emit(LabAction.NotifyCriticalResult);
    }

    /// <summary>The class of the value; null where units or value say nothing.</summary>
    private static string? Classify(StepContext at)
    {
        if (at.Event.Analyte < 0 || at.Event.Value is not { } value) return null;
        var analyte = at.Policy.Catalogue.AnalyteInfo[at.Event.Analyte];
        if (!analyte.Units.Equals(at.Event.Units, StringComparison.Ordinal)) return null;
        if (analyte.Critical is not { } critical) return "none";
        return value < critical.Low || value > critical.High ? critical.Class : "none";
    }
}

/// <summary>Keeps a result back.</summary>
internal sealed class HoldResult : Handler
{
    public override LabAction Action => LabAction.HoldResult;

    public override string? Check(StepContext at) => Stages.RefusalOfResult(at, ResultStatus.Generated);

    public override void Commit(StepContext at)
    {
        if (at.Event.Result >= 0) at.State.Move(at.Event.Result, ResultStatus.Held);
        at.Emit(Action);
    }
}

/// <summary>Gives a result out: not a critical one that nobody acknowledged, and none of a device that fails its control.</summary>
internal sealed class ReleaseResult : Handler
{
    public override LabAction Action => LabAction.ReleaseResult;

    public override string? Check(StepContext at)
    {
        if (Stages.RefusalOfResult(at, ResultStatus.Generated, ResultStatus.Held) is { } code) return code;
        if (at.Event.Result < 0) return null;
        var result = at.State.Results[at.Event.Result];
        if (result.IsCritical && !result.IsAcknowledged) return at.Breach("INV-CRIT-002", Codes.CritNoAck);
        return result.Device >= 0 && at.State.Devices[result.Device].Qc is "fail" ? Codes.QcFailActive : null;
    }

    public override void Commit(StepContext at)
    {
        if (at.Event.Result >= 0)
        {
            var result = at.State.Results[at.Event.Result];
            if (result.IsCritical) at.Held("INV-CRIT-002");
            ResultRelease.Of(at.State, at.Event.Result);
        }

        at.Emit(Action);
    }
}

/// <summary>Gives a result out in spite of a drift, with a token and a disclaimer.</summary>
internal sealed class ReleaseResultOverride : Handler
{
    public override LabAction Action => LabAction.ReleaseResultOverride;

    public override string? Check(StepContext at)
    {
        if (at.IsReference) return null;
        if (at.Event.TokenRefs.Count == 0) return at.Breach("INV-TOK-003", Codes.TokenOutOfScope);
        if (Stages.RefusalOfResult(at, ResultStatus.Generated, ResultStatus.Held) is { } code) return code;
        var result = at.State.Results[at.Event.Result];
        if (result.IsCritical && !result.IsAcknowledged) return at.Breach("INV-CRIT-002", Codes.CritNoAck);
        return result.Device >= 0 && at.State.Devices[result.Device].Qc is "fail" ? Codes.QcFailActive : null;
    }

    public override void Commit(StepContext at)
    {
        if (at.Event.Result >= 0)
        {
            var result = at.State.Results[at.Event.Result];
            if (!result.Flags.Contains("QC_DRIFT_DISCLAIMER_REQUIRED", StringComparer.Ordinal)) result.Flags.Add("QC_DRIFT_DISCLAIMER_REQUIRED");
            ResultRelease.Of(at.State, at.Event.Result);
        }

        if (at.Event.TokenRefs.Count > 0)
        {
            Tokens.Consume(at);
            at.Held("INV-TOK-003");
        }

        at.Emit(LabAction.ReleaseResult);
    }
}

/// <summary>Asks for the measurement to be done again: what is not out of it is withdrawn, and the specimen is ready for a device once more.</summary>
internal sealed class RerunRequest : Handler
{
    public override LabAction Action => LabAction.RerunRequest;

    public override string? Check(StepContext at) => Stages.RefusalOfResult(at, ResultStatus.Generated, ResultStatus.Held);

    public override void Commit(StepContext at)
    {
        at.Emit(Action);
        if (at.IsReference || at.State.Results[at.Event.Result].Specimen is not (var measured and >= 0)) return;
        for (var place = at.State.FirstOpenResult; place < at.State.Results.Count; place++)
        {
            var other = at.State.Results[place];
            if (other.Specimen == measured && other.Status is ResultStatus.Generated or ResultStatus.Held) at.State.Move(place, ResultStatus.Withdrawn);
        }

        var specimen = at.State.Specimens[measured];
        if (specimen.Status == SpecimenStatus.Resulted) specimen.Status = specimen.Separated >= 0 ? SpecimenStatus.Aliquoted : SpecimenStatus.Accepted;
    }
}
