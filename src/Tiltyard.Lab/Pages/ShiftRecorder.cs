using System.Collections.Immutable;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Model;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Pages;

/// <summary>
/// Watches a laboratory while an episode is played and takes down what its page shows. It only looks: an episode that is watched is the same to the byte. One recorder
/// serves one episode at a time and begins anew with each.
/// </summary>
public sealed class ShiftRecorder
{
    private readonly LabWorld _world;
    private readonly Whereabouts _places;
    private readonly Action<ReadOnlyMemory<byte>>? _before;
    private readonly List<AuditRow> _audit = [];
    private readonly List<Track<SpecimenMoment>> _specimens = [];
    private readonly List<int> _holders = [];
    private Track<int>[] _staff = [];
    private DeviceTrack[] _devices = [];
    private Track<bool>[] _doors = [];
    private Track<BoardFigures> _tallies = new();
    private Track<bool> _frozen = new();
    private long _seed;

    public ShiftRecorder(LabWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        _world = world;
        _places = new Whereabouts(world.Options.Policy);
        _before = world.Engine.OnRecord;
        world.Engine.OnRecord = Take;
        var told = world.Lab.OnStep;
        world.Lab.OnStep = (happened, result) =>
        {
            told?.Invoke(happened, result);
            if (IsWatching) Look();
        };
        world.OnBegin = Begin;
    }

    /// <summary>Whether it takes down what it sees.</summary>
    public bool IsWatching { get; set; } = true;

    private LabState State => _world.Engine.State;

    /// <summary>What the episode was, once it is over.</summary>
    public ShiftRecord Finish(string agents)
    {
        Look();
        return new ShiftRecord
        {
            Options = _world.Options,
            Seed = _seed,
            Agents = agents,
            End = Math.Max(State.Now, _world.Options.Task.Steps * LabWorld.StepSeconds),
            Staff = [.. _world.Seats.Select((seat, place) => new StaffTrack(seat.Name, seat.Agent, seat.IsHostile, _staff[place]))],
            Devices = [.. _devices],
            Doors = [.. _doors],
            Specimens = Specimens(),
            Tallies = _tallies,
            LogFrozen = _frozen,
            Harms = [.. _world.Ledger.Harms],
            Audit = [.. _audit],
            Total = _world.Ledger.Total,
            Merit = _world.Ledger.Merit,
            ChainHead = _world.Engine.Chain.Head,
            ChainLast = _world.Engine.Chain.Last,
        };
    }

    /// <summary>Looks away for good, so that what follows costs what it costs unwatched.</summary>
    public void Leave()
    {
        IsWatching = false;
        _world.Engine.OnRecord = _before;
    }

    private void Begin(EpisodeKey key)
    {
        if (!IsWatching) return;
        _seed = key.Seed;
        _audit.Clear();
        _specimens.Clear();
        _holders.Clear();
        _staff = [.. _world.Seats.Select(_ => new Track<int>())];
        _devices = [.. State.Policy.Equipment.Devices.Names.Select(name => new DeviceTrack(name, new Track<DeviceMoment>(), new Track<int>()))];
        _doors = [.. State.DoorOpenSince.Select(_ => new Track<bool>())];
        (_tallies, _frozen) = (new Track<BoardFigures>(), new Track<bool>());
        Look();
    }

    private void Take(ReadOnlyMemory<byte> record)
    {
        _before?.Invoke(record);
        if (!IsWatching) return;
        var seat = _world.Lab.ActsItself ? null : _world.Ledger.Actor;
        _audit.Add(AuditRow.Read(record.Span) with { Hash = _world.Engine.Chain.Last, Seat = seat?.Name ?? "", IsHostile = seat is { IsHostile: true } });
        Look();
    }

    /// <summary>Takes down everything that is different now.</summary>
    private void Look()
    {
        var now = State.Now;
        for (var seat = 0; seat < _staff.Length; seat++) _staff[seat].Note(now, State.Agents[State.Agents.Find(_world.Seats[seat].Agent)].Zone);
        for (var door = 0; door < _doors.Length; door++) _doors[door].Note(now, State.DoorOpenSince[door] >= 0);
        _frozen.Note(now, State.IsLogFrozen);
        LookAtDevices(now);
        for (var place = 0; place < State.Specimens.Count; place++)
        {
            var specimen = State.Specimens[place];
            _specimens[place].Note(now, new SpecimenMoment(specimen.Status, _places.Of(specimen, _holders[place])));
        }

        var (ledger, counts) = (_world.Ledger, _world.Ledger.Counts);
        _tallies.Note(now, new BoardFigures(ledger.Released, ledger.OnTime, ledger.Harms.Count, counts.Blocked, counts.Breaches, Unheard(), _world.Engine.Chain.Length));
    }

    private void LookAtDevices(int now)
    {
        while (_specimens.Count < State.Specimens.Count)
        {
            _specimens.Add(new Track<SpecimenMoment>());
            _holders.Add(-1);
        }

        for (var device = 0; device < _devices.Length; device++)
        {
            var state = State.Devices[device];
            _devices[device].Moments.Note(now, new DeviceMoment(state.Condition, state.Qc is "fail"));
            _devices[device].Queue.Note(now, state.QueueLength);
            foreach (var waiting in state.Queue) _holders[waiting.Specimen] = device;
            foreach (var spinning in _world.Lab.Batch(device)) _holders[spinning] = device;
            if (state.Run < 0) continue;
            foreach (var running in State.Runs[state.Run].Specimens) _holders[running] = device;
        }
    }

    /// <summary>Critical results that wait for somebody to have heard of them.</summary>
    private int Unheard()
    {
        var count = 0;
        for (var place = 0; place < State.Results.Count; place++)
        {
            var result = State.Results[place];
            if (result is { IsCritical: true, IsAcknowledged: false, Status: ResultStatus.Generated or ResultStatus.Held }) count++;
        }

        return count;
    }

    private ImmutableArray<SpecimenTrack> Specimens()
    {
        var harms = _world.Ledger.Harms.ToLookup(harm => harm.Subject, StringComparer.Ordinal);
        return
        [
            .. Enumerable.Range(0, State.Specimens.Count).Where(place => _specimens[place].Changes.Any(change => change.Value.Stage != SpecimenStatus.Unknown)).Select(place =>
            {
                var (name, specimen) = (State.Specimens.NameOf(place), State.Specimens[place]);
                var panel = specimen.Panel >= 0 ? State.Policy.Catalogue.Panels[specimen.Panel] : "";
                return new SpecimenTrack(name, panel, specimen.Priority, specimen.Deadline, _specimens[place]) { Harms = [.. harms[name]] };
            }),
        ];
    }
}
