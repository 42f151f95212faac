using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Processes;
using Tiltyard.Lab.Rules;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Lab;

public sealed class ProcessTests
{
    private static readonly int ChemA = LabPolicy.Shipped.Equipment.Devices.Find("DEV_CHEM_A_01");
    private static readonly int ChemB = LabPolicy.Shipped.Equipment.Devices.Find("DEV_CHEM_B_01");

    private readonly LabEngine _engine = new(LabPolicy.Shipped);
    private readonly LabProcesses _lab;
    private readonly LabEvent _event = new();

    public ProcessTests() => _lab = new LabProcesses(_engine);

    [Fact]
    public void In_simulated_timing_a_run_ends_by_itself_and_gives_a_result_for_each_analyte()
    {
        Begin(isSimulated: true);
        Queue(500);

        Assert.Null(Start(500));
        Assert.Equal("RC_DEVICE_BUSY", Act(LabAction.EndRun, 510));
        _lab.AdvanceTo(529);
        Assert.Equal(0, _engine.State.Results.Count);
        _lab.AdvanceTo(530);

        Assert.Equal(SpecimenStatus.Resulted, _engine.State.Specimens[0].Status);
        Assert.Equal(7, _engine.State.Results.Count);
        Assert.All(Enumerable.Range(0, 7), place => Assert.Equal(ResultStatus.Generated, _engine.State.Results[place].Status));
    }

    [Fact]
    public void In_explicit_timing_a_device_is_busy_until_somebody_ends_the_run()
    {
        Begin(isSimulated: false);
        Queue(10);
        Assert.Null(Start(10));
        _lab.AdvanceTo(5000);
        Assert.Equal(SpecimenStatus.Running, _engine.State.Specimens[0].Status);

        Assert.Null(Act(LabAction.EndRun, 5000));

        Assert.Equal(7, _engine.State.Results.Count);
        Assert.Equal(DeviceCondition.Idle, _engine.State.Devices[ChemA].Condition);
    }

    [Fact]
    public void A_device_that_fails_puts_its_work_back_and_is_mended_later()
    {
        Begin(isSimulated: true);
        Queue(500);
        _lab.AddFailure(510, ChemA, 100);
        Start(500);

        _lab.AdvanceTo(560);

        Assert.Equal((SpecimenStatus.Queued, DeviceCondition.Fault), (_engine.State.Specimens[0].Status, _engine.State.Devices[ChemA].Condition));
        Assert.Equal("RC_DEVICE_FAULT", Start(560));
        _lab.AdvanceTo(610);
        Assert.Equal(DeviceCondition.Idle, _engine.State.Devices[ChemA].Condition);
        Assert.Equal(0, _engine.State.Results.Count);
    }

    [Fact]
    public void Work_is_taken_from_a_device_that_is_out_and_from_no_other()
    {
        Begin(isSimulated: true);
        Queue(500);
        Assert.Equal("RC_QUEUE_DUPLICATE_WORK_ID", QueueAt(ChemB, 505));

        _lab.AddFailure(510, ChemA, 1000);
        _lab.AdvanceTo(520);

        Assert.Null(QueueAt(ChemB, 520));
        Assert.Equal((0, 1), (_engine.State.Devices[ChemA].QueueLength, _engine.State.Devices[ChemB].QueueLength));
    }

    [Fact]
    public void A_drift_is_found_by_the_next_control_and_holds_what_came_since_the_last_good_one()
    {
        Begin(isSimulated: false);
        _lab.AddControl(5, ChemA);
        _lab.AddDrift(8, ChemA, 8);
        _lab.AdvanceTo(9);
        Queue(10);
        Start(10);
        Act(LabAction.EndRun, 20);
        _lab.AddControl(30, ChemA);
        _lab.AdvanceTo(30);

        Assert.Equal("fail", _engine.State.Devices[ChemA].Qc);
        Assert.All(Enumerable.Range(0, 7), place => Assert.True(_engine.State.Results[place].Status == ResultStatus.Held && _lab.Truths.IsWrong(place)));
    }

    [Fact]
    public void A_control_by_an_agent_calibrates_a_device_that_failed_and_its_work_can_be_measured_again()
    {
        Begin(isSimulated: false);
        _lab.AddDrift(1, ChemA, 8);
        _lab.AddControl(2, ChemA);
        _lab.AdvanceTo(5);
        Queue(10);
        Start(10);
        Act(LabAction.EndRun, 20);

        Event(LabAction.QcEvent, 30, "A_QC_0").Device = ChemA;
        Assert.Null(_lab.MakeControl(_event).Blocked);
        Assert.Equal(0, _lab.Device(ChemA).Bias);
        Event(LabAction.RerunRequest, 40, "A_OPS_0").Result = 0;
        Assert.Null(_lab.Do(_event).Blocked);

        Assert.All(Enumerable.Range(0, 7), place => Assert.Equal(ResultStatus.Withdrawn, _engine.State.Results[place].Status));
        Assert.Equal(SpecimenStatus.Aliquoted, _engine.State.Specimens[0].Status);
    }

    [Fact]
    public void A_control_that_the_engine_refuses_draws_nothing()
    {
        Begin(isSimulated: false);
        Event(LabAction.QcEvent, 30, "A_RUNNER_0").Device = ChemA;

        Assert.Equal("RBAC_ACTION_DENY", _lab.MakeControl(_event).Blocked);

        Assert.Equal(-1, _lab.Device(ChemA).LastControl);
    }

