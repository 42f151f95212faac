using Tiltyard.Documents;
using Tiltyard.Lab.Conformance;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Tests.Lab;

/// <summary>What random events once got past our profile, each as a play of its own.</summary>
public sealed class StrictStageTests
{
    private const string Queued = "{specimen_id: S1, panel_id: HAEM_PANEL_CORE, status: accepted}, {specimen_id: S2, panel_id: HAEM_PANEL_CORE, status: accepted}";

    private readonly LabEngine _engine = new(LabPolicy.Shipped);

    [Fact]
    public void An_event_of_the_past_is_refused_and_one_beyond_all_time_too()
    {
        Begin("");

        Assert.Null(Step(500, "A_QC", "TICK", ""));
        Assert.Equal("RC_TIME_UNUSABLE", Step(499, "A_QC", "TICK", ""));
        Assert.Equal("RC_TIME_UNUSABLE", Step(int.MaxValue, "A_QC", "TICK", ""));
        Assert.Equal("RC_TIME_UNUSABLE", Step(-1, "A_QC", "TICK", ""));
        Assert.Equal(500, _engine.State.Now);
    }

    [Fact]
    public void Work_that_waits_for_one_device_is_not_started_at_another()
    {
        Begin("{specimen_id: S1, panel_id: BIOCHEM_PANEL_CORE, status: aliquoted, separated_ts_s: 0}");

        Assert.Null(Step(10, "A_OPS_0", "QUEUE_RUN", "device_id: DEV_CHEM_A_01, specimen_id: S1"));
        Assert.Equal("RC_QUEUE_EMPTY", Step(20, "A_OPS_0", "START_RUN", "device_id: DEV_CHEM_B_01, run_id: R1, specimen_ids: [S1]"));
    }

    [Fact]
    public void A_run_has_one_specimen_and_a_name_that_no_run_had_before()
    {
        Begin(Queued);
        foreach (var specimen in (ReadOnlySpan<string>)["S1", "S2"]) Assert.Null(Step(10, "A_OPS_0", "QUEUE_RUN", $"device_id: DEV_HAEM_01, specimen_id: {specimen}"));

        Assert.Equal("RC_QUEUE_BAD_PAYLOAD", Step(20, "A_OPS_0", "START_RUN", "device_id: DEV_HAEM_01, run_id: R1, specimen_ids: [S1, S2]"));
        Assert.Equal("RC_RUN_UNKNOWN", Step(20, "A_OPS_0", "START_RUN", "device_id: DEV_HAEM_01"));
        Assert.Null(Step(20, "A_OPS_0", "START_RUN", "device_id: DEV_HAEM_01, run_id: R1"));
        Assert.Null(Step(60, "A_OPS_0", "END_RUN", "device_id: DEV_HAEM_01"));
        Assert.Equal("RC_RUN_DUPLICATE", Step(70, "A_OPS_0", "START_RUN", "device_id: DEV_HAEM_01, run_id: R1"));
    }

    [Fact]
    public void Whoever_takes_tubes_out_of_a_centrifuge_does_not_stop_an_analyzer_nor_the_other_way_round()
    {
        Begin($"{Queued}, {{specimen_id: S3, panel_id: BIOCHEM_PANEL_CORE, status: accepted}}");
        Step(10, "A_OPS_0", "QUEUE_RUN", "device_id: DEV_HAEM_01, specimen_id: S1");
        Assert.Null(Step(10, "A_OPS_0", "START_RUN", "device_id: DEV_HAEM_01, run_id: R1"));
        Assert.Null(Step(10, "A_RUNNER_1", "CENTRIFUGE_START", "device_id: DEV_CENTRIFUGE_BANK_01, specimen_ids: [S3]"));

        Assert.Equal("ROUTE_DEVICE_INCOMPATIBLE", Step(20, "A_RUNNER_1", "CENTRIFUGE_END", "device_id: DEV_HAEM_01, specimen_ids: [S3]"));
        Assert.Equal("ROUTE_DEVICE_INCOMPATIBLE", Step(20, "A_OPS_0", "END_RUN", "device_id: DEV_CENTRIFUGE_BANK_01"));
        Conservation.AssertHolds(_engine.State, isReference: false);
    }

    private void Begin(string specimens) => StateReading.Read(YamlDocumentReader.Read("state", $"{{specimens: [{specimens}]}}").AsMap(), _engine);

    private string? Step(int time, string agent, string action, string args)
    {
        var happened = new LabEvent();
        EventReading.Read(YamlDocumentReader.Read("event", $"{{event_id: e, t_s: 0, agent_id: {agent}, action_type: {action}, args: {{{args}}}}}").AsMap(), _engine.State, happened);
        happened.Time = time;
        return _engine.Step(happened).Blocked;
    }
}
