using Tiltyard.Lab.Model;
using Tiltyard.Lab.Rules;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Processes;

/// <summary>
/// Time in a laboratory: what happens by itself under the engine, and what follows from what agents do. In simulated timing a run, a spin and a
/// repair end by themselves; in explicit timing a device is busy until somebody says so, and only arrivals, answers, doors and what a task decides
/// happen by the clock. Everything goes through the engine: an act of a device is an event of the agent A_DEVICES, and what nobody did is an <see cref="Occurrence"/>.
/// </summary>
public sealed partial class LabProcesses
{
    public const string DeviceAgent = "A_DEVICES";
    public const string FacilityAgent = "A_FACILITY";

    private const double AnswerChance = 0.85;
    private const int LeastAnswerSeconds = 20;
    private const int MeanAnswerSeconds = 60;
    private const int TransportTickSeconds = 60;

    private readonly Agenda _agenda = new();
    private readonly ControlledDevice[] _devices;
    private readonly List<int>[] _batches;
    private readonly int[] _epochs;
    private readonly int[] _runsOnBoard;
    private readonly List<(string Name, bool IsMislabelled)> _arrivals = [];
    private readonly List<Specimen> _arriving = [];
    private readonly List<(int Reagent, int Quantity)> _deliveries = [];
    private readonly SeededRandom _failures = new();
    private readonly SeededRandom _controls = new();
    private readonly SeededRandom _calls = new();
    private readonly PatientModel _patients;
    private readonly LabEvent _own = new();
    private readonly NumberedNames _runNames = new("RUN_");
    private readonly double[] _readings;
    private int _runs;
    private int _events;

    public LabProcesses(LabEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        Engine = engine;
        _patients = new PatientModel(engine.State.Policy);
        _devices = [.. engine.State.Devices.Select(_ => new ControlledDevice())];
        _batches = [.. engine.State.Devices.Select(_ => new List<int>())];
        _epochs = new int[_devices.Length];
        _runsOnBoard = new int[_devices.Length];
        _readings = new double[engine.State.Policy.Catalogue.PanelInfo.Max(panel => panel.Analytes.Length)];
    }

    public LabEngine Engine { get; }

    public LabState State => Engine.State;

    public Truths Truths { get; } = new();

    public bool IsSimulated { get; private set; }

    /// <summary>Whether the event under way is a device's or the facility's own, also where it follows from an agent's.</summary>
    public bool ActsItself { get; private set; }

    /// <summary>Signs what devices and the facility do where signatures are strict; null signs nothing.</summary>
    public ISigner? Signer { get; set; }

    /// <summary>Told of every event after the engine has answered.</summary>
    public Action<LabEvent, StepResult>? OnStep { get; set; }

    /// <summary>Begins an episode in a laboratory whose state is filled afterwards.</summary>
    public void Begin(in EpisodeKey key, bool isSimulated)
    {
        Engine.Reset();
        if (isSimulated) Engine.Simulate(key.Seed);
        IsSimulated = isSimulated;
        _agenda.Clear();
        _arrivals.Clear();
        _deliveries.Clear();
        Truths.Clear();
        foreach (var device in _devices) device.Clear();
        foreach (var batch in _batches) batch.Clear();
        Array.Clear(_epochs);
        Array.Clear(_runsOnBoard);
        _runs = _events = 0;
        _patients.Begin(key);
        _failures.Reseed(key.Stream("lab/failures"));
        _controls.Reseed(key.Stream("lab/controls"));
        _calls.Reseed(key.Stream("lab/calls"));
        ScheduleDevices();
    }

    public ControlledDevice Device(int place) => _devices[place];

    public string NextRunName() => _runNames[++_runs];

