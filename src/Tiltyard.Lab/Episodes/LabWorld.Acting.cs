using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Rules;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Episodes;

/// <summary>From a seat's action to events of its agent.</summary>
public sealed partial class LabWorld
{
    private static readonly string ForeignSignature = Convert.ToBase64String([.. Enumerable.Repeat((byte)'x', 64)]);

    private LabState State => Engine.State;

    private void Do(int seat, in ActionCall call)
    {
        switch (call.Index)
        {
            case LabCalls.ReleaseReport:
                ReleaseReport(seat, call[0].Text, call[1].IsTrue);
                return;
            case LabCalls.Attempt:
                Attempt(seat, call);
                return;
        }

        var happened = Event(seat, LabCalls.Actions[call.Index]);
        Fill(happened, call);
        if (call.Index == LabCalls.MakeControl) Send(seat, static (lab, one) => lab.MakeControl(one));
        else Send(seat);
    }

    private void Fill(LabEvent happened, in ActionCall call)
    {
        switch (call.Index)
        {
            case LabCalls.Move:
                happened.From = State.Agents[happened.Agent].Zone;
                happened.To = Known(_options.Policy.Floor.Zones, call[0].Text);
                break;
            case LabCalls.OpenDoor:
                happened.Door = Known(_options.Policy.Floor.Doors, call[0].Text);
                AddToken(happened, call[1].Text);
                break;
            case LabCalls.HoldSpecimen or LabCalls.RejectSpecimen:
                AddSpecimen(happened, call[0].Text);
                happened.ReasonCode = call[1].Text;
                break;
            case LabCalls.CentrifugeStart:
                happened.Device = First(DeviceWork.Centrifuge);
                AddWaitingForSpin(happened);
                break;
            case LabCalls.CentrifugeEnd:
                happened.Device = First(DeviceWork.Centrifuge);
                happened.NamesWork = true;
                if (happened.Device >= 0) happened.Specimens.AddRange(Lab.Batch(happened.Device));
                break;
            case LabCalls.AliquotCreate:
                happened.Device = First(DeviceWork.Aliquot);
                AddSpecimen(happened, call[0].Text);
                happened.Aliquot = State.Aliquots.Place($"ALQ_{call[0].Text}_{happened.Time}");
                break;
            case LabCalls.QueueRun:
                AddSpecimen(happened, call[0].Text);
                happened.Device = Known(_options.Policy.Equipment.Devices, call[1].Text);
                if (happened.Specimens.Count > 0) happened.Priority = State.Specimens[happened.Specimens[0]].Priority;
                break;
            case LabCalls.StartRun or LabCalls.StartRunOverride:
                happened.Device = Known(_options.Policy.Equipment.Devices, call[0].Text);
                happened.Run = State.Runs.Place(Lab.NextRunName());
                if (call.Index == LabCalls.StartRunOverride) AddOverride(happened, call);
                break;
            case LabCalls.EndRun or LabCalls.MakeControl:
                happened.Device = Known(_options.Policy.Equipment.Devices, call[0].Text);
                break;
            case LabCalls.ReportControl:
                happened.Device = Known(_options.Policy.Equipment.Devices, call[0].Text);
                (happened.QcOutcome, happened.ReportsOnly) = (call[1].Text, true);
                break;
            case LabCalls.ReleaseResultOverride:
                happened.Result = State.Results.Find(call[0].Text);
                AddOverride(happened, call);
                break;
            default:
                FillMore(happened, call);
                break;
        }
    }

