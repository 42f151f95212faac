using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Benchmarks;

/// <summary>
/// The lives of a few specimens as events for the bare engine: taken in, looked at, accepted, queued, run, resulted, released, with some walking and some attempts that are
/// blocked. All events are made beforehand; what is measured is the engine.
/// </summary>
internal sealed class LabEventStream
{
    private const int Specimens = 24;
    private const int Analytes = 4;

    private readonly LabEngine _engine = new(LabPolicy.Shipped) { KeepsAudit = false };
    private readonly List<LabEvent> _events = [];
    private readonly string[] _names = [.. Enumerable.Range(0, Specimens).Select(number => $"S{number}")];
    private readonly string[] _runs = [.. Enumerable.Range(0, Specimens).Select(number => $"RUN_{number}")];
    private readonly int _device = LabPolicy.Shipped.Equipment.Devices.Find("DEV_HAEM_01");
    private readonly int _panel = LabPolicy.Shipped.Catalogue.Panels.Find("HAEM_PANEL_CORE");
    private readonly int _hall = LabPolicy.Shipped.Floor.Zones.Find("Z_ANALYZER_HALL_A");
    private readonly int _bench = LabPolicy.Shipped.Floor.Zones.Find("Z_ACCESSIONING");
    private readonly int _reception = LabPolicy.Shipped.Floor.Zones.Find("Z_SRA_RECEPTION");
    private int _time;

    public LabEventStream()
    {
        Reset();
        for (var specimen = 0; specimen < Specimens; specimen++) Live(specimen);
    }

    /// <summary>Events in a pass.</summary>
    public int Count => _events.Count;

    /// <summary>Events of a pass that the engine blocked.</summary>
    public int Blocked { get; private set; }

    /// <summary>Begins an episode and goes through all events.</summary>
    public void Pass()
    {
        Reset();
        Blocked = 0;
        foreach (var happened in _events)
        {
            if (_engine.Step(happened).Blocked is not null) Blocked++;
        }
    }

    private void Reset()
    {
        _engine.Reset();
        var state = _engine.State;
        state.Put(state.Agent("A_RECEPTION"), _reception);
        state.Put(state.Agent("A_OPS_0"), _hall);
        state.Put(state.Agent("A_DEVICES"), -1);
        for (var number = 0; number < Specimens; number++)
        {
            var specimen = state.Specimens[state.Specimens.Place(_names[number])];
            (specimen.Status, specimen.Panel, specimen.Container, specimen.SpecimenType) = (SpecimenStatus.ArrivedAtReception, _panel, "WHOLE_BLOOD_EDTA", "WHOLE_BLOOD");
            state.Runs.Place(_runs[number]);
            for (var analyte = 0; analyte < Analytes; analyte++) state.Results.Place(new NameParts(number, number, analyte));
        }
    }

    private void Live(int specimen)
    {
        foreach (var action in (ReadOnlySpan<LabAction>)[LabAction.CreateAccession, LabAction.CheckAcceptanceRules, LabAction.AcceptSpecimen]) About(Add("A_RECEPTION", action), specimen);
        Walk(_reception, _bench);
        Walk(_bench, _reception);
        // what reception may not do
        About(Add("A_RECEPTION", LabAction.QueueRun), specimen).Device = _device;
        About(Add("A_OPS_0", LabAction.QueueRun), specimen).Device = _device;
        var start = Add("A_OPS_0", LabAction.StartRun);
        (start.Device, start.Run) = (_device, specimen);
        Add("A_OPS_0", LabAction.EndRun).Device = _device;
        for (var analyte = 0; analyte < Analytes; analyte++)
        {
            var gives = About(Add("A_DEVICES", LabAction.GenerateResult), specimen);
            (gives.Device, gives.Run, gives.Result) = (_device, specimen, (specimen * Analytes) + analyte);
            gives.Analyte = LabPolicy.Shipped.Catalogue.PanelInfo[_panel].Analytes[analyte];
            (gives.Value, gives.Units) = (LabPolicy.Shipped.Catalogue.AnalyteInfo[gives.Analyte].Mean, LabPolicy.Shipped.Catalogue.AnalyteInfo[gives.Analyte].Units);
        }

        for (var analyte = 0; analyte < Analytes; analyte++) Add("A_OPS_0", LabAction.ReleaseResult).Result = (specimen * Analytes) + analyte;
    }

    private void Walk(int from, int to)
    {
        var walk = Add("A_RECEPTION", LabAction.Move);
        (walk.From, walk.To) = (from, to);
    }

    private static LabEvent About(LabEvent happened, int specimen)
    {
        happened.Specimens.Add(specimen);
        happened.NamesWork = true;
        happened.IdMatches = true;
        return happened;
    }

    private LabEvent Add(string agent, LabAction action)
    {
        var happened = new LabEvent { AgentName = agent };
        happened.Clear();
        (happened.AgentName, happened.Agent, happened.Action, happened.Time) = (agent, _engine.State.Agent(agent), action, _time += 10);
        happened.NameByNumbers("e", _events.Count);
        _events.Add(happened);
        return happened;
    }
}