    /// <summary>A specimen will come; it is copied.</summary>
    public void AddArrival(int time, string name, Specimen specimen, bool isMislabelled = false)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        _agenda.Add(new Due(DueKind.Arrival, time, _arrivals.Count));
        if (_arriving.Count == _arrivals.Count) _arriving.Add(new Specimen());
        _arriving[_arrivals.Count].Take(specimen);
        _arrivals.Add((name, isMislabelled));
    }

    public void AddDelivery(int time, int reagent, int quantity)
    {
        _agenda.Add(new Due(DueKind.Delivery, time, _deliveries.Count));
        _deliveries.Add((reagent, quantity));
    }

    public void AddFailure(int time, int device, int seconds) => _agenda.Add(new Due(DueKind.DeviceFailure, time, device, seconds));

    /// <summary>From then on the device reads so many standard deviations too high.</summary>
    public void AddDrift(int time, int device, int bias) => _agenda.Add(new Due(DueKind.Drift, time, device, bias));

    public void AddControl(int time, int device) => _agenda.Add(new Due(DueKind.Control, time, device));

    /// <summary>A batch that spins already.</summary>
    public void Load(int device, List<int> specimens, int due)
    {
        _batches[device].AddRange(specimens);
        State.Devices[device].Condition = DeviceCondition.Running;
        State.Devices[device].DueAt = IsSimulated ? due : -1;
        foreach (var specimen in _batches[device]) State.Specimens[specimen].Status = SpecimenStatus.InCentrifuge;
        if (IsSimulated) _agenda.Add(new Due(DueKind.CentrifugeEnd, due, device));
    }

    /// <summary>What is in a centrifuge.</summary>
    public IReadOnlyList<int> Batch(int device) => _batches[device];

    /// <summary>Lets everything happen that is due by then.</summary>
    public void AdvanceTo(int time)
    {
        while (_agenda.TryTake(time, out var due)) Happen(due);
        State.Now = Math.Max(State.Now, time);
    }

    /// <summary>
    /// An agent acts; what follows from it is put on the agenda. The result is the engine's: where the act had results measured it is by then that of the last of them, so
    /// whoever needs every answer takes <see cref="OnStep"/>.
    /// </summary>
    public StepResult Do(LabEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var ended = happened.Action == LabAction.EndRun && happened.Device >= 0 ? State.Devices[happened.Device].Run : -1;
        var result = Engine.Step(happened);
        OnStep?.Invoke(happened, result);
        if (result.IsAccepted) Follow(happened, ended);
        return result;
    }

    private void Follow(LabEvent happened, int ended)
    {
        switch (happened.Action)
        {
            case LabAction.StartRun or LabAction.StartRunOverride when IsSimulated:
                _agenda.Add(new Due(DueKind.RunEnd, State.Devices[happened.Device].DueAt, happened.Device, _epochs[happened.Device]));
                break;
            case LabAction.EndRun when ended >= 0:
                var at = happened.Device;
                Measure(ended, happened.Time);
                Reload(at, State.Now);
                break;
            case LabAction.CentrifugeStart:
                _batches[happened.Device].AddRange(happened.Specimens);
                if (IsSimulated) _agenda.Add(new Due(DueKind.CentrifugeEnd, State.Devices[happened.Device].DueAt, happened.Device));
                if (IsSimulated) State.Devices[happened.Device].BusySeconds += State.Devices[happened.Device].DueAt - happened.Time;
                break;
            case LabAction.CentrifugeEnd:
                _batches[happened.Device].Clear();
                break;
            case LabAction.AliquotCreate when IsSimulated:
                Occupy(OccurrenceKind.WorkBegan, happened.Device, happened.Time, Seconds(happened.Device));
                _agenda.Add(new Due(DueKind.WorkEnd, State.Devices[happened.Device].DueAt, happened.Device, _epochs[happened.Device]));
                break;
            case LabAction.NotifyCriticalResult or LabAction.EscalateCriticalResult when happened.Result >= 0:
                Call(happened.Result, happened.Time);
                break;
            case LabAction.OpenDoor when happened.Door >= 0:
                _agenda.Add(new Due(DueKind.DoorCheck, happened.Time + State.Policy.Floor.DoorInfo[happened.Door].MaxOpenSeconds + 1, happened.Door));
                break;
            case LabAction.DispatchTransport when IsSimulated:
                _agenda.Add(new Due(DueKind.TransportTick, happened.Time + TransportTickSeconds, 0));
                break;
        }
    }

    /// <summary>Somebody takes the call after a while, or nobody does and the ladder goes on.</summary>
    private void Call(int result, int now)
    {
        var delay = LeastAnswerSeconds + (int)Math.Ceiling(_calls.NextExponential(MeanAnswerSeconds));
        if (_calls.NextBool(AnswerChance)) _agenda.Add(new Due(DueKind.CallAnswered, now + delay, result, State.Results[result].Attempts.Count - 1));
    }

    private int Seconds(int device) => (int)Math.Ceiling(State.Policy.Equipment.TypeInfo[State.Policy.Equipment.DeviceInfo[device].Type].RunSeconds(-1));

    private void Occupy(OccurrenceKind kind, int device, int now, int seconds) => Engine.Occur(new Occurrence(kind, now) { Device = device, Until = now + seconds });

    private LabEvent Own(string agent, LabAction action, int time)
    {
        _own.Clear();
        _own.NameByNumbers("own", ++_events);
        _own.AgentName = agent;
        _own.Agent = State.Agents.Find(agent) is var known and >= 0 ? known : State.Agent(agent);
        _own.Action = action;
        _own.Time = time;
        return _own;
    }

    private StepResult DoOwn()
    {
        if (State.StrictSignatures) Signer?.Sign(_own, State, Engine.Chain.Last);
        ActsItself = true;
        var result = Do(_own);
        ActsItself = false;
        return result;
    }
}