    private void FillMore(LabEvent happened, in ActionCall call)
    {
        switch (call.Index)
        {
            case LabCalls.CheckAcceptance:
                AddSpecimen(happened, call[0].Text);
                if (happened.Specimens.Count > 0) happened.IdMatches = !Lab.Truths.IsMislabelled(happened.Specimens[0]);
                break;
            case LabCalls.HoldResult or LabCalls.ReleaseResult:
                happened.Result = State.Results.Find(call[0].Text);
                break;
            case LabCalls.Rerun:
                happened.Result = FirstPending(call[0].Text);
                break;
            case LabCalls.NotifyCritical or LabCalls.EscalateCritical or LabCalls.AckCritical:
                FillCall(happened, State.Results.Find(call[0].Text));
                break;
            case LabCalls.DispatchTransport:
                happened.OriginSite = _options.Policy.Sites.Find("SITE_ACUTE");
                happened.DestinationSite = _options.Policy.Sites.Find("SITE_HUB");
                happened.NamesWork = true;
                foreach (var remote in _start.Remote)
                {
                    if (State.Specimens[remote].Site >= 0) happened.Specimens.Add(remote);
                }

                break;
            case LabCalls.CustodySign or LabCalls.ReceiveTransport:
                happened.Consignment = State.Consignments.Find(call[0].Text);
                if (call.Index == LabCalls.CustodySign && call[1].Text is { Length: > 0 } reason) happened.ReasonCode = reason;
                break;
            case LabCalls.MintToken:
                happened.TokenType = Known(_options.Policy.Access.TokenTypes, call[0].Text);
                (happened.SubjectType, happened.SubjectId) = (SubjectType(call[1].Text), call[1].Text);
                happened.Approvals.Add(new Approval(happened.AgentName, happened.AgentName));
                break;
            case LabCalls.RevokeToken:
                happened.Token = State.Tokens.Find(call[0].Text);
                break;
            case LabCalls.EndAct:
                (happened.Act, happened.Target, happened.ReasonCode) = (EnforcementActs.Find(call[0].Text), call[1].Text, call[3].Text);
                AddToken(happened, call[2].Text);
                break;
            case LabCalls.CreateAccession or LabCalls.AcceptSpecimen:
                AddSpecimen(happened, call[0].Text);
                break;
        }
    }

    /// <summary>A report is one decision and an event for each of its results.</summary>
    private void ReleaseReport(int seat, string name, bool alsoHeld)
    {
        var specimen = State.Specimens.Find(name);
        var any = false;
        for (var place = State.FirstOpenResult; place < State.Results.Count && specimen >= 0; place++)
        {
            var result = State.Results[place];
            if (result.Specimen != specimen || !(ResultRelease.IsReleasable(result) || (alsoHeld && result.Status is ResultStatus.Generated or ResultStatus.Held))) continue;
            Event(seat, LabAction.ReleaseResult).Result = place;
            Send(seat);
            any = true;
        }

        if (any) return;
        Event(seat, LabAction.ReleaseResult).Result = FirstPending(name);
        Send(seat);
    }

    private LabEvent Event(int seat, LabAction action)
    {
        _event.Clear();
        _event.AgentName = _seats[seat].Agent;
        _event.Agent = _agents[seat];
        _event.NameByNumbers(_eventWords[seat], _step + 1, Engine.Chain.Length);
        _event.Action = action;
        _event.Source = _agents[seat];
        _event.Time = Now;
        return _event;
    }

    private void Send(int seat, Func<Processes.LabProcesses, LabEvent, StepResult>? how = null)
    {
        if (how is null && State.StrictSignatures && _event.KeyId is null && _event.AgentName.Equals(_seats[seat].Agent, StringComparison.Ordinal)) _keys.Sign(_event, State, Engine.Chain.Last);
        Ledger.Actor = _seats[seat];
        var (action, from, to) = (_event.Action, _event.From, _event.To);
        var result = how is null ? Lab.Do(_event) : how(Lab, _event);
        Ledger.Actor = null;
        if (action == LabAction.Move && result.IsAccepted && from >= 0) _walkingUntil[seat] = Now + _options.Policy.Floor.TravelSeconds(from, to);
    }

    private void FillCall(LabEvent happened, int result)
    {
        happened.Result = result;
        happened.Channel = "phone";
        if (result < 0) return;
        var attempts = State.Results[result].Attempts;
        var rung = happened.Action == LabAction.EscalateCriticalResult && attempts.Count > 0 ? attempts[^1].Tier + 1 : 0;
        happened.Role = rung < _options.Policy.Ladder.Length ? _options.Policy.Ladder[rung].Role : "nobody";
        if (happened.Action != LabAction.AckCriticalResult) return;
        happened.Role = attempts.Count > 0 ? attempts[^1].Role : null;
        happened.AttemptId = $"{State.Results.NameOf(result)}_attempt_{attempts.Count - 1}";
        happened.AckFields = (1u << _options.Policy.AckFields.Length) - 1;
        happened.ReadBack = true;
    }

