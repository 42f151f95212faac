using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Processes;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Tasks;

/// <summary>
/// Sets a laboratory up for a task: the documented specimens first, then, from a stream of its own, a shift in progress and what will go wrong in it. The clock of
/// what is here already starts at the hand-over, second 0.
/// </summary>
public sealed class TaskStart
{
    private const double MislabelledShare = 0.06;
    private const int StatSlaSeconds = 900;
    private const int LeastOutageSeconds = 500;

    private readonly LabTask _task;
    private readonly LabPolicy _policy;
    private readonly int _load;
    private readonly int _ambient;
    private readonly SeededRandom _random = new();
    private readonly List<int> _batch = [];
    private readonly List<int> _remote = [];
    private readonly Specimen _tube = new();
    private readonly MersenneTwister _documented = new();
    private readonly List<int> _arrivals = [];
    private readonly NumberedNames _names;
    private readonly NumberedNames _patients = new("pid:");
    private int _count;

    public TaskStart(LabTask task, LabPolicy policy, int load)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(policy);
        (_task, _policy, _load) = (task, policy, load);
        _ambient = policy.Floor.Bands.Find("AMBIENT_20_25");
        _names = new NumberedNames($"{task.IdPrefix}_OWN_");
    }

    /// <summary>Specimens of the episode, also those that have not arrived yet.</summary>
    public int Total { get; private set; }

    /// <summary>The specimens that must be sent for.</summary>
    public IReadOnlyList<int> Remote => _remote;

    private int Horizon => _task.Steps * 10;

    public void Fill(LabProcesses lab, in EpisodeKey key)
    {
        ArgumentNullException.ThrowIfNull(lab);
        _random.Reseed(key.Stream("lab/shift"));
        _batch.Clear();
        _remote.Clear();
        _count = 0;
        AddDocumented(lab, key.Seed);
        for (var one = 0; one < _task.Shift.InProgress * _load; one++) AddInProgress(lab, one);
        if (_batch.Count > 0) lab.Load(First(DeviceWork.Centrifuge), _batch, 40 + _random.NextInt(120));
        for (var one = 0; one < _task.Shift.Arriving * _load; one++) AddArriving(lab, one < _task.Shift.Stats * _load);
        for (var one = 0; one < _task.Shift.Remote * _load; one++) _remote.Add(AddHere(lab, SpecimenStatus.ArrivedAtReception, 0, isStat: one == 0));
        var acute = _policy.Sites.Find("SITE_ACUTE");
        foreach (var specimen in _remote) lab.State.Specimens[specimen].Site = acute;
        SetStock(lab.State);
        Disturb(lab);
    }

    private void AddDocumented(LabProcesses lab, long seed)
    {
        var arrivals = _arrivals;
        _documented.Reseed(seed);
        InitialDraws.Draw(_task, _documented, arrivals);
        Total = arrivals.Count + (_load * (_task.Shift.InProgress + _task.Shift.Arriving + _task.Shift.Remote));
        for (var one = 0; one < arrivals.Count; one++)
        {
            var name = $"{_task.IdPrefix}_{seed}_{one}";
            var specimen = Tube(0, _task.InitialStatus, arrivals[one], Priority.Routine);
            specimen.Collected = 0;
            if (_task.Shift.Remote > 0 && one == 0)
            {
                // the documented transport: it waits at the acute site from the beginning
                var place = lab.State.Specimens.Place(name);
                lab.State.Specimens[place].Take(specimen);
                _remote.Add(place);
            }
            else
            {
                lab.AddArrival(arrivals[one], name, specimen);
            }
        }
    }

    /// <summary>Stages in turn, so that every horizon meets work at each of them: most are queued for a device, some are spinning, some have just come.</summary>
    private void AddInProgress(LabProcesses lab, int number)
    {
        var panel = DrawPanel();
        var spins = _policy.Catalogue.PanelInfo[panel].Separates;
        var status = (number % 7) switch
        {
            0 or 1 or 2 => SpecimenStatus.Queued,
            3 => spins ? SpecimenStatus.Aliquoted : SpecimenStatus.Accepted,
            4 => spins ? SpecimenStatus.Separated : SpecimenStatus.Accepted,
            5 => spins ? SpecimenStatus.InCentrifuge : SpecimenStatus.Accepted,
            _ => SpecimenStatus.ArrivedAtReception,
        };
        var place = AddHere(lab, status, panel, isStat: _random.NextBool(0.15));
        if (status == SpecimenStatus.InCentrifuge) _batch.Add(place);
        if (status == SpecimenStatus.Queued) lab.State.Devices[For(panel)].Enqueue(place, lab.State.Specimens[place].Priority, 0);
    }

    private int AddHere(LabProcesses lab, SpecimenStatus status, int panel, bool isStat)
    {
        var specimen = Tube(panel, status, 0, isStat ? Priority.Stat : Priority.Routine);
        specimen.Deadline = (int)((0.35 + (0.65 * _random.NextDouble())) * Horizon);
        if (status is SpecimenStatus.Accepted or SpecimenStatus.InCentrifuge or SpecimenStatus.Separated or SpecimenStatus.Aliquoted or SpecimenStatus.Queued) specimen.Accepted = 0;
        if (_policy.Catalogue.PanelInfo[panel].Separates && status is SpecimenStatus.Separated or SpecimenStatus.Aliquoted or SpecimenStatus.Queued) specimen.Separated = 0;
        var place = lab.State.Specimens.Place(NextName());
        lab.State.Specimens[place].Take(specimen);
        if (status == SpecimenStatus.ArrivedAtReception && _random.NextBool(MislabelledShare)) lab.Truths.Mislabel(place);
        return place;
    }

    private void AddArriving(LabProcesses lab, bool isStat)
    {
        var time = 10 + _random.NextInt(Horizon / 2);
        var specimen = Tube(DrawPanel(), SpecimenStatus.ArrivedAtReception, time, isStat ? Priority.Stat : Priority.Routine);
        specimen.Collected = Math.Max(0, time - 300);
        lab.AddArrival(time, NextName(), specimen, _random.NextBool(MislabelledShare));
    }

    /// <summary>The tube is filled anew each time; whoever keeps it copies it.</summary>
    private Specimen Tube(int panel, SpecimenStatus status, int arrival, Priority priority)
    {
        var info = _policy.Catalogue.PanelInfo[panel];
        var sla = priority == Priority.Stat ? Math.Min(_task.SlaSeconds ?? int.MaxValue, StatSlaSeconds) : _task.SlaSeconds;
        _tube.Clear();
        _tube.Status = status;
        _tube.Panel = panel;
        _tube.Container = info.Container;
        _tube.SpecimenType = info.SpecimenType;
        _tube.Arrived = arrival;
        _tube.FillOk = true;
        _tube.Band = _ambient;
        _tube.Priority = priority;
        _tube.Deadline = sla is { } seconds ? arrival + seconds : -1;
        _tube.Accepted = status == SpecimenStatus.Accepted ? arrival : -1;
        _tube.PatientHash = _patients[_count];
        return _tube;
    }

    private void SetStock(LabState state)
    {
        Set("R_CHEM_CORE", _task.ChemistryStock);
        Set("R_HAEM_CORE", 500);
        Set("R_COAG_CORE", 400);

        void Set(string reagent, int stock)
        {
            if (_policy.Catalogue.Reagents.Find(reagent) is var place and >= 0) state.Stock[place] = stock;
        }
    }

    /// <summary>What goes wrong in the task.</summary>
    private void Disturb(LabProcesses lab)
    {
        var analyzer = _policy.Equipment.Devices.Find("DEV_CHEM_A_01");
        if (analyzer < 0) return;
        switch (_task.Name)
        {
            case "qc_cascade":
                var drift = 40 + _random.NextInt(200);
                lab.AddDrift(drift, analyzer, 5 + _random.NextInt(2));
                lab.AddControl(drift + 60 + _random.NextInt(140), analyzer);
                break;
            case "device_outage_surge":
                lab.AddFailure(60 + _random.NextInt(240), analyzer, LeastOutageSeconds + _random.NextInt(900));
                break;
            case "reagent_stockout":
                lab.AddDelivery(500 + _random.NextInt(400), _policy.Catalogue.Reagents.Find("R_CHEM_CORE"), 140 * _load);
                break;
        }
    }

    private string NextName() => _names[++_count];

    private int DrawPanel()
    {
        var draw = _random.NextDouble();
        if (draw < _task.Shift.BiochemistryShare || _policy.Catalogue.Panels.Count < 2) return 0;
        return 1 + _random.NextInt(_policy.Catalogue.Panels.Count - 1);
    }

    private int First(DeviceWork work)
    {
        for (var device = 0; device < _policy.Equipment.DeviceInfo.Length; device++)
        {
            if (_policy.Equipment.TypeInfo[_policy.Equipment.DeviceInfo[device].Type].Work == work) return device;
        }

        throw new InvalidOperationException($"The policy has no device that does {work}.");
    }

    private int For(int panel)
    {
        var type = _policy.Catalogue.PanelInfo[panel].DeviceType;
        for (var device = 0; device < _policy.Equipment.DeviceInfo.Length; device++)
        {
            if (_policy.Equipment.DeviceInfo[device].Type == type) return device;
        }

        throw new InvalidOperationException($"Nothing measures {_policy.Catalogue.Panels[panel]}.");
    }
}
