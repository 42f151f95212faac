using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Lab.Processes;

/// <summary>What happens when something is due.</summary>
public sealed partial class LabProcesses
{
    private const int ServiceRetrySeconds = 5;
    private const double SecondsAnHour = 3600;

    private void Happen(in Due due)
    {
        switch (due.Kind)
        {
            case DueKind.Arrival:
                Arrive(due.Subject, due.Time);
                break;
            case DueKind.CentrifugeEnd:
                EndSpin(due);
                break;
            case DueKind.RunEnd when IsCurrent(due):
                Own(DeviceAgent, LabAction.EndRun, due.Time).Device = due.Subject;
                DoOwn();
                break;
            case DueKind.WorkEnd when IsCurrent(due):
                Engine.Occur(new Occurrence(OccurrenceKind.WorkEnded, due.Time) { Device = due.Subject });
                break;
            case DueKind.DeviceFailure:
                Fail(due);
                break;
            case DueKind.DeviceMended when IsCurrent(due):
                Engine.Occur(new Occurrence(OccurrenceKind.DeviceMended, due.Time) { Device = due.Subject });
                ScheduleFailure(due.Subject, due.Time);
                break;
            case DueKind.ServiceBegin:
                BeginService(due);
                break;
            case DueKind.ServiceEnd when IsCurrent(due) && State.Devices[due.Subject].Condition == DeviceCondition.Maintenance:
                Engine.Occur(new Occurrence(OccurrenceKind.ServiceEnded, due.Time) { Device = due.Subject });
                break;
            case DueKind.Drift:
                _devices[due.Subject].Bias += due.Detail;
                break;
            case DueKind.Control:
                ControlBySchedule(due);
                break;
            case DueKind.CallAnswered:
                Truths.Answer(due.Subject, due.Detail);
                break;
            case DueKind.DoorCheck when State.DoorOpenSince[due.Subject] >= 0:
                Own(FacilityAgent, LabAction.Tick, due.Time);
                DoOwn();
                break;
            case DueKind.TransportTick:
                TickTransport(due.Time);
                break;
            case DueKind.Delivery:
                var (reagent, quantity) = _deliveries[due.Subject];
                Engine.Occur(new Occurrence(OccurrenceKind.ReagentDelivered, due.Time) { Reagent = reagent, Quantity = quantity });
                break;
        }
    }

    /// <summary>A device that failed in between no longer ends what it was at.</summary>
    private bool IsCurrent(in Due due) => due.Detail == _epochs[due.Subject];

    private void Arrive(int arrival, int time)
    {
        var (name, isMislabelled) = _arrivals[arrival];
        Engine.Occur(new Occurrence(OccurrenceKind.SpecimenArrived, time) { Name = name, Specimen = _arriving[arrival] });
        if (isMislabelled) Truths.Mislabel(State.Specimens.Find(name));
    }

    private void EndSpin(in Due due)
    {
        if (_batches[due.Subject].Count == 0 || State.Devices[due.Subject].Condition != DeviceCondition.Running) return;
        var ends = Own(DeviceAgent, LabAction.CentrifugeEnd, due.Time);
        ends.Device = due.Subject;
        ends.NamesWork = true;
        ends.Specimens.AddRange(_batches[due.Subject]);
        DoOwn();
    }

    private void Fail(in Due due)
    {
        var seconds = due.Detail > 0 ? due.Detail : 1 + (int)_failures.NextExponential(Math.Max(State.Policy.Equipment.DeviceInfo[due.Subject].MttrSeconds, 1));
        _epochs[due.Subject]++;
        Occupy(OccurrenceKind.DeviceFailed, due.Subject, due.Time, seconds);
        _agenda.Add(new Due(DueKind.DeviceMended, due.Time + seconds, due.Subject, _epochs[due.Subject]));
    }

    /// <summary>Nobody interrupts a run: the service waits for its end, as long as its window lasts.</summary>
    private void BeginService(in Due due)
    {
        if (State.Devices[due.Subject].Condition == DeviceCondition.Idle) Serve(due.Subject, due.Time, due.Detail - due.Time);
        else if (due.Time + ServiceRetrySeconds < due.Detail) _agenda.Add(due with { Time = due.Time + ServiceRetrySeconds });
    }

    /// <summary>What is on board is used up: the device is out until another cartridge is in, and what waits for it may go to another one.</summary>
    private void Reload(int device, int now)
    {
        if (State.Policy.Equipment.DeviceInfo[device].Cartridge is not var (runs, seconds) || ++_runsOnBoard[device] < runs || State.Devices[device].Condition != DeviceCondition.Idle) return;
        _runsOnBoard[device] = 0;
        Serve(device, now, seconds);
    }

    private void Serve(int device, int now, int seconds)
    {
        Occupy(OccurrenceKind.ServiceBegan, device, now, seconds);
        _agenda.Add(new Due(DueKind.ServiceEnd, now + seconds, device, _epochs[device]));
    }

    private void TickTransport(int time)
    {
        var isOnTheWay = false;
        for (var place = 0; place < State.Consignments.Count && !isOnTheWay; place++) isOnTheWay = State.Consignments[place].Status == ConsignmentStatus.InTransit;
        if (!isOnTheWay) return;
        Own(FacilityAgent, LabAction.TransportTick, time);
        DoOwn();
        _agenda.Add(new Due(DueKind.TransportTick, time + TransportTickSeconds, 0));
    }

    private void ScheduleDevices()
    {
        for (var device = 0; device < _devices.Length; device++)
        {
            var info = State.Policy.Equipment.DeviceInfo[device];
            if (Schedule(device) is { EverySeconds: { } every }) _agenda.Add(new Due(DueKind.Control, (int)every, device, (int)every));
            if (!IsSimulated) continue;
            ScheduleFailure(device, 0);
            foreach (var (from, to) in info.Maintenance) _agenda.Add(new Due(DueKind.ServiceBegin, from, device, to));
        }
    }

    /// <summary>Failures come by chance in simulated timing alone.</summary>
    private void ScheduleFailure(int device, int now)
    {
        if (!IsSimulated || State.Policy.Equipment.DeviceInfo[device].MtbfHours is not { } hours) return;
        var seconds = _failures.NextExponential(hours * SecondsAnHour);
        if (seconds < int.MaxValue - now - 1) _agenda.Add(new Due(DueKind.DeviceFailure, now + 1 + (int)seconds, device));
    }

    private QcSchedule? Schedule(int device) => State.Policy.Equipment.TypeInfo[State.Policy.Equipment.DeviceInfo[device].Type].Qc;
}