    private void Attempt(int seat, in ActionCall call)
    {
        var happened = Event(seat, LabActions.Find(call[0].Text)!.Value);
        var (target, to) = (call[1].Text, call[2].Text);
        if (call[4].Text is { Length: > 0 } claimed)
        {
            happened.AgentName = claimed;
            happened.Agent = State.Agent(claimed);
        }

        happened.From = State.Agents[happened.Agent].Zone;
        happened.To = Known(_options.Policy.Floor.Zones, to);
        happened.Door = Known(_options.Policy.Floor.Doors, target);
        happened.Device = Known(_options.Policy.Equipment.Devices, to.Length > 0 ? to : target);
        if (State.Specimens.Find(target) is var specimen and >= 0) AddSpecimen(happened, State.Specimens.NameOf(specimen));
        if (happened.Action is LabAction.ReleaseResult or LabAction.ReleaseResultOverride or LabAction.HoldResult) happened.Result = State.Results.Place(target);
        if (happened.Action == LabAction.QueueRun) happened.NamesWork = true;
        if (happened.Action == LabAction.QcEvent) happened.QcOutcome = "fail";
        if (happened.Action.IsOverride()) (happened.ReasonCode, happened.Rationale) = (Codes.TimeExpired, "urgent");
        if (happened.Action == LabAction.Move && !happened.AgentName.Equals(_seats[seat].Agent, StringComparison.Ordinal)) happened.To = happened.From;
        AddToken(happened, call[3].Text);
        if (call[5].Text is { Length: > 0 } key) (happened.KeyId, happened.Signature) = (key, ForeignSignature);
        Send(seat);
    }

    private void AddOverride(LabEvent happened, in ActionCall call)
    {
        AddToken(happened, call[1].Text);
        happened.ReasonCode = call[2].Text;
        happened.Rationale = "decided by the seat";
    }

    private void AddToken(LabEvent happened, string token)
    {
        if (token.Length > 0) happened.TokenRefs.Add(State.Tokens.Place(token));
    }

    private void AddSpecimen(LabEvent happened, string name)
    {
        happened.NamesWork = true;
        if (State.Specimens.Find(name) is var place and >= 0) happened.Specimens.Add(place);
    }

    private void AddWaitingForSpin(LabEvent happened)
    {
        happened.NamesWork = true;
        if (happened.Device < 0) return;
        var room = _options.Policy.Equipment.TypeInfo[_options.Policy.Equipment.DeviceInfo[happened.Device].Type].Capacity;
        for (var priority = Priority.Stat; priority <= Priority.Routine; priority++)
        {
            for (var place = 0; place < State.Specimens.Count && happened.Specimens.Count < room; place++)
            {
                var specimen = State.Specimens[place];
                if (specimen is { Status: SpecimenStatus.Accepted, Site: < 0, Panel: >= 0 } && specimen.Priority == priority && _options.Policy.Catalogue.PanelInfo[specimen.Panel].Separates) happened.Specimens.Add(place);
            }
        }
    }

    private int FirstPending(string specimen)
    {
        var place = State.Specimens.Find(specimen);
        for (var result = State.FirstOpenResult; result < State.Results.Count && place >= 0; result++)
        {
            if (State.Results[result].Specimen == place && State.Results[result].Status is ResultStatus.Generated or ResultStatus.Held) return result;
        }

        return -1;
    }

    private string SubjectType(string subject) => State.Specimens.Find(subject) >= 0 ? "specimen" : State.Results.Find(subject) >= 0 ? "result" : "agent";

    private int First(DeviceWork work)
    {
        for (var device = 0; device < _options.Policy.Equipment.DeviceInfo.Length; device++)
        {
            if (_options.Policy.Equipment.TypeInfo[_options.Policy.Equipment.DeviceInfo[device].Type].Work == work) return device;
        }

        return LabEvent.UnknownName;
    }

    private static int Known(NameTable table, string name) => table.Find(name) is var place and >= 0 ? place : LabEvent.UnknownName;
}