    [Fact]
    public void A_door_that_stays_open_sounds_the_alarm_by_itself()
    {
        Begin(isSimulated: false);
        var door = LabPolicy.Shipped.Floor.Doors.Find("D_MAIN_INNER");
        Event(LabAction.OpenDoor, 10, "A_RUNNER_0").Door = door;
        _engine.State.Put(_engine.State.Agent("A_RUNNER_0"), LabPolicy.Shipped.Floor.Zones.Find("Z_SRA_RECEPTION"));
        Assert.Null(_lab.Do(_event).Blocked);

        _lab.AdvanceTo(610);
        Assert.Equal(10, _engine.State.DoorOpenSince[door]);
        _lab.AdvanceTo(611);

        Assert.Equal(-1, _engine.State.DoorOpenSince[door]);
        Assert.True(_engine.State.ZoneFrozen[LabPolicy.Shipped.Floor.Zones.Find("Z_SRA_RECEPTION")]);
    }

    [Fact]
    public void Devices_are_in_service_in_their_windows()
    {
        Begin(isSimulated: true);
        _lab.AdvanceTo(99);
        Assert.Equal(DeviceCondition.Idle, _engine.State.Devices[ChemA].Condition);
        _lab.AdvanceTo(399);
        Assert.Equal(DeviceCondition.Maintenance, _engine.State.Devices[ChemA].Condition);
        _lab.AdvanceTo(400);
        Assert.Equal(DeviceCondition.Idle, _engine.State.Devices[ChemA].Condition);
    }

    [Fact]
    public void Devices_fail_as_often_as_their_mean_time_says()
    {
        var failures = 0;
        _engine.OnRecord = record => failures += record.Span.IndexOf("DeviceFailed"u8) >= 0 ? 1 : 0;
        Begin(isSimulated: true);

        _lab.AdvanceTo(100_000_000);

        var expected = LabPolicy.Shipped.Equipment.DeviceInfo.Where(device => device.MtbfHours is not null).Sum(device => 100_000_000 / ((device.MtbfHours!.Value * 3600) + device.MttrSeconds));
        Assert.InRange(failures, expected - (4 * Math.Sqrt(expected)), expected + (4 * Math.Sqrt(expected)));
    }

    [Fact]
    public void Patients_have_the_mean_and_the_decimals_of_the_catalogue()
    {
        var model = new PatientModel(LabPolicy.Shipped);
        model.Begin(Key);
        var panel = LabPolicy.Shipped.Catalogue.PanelInfo[0];
        var (sums, counts, readings) = (new double[panel.Analytes.Length], new int[panel.Analytes.Length], new double[panel.Analytes.Length]);
        const int Many = 4000;
        for (var one = 0; one < Many; one++)
        {
            model.Read($"P{one}", 0, 0, readings);
            for (var place = 0; place < readings.Length; place++)
            {
                var critical = LabPolicy.Shipped.Catalogue.AnalyteInfo[panel.Analytes[place]].Critical!;
                if (readings[place] < critical.Low || readings[place] > critical.High) continue;
                sums[place] += readings[place];
                counts[place]++;
            }
        }

        for (var place = 0; place < readings.Length; place++)
        {
            var analyte = LabPolicy.Shipped.Catalogue.AnalyteInfo[panel.Analytes[place]];
            Assert.InRange(sums[place] / counts[place], 0.92 * analyte.Mean, 1.08 * analyte.Mean);
            Assert.InRange(Many - counts[place], Many * LabPolicy.Shipped.Catalogue.CriticalShare / panel.Analytes.Length / 2, Many * LabPolicy.Shipped.Catalogue.CriticalShare / panel.Analytes.Length * 2);
            Assert.Equal(readings[place], DecimalRounding.Round(readings[place], analyte.Decimals));
        }
    }

    private static EpisodeKey Key => new(1, "process", "base", 0, 1);

    private void Begin(bool isSimulated)
    {
        _lab.Begin(Key, isSimulated);
        var tube = new Specimen { Status = SpecimenStatus.Aliquoted, Panel = 0, Separated = 0, Band = 0, Container = "SERUM_SST" };
        _engine.State.Specimens[_engine.State.Specimens.Place("S")].Take(tube);
    }

    private void Queue(int time) => Assert.Null(QueueAt(ChemA, time));

    private string? QueueAt(int device, int time)
    {
        Event(LabAction.QueueRun, time, "A_OPS_0").Device = device;
        _event.Specimens.Add(0);
        _event.NamesWork = true;
        return _lab.Do(_event).Blocked;
    }

    private string? Start(int time)
    {
        Event(LabAction.StartRun, time, "A_OPS_0").Device = ChemA;
        _event.Run = _engine.State.Runs.Place(_lab.NextRunName());
        return _lab.Do(_event).Blocked;
    }

    private string? Act(LabAction action, int time)
    {
        Event(action, time, "A_OPS_0").Device = ChemA;
        return _lab.Do(_event).Blocked;
    }

    private LabEvent Event(LabAction action, int time, string agent)
    {
        _event.Clear();
        (_event.Action, _event.Time, _event.AgentName, _event.EventId) = (action, time, agent, $"e{time}");
        return _event;
    }
}
