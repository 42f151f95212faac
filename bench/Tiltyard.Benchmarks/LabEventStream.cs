using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Benchmarks;

/// <summary>
/// The lives of a few specimens as events for the bare engine: taken in, looked at, accepted, queued, run, resulted, released, with some walking and some attempts that are
/// blocked. What happens is decided beforehand and one event is filled again and again, as the world does it.
/// </summary>
internal sealed class LabEventStream
{
    public const int EventsOfLife = 17;

    private const int Analytes = 4;

    private readonly LabEngine _engine = new(LabPolicy.Shipped) { KeepsAudit = false };
    private readonly List<Planned> _plan = [];
    private readonly LabEvent _event = new();
    private readonly string[] _names;
    private readonly string[] _runs;
    private readonly string[] _staff;
    private readonly string[] _reception;
    private readonly string[] _instruments;
    private readonly int _device = LabPolicy.Shipped.Equipment.Devices.Find("DEV_HAEM_01");
    private readonly int _panel = LabPolicy.Shipped.Catalogue.Panels.Find("HAEM_PANEL_CORE");
    private readonly int _hall = LabPolicy.Shipped.Floor.Zones.Find("Z_ANALYZER_HALL_A");
    private readonly int _bench = LabPolicy.Shipped.Floor.Zones.Find("Z_ACCESSIONING");
    private readonly int _front = LabPolicy.Shipped.Floor.Zones.Find("Z_SRA_RECEPTION");
    private int _time;

    /// <param name="specimens">Lives in a pass.</param>
    /// <param name="agents">People at the analyzers, who take turns.</param>
    public LabEventStream(int specimens, int agents)
    {
        _names = [.. Enumerable.Range(0, specimens).Select(number => $"S{number}")];
        _runs = [.. Enumerable.Range(0, specimens).Select(number => $"RUN_{number}")];
        _staff = [.. Enumerable.Range(0, agents).Select(number => $"A_OPS_{number}")];
        _reception = [.. Enumerable.Range(0, agents).Select(number => $"A_REC_{number}")];
        _instruments = [.. Enumerable.Range(0, agents).Select(number => $"A_DEV_{number}")];
        Reset();
        for (var specimen = 0; specimen < specimens; specimen++) Live(specimen);
        Pass();
        // one attempt of every life is blocked, and nothing else
        if (Blocked * EventsOfLife != Count) throw new InvalidOperationException($"{Blocked} of {Count} events were blocked.");
    }

    /// <summary>Events in a pass.</summary>
    public int Count => _plan.Count;

    /// <summary>Events of a pass that the engine blocked.</summary>
    public int Blocked { get; private set; }

    /// <summary>Begins an episode and goes through all events.</summary>
    public void Pass()
    {
        Reset();
        Blocked = _time = 0;
        foreach (ref readonly var planned in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_plan))
        {
            Fill(planned);
            if (_engine.Step(_event).Blocked is not null) Blocked++;
        }
    }

    private void Reset()
    {
        _engine.Reset();
        var state = _engine.State;
        Place(_staff, "ROLE_ANALYTICS", _hall);
        Place(_reception, "ROLE_RECEPTION", _front);
        Place(_instruments, "ROLE_DEVICE", -1);
        state.Stock[LabPolicy.Shipped.Catalogue.Reagents.Find("R_HAEM_CORE")] = int.MaxValue;
        for (var number = 0; number < _names.Length; number++)
        {
            var specimen = state.Specimens[state.Specimens.Place(_names[number])];
            (specimen.Status, specimen.Panel, specimen.Container, specimen.SpecimenType) = (SpecimenStatus.ArrivedAtReception, _panel, "WHOLE_BLOOD_EDTA", "WHOLE_BLOOD");
            specimen.Collected = number * EventsOfLife;
            state.Runs.Place(_runs[number]);
            for (var analyte = 0; analyte < Analytes; analyte++) state.Results.Place(new NameParts(number, number, analyte));
        }
    }

    private void Place(string[] people, string role, int zone)
    {
        foreach (var name in people)
        {
            var agent = _engine.State.Agent(name);
            _engine.State.Agents[agent].Role = LabPolicy.Shipped.Access.Roles.Find(role);
            _engine.State.Put(agent, zone);
        }
    }

    private void Live(int specimen)
    {
        var number = specimen % _staff.Length;
        var (staff, reception, instruments) = (_staff[number], _reception[number], _instruments[number]);
        foreach (var action in (ReadOnlySpan<LabAction>)[LabAction.CreateAccession, LabAction.CheckAcceptanceRules, LabAction.AcceptSpecimen]) Add(reception, action, specimen);
        Add(reception, LabAction.Move, from: _front, to: _bench);
        Add(reception, LabAction.Move, from: _bench, to: _front);
        // what reception may not do
        Add(reception, LabAction.QueueRun, specimen, _device);
        Add(staff, LabAction.QueueRun, specimen, _device);
        Add(staff, LabAction.StartRun, device: _device, run: specimen);
        Add(staff, LabAction.EndRun, device: _device);
        for (var analyte = 0; analyte < Analytes; analyte++) Add(instruments, LabAction.GenerateResult, specimen, _device, run: specimen, result: (specimen * Analytes) + analyte, analyte: LabPolicy.Shipped.Catalogue.PanelInfo[_panel].Analytes[analyte]);
        for (var analyte = 0; analyte < Analytes; analyte++) Add(staff, LabAction.ReleaseResult, result: (specimen * Analytes) + analyte);
    }

    private void Add(string agent, LabAction action, int specimen = -1, int device = -1, int from = -1, int to = -1, int run = -1, int result = -1, int analyte = -1) =>
        _plan.Add(new Planned(agent, _engine.State.Agent(agent), action, specimen, device, from, to, run, result, analyte));

    private void Fill(in Planned planned)
    {
        _event.Clear();
        (_event.AgentName, _event.Agent, _event.Action, _event.Time) = (planned.Name, planned.Agent, planned.Action, ++_time);
        (_event.Device, _event.From, _event.To, _event.Run, _event.Result, _event.Analyte) = (planned.Device, planned.From, planned.To, planned.Run, planned.Result, planned.Analyte);
        _event.NameByNumbers("e", _time);
        if (planned.Analyte >= 0) (_event.Value, _event.Units) = (LabPolicy.Shipped.Catalogue.AnalyteInfo[planned.Analyte].Mean, LabPolicy.Shipped.Catalogue.AnalyteInfo[planned.Analyte].Units);
        if (planned.Specimen < 0) return;
        _event.Specimens.Add(planned.Specimen);
        _event.NamesWork = true;
        _event.IdMatches = true;
    }

    /// <summary>What will happen, in numbers.</summary>
    private readonly record struct Planned(string Name, int Agent, LabAction Action, int Specimen, int Device, int From, int To, int Run, int Result, int Analyte);
}
