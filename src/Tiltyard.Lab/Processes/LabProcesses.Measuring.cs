using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Lab.Processes;

/// <summary>What devices measure: patients, and controls.</summary>
public sealed partial class LabProcesses
{
    /// <summary>From here on a bias makes values wrong for the patient.</summary>
    public const double HarmfulBias = 2.5;

    /// <summary>
    /// An agent makes a control: the outcome is the device's, not the agent's. On a device that failed its last one it is calibrated first. Where the engine
    /// refuses, nothing was drawn.
    /// </summary>
    public StepResult MakeControl(LabEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (happened.Device < 0 || Schedule(happened.Device) is not { } schedule) return Do(happened);
        var device = _devices[happened.Device];
        var (before, bias) = (_controls.Save(), device.Bias);
        var mends = State.Devices[happened.Device].Qc is "fail";
        var place = happened.Device;
        if (mends) device.Bias = 0;
        var drawn = device.Draw(_controls, schedule);
        happened.QcOutcome = mends ? new ControlledDevice().Foresee(drawn) : device.Foresee(drawn);
        var now = happened.Time;
        // the outcome is part of what is signed, and nobody knows it earlier
        if (State.StrictSignatures && happened.KeyId is null) Signer?.Sign(happened, State, Engine.Chain.Last);
        var result = Engine.Step(happened);
        OnStep?.Invoke(happened, result);
        if (!result.IsAccepted)
        {
            _controls.Restore(before);
            device.Bias = bias;
            return result;
        }

        if (mends) device.Calibrate();
        var (since, outcome) = (device.LastPass, device.Note(drawn, now));
        if (IsSimulated && State.Devices[place].Condition == DeviceCondition.Idle) Serve(place, now, mends ? schedule.CalibrationSeconds : schedule.ControlSeconds);
        if (outcome is "fail") HoldSince(place, since, now);
        return result;
    }

    private void ControlBySchedule(in Due due)
    {
        if (due.Detail > 0) _agenda.Add(due with { Time = due.Time + due.Detail });
        if (State.Devices[due.Subject].Condition == DeviceCondition.Fault || State.Devices[due.Subject].Qc is "fail") return;
        Own(DeviceAgent, LabAction.QcEvent, due.Time).Device = due.Subject;
        ActsItself = true;
        MakeControl(_own);
        ActsItself = false;
    }

    /// <summary>A control failed: whatever came from the device since the last good one is kept back.</summary>
    private void HoldSince(int device, int since, int now)
    {
        for (var place = 0; place < State.Results.Count; place++)
        {
            var result = State.Results[place];
            if (result.Device != device || result.Status != ResultStatus.Generated || result.GeneratedAt < since) continue;
            var holds = Own(DeviceAgent, LabAction.HoldResult, now);
            holds.Result = place;
            holds.ReasonCode = Codes.QcFailActive;
            DoOwn();
        }
    }

    /// <summary>The end of a run gives a result for each analyte of each specimen.</summary>
    private void Measure(int place, int now)
    {
        var run = State.Runs[place];
        var device = _devices[run.Device];
        var (at, tests) = (run.Device, 0);
        for (var one = 0; one < run.Specimens.Count; one++)
        {
            var specimen = run.Specimens[one];
            if (State.Specimens[specimen] is not { Exists: true, Panel: >= 0 } tube) continue;
            tests += State.Policy.Catalogue.PanelInfo[tube.Panel].Analytes.Length;
            Measure(place, at, specimen, now);
        }

        if (Schedule(at) is not { } schedule) return;
        if (IsSimulated && _failures.NextBool(Math.Min(1, tests * schedule.DriftPerTest))) device.Bias += 3 + _failures.NextExponential(1);
        if (device.CountRun(tests, schedule)) _agenda.Add(new Due(DueKind.Control, now, at));
    }

    private void Measure(int run, int device, int specimen, int now)
    {
        var name = State.Specimens.NameOf(specimen);
        var panel = State.Policy.Catalogue.PanelInfo[State.Specimens[specimen].Panel];
        var bias = _devices[device].Bias;
        _patients.Read(name, State.Specimens[specimen].Panel, bias, _readings.AsSpan(0, panel.Analytes.Length));
        for (var one = 0; one < panel.Analytes.Length; one++)
        {
            var gives = Own(DeviceAgent, LabAction.GenerateResult, now);
            gives.Device = device;
            gives.Run = run;
            gives.Specimens.Add(specimen);
            gives.NamesWork = true;
            gives.Analyte = panel.Analytes[one];
            gives.Value = _readings[one];
            gives.Units = State.Policy.Catalogue.AnalyteInfo[panel.Analytes[one]].Units;
            gives.Result = State.Results.Place(new NameParts(run, specimen, panel.Analytes[one]));
            var result = gives.Result;
            if (DoOwn().IsAccepted && Math.Abs(bias) >= HarmfulBias) Truths.MarkWrong(result);
        }
    }
}
