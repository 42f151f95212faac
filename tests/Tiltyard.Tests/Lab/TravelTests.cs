using Tiltyard.Documents;
using Tiltyard.Lab.Conformance;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Tests.Lab;

/// <summary>What a journey does to specimens, where tubes are, and how work that cannot be done is put aside.</summary>
public sealed class TravelTests
{
    [Fact]
    public void What_drifted_further_than_its_panel_bears_is_held_on_arrival_and_rejected_by_the_rules()
    {
        var engine = Arrived(Stability("{ invariant: INV-STAB-BIOCHEM, transport_drift_c: 0.05, after_separation_min: {} }"), receiveAt: 800, out var result);

        Assert.Contains(new InvariantRecord("INV-TRANSPORT-001", false, "TRANSPORT_TEMP_EXCURSION"), result.Invariants);
        Assert.Contains("HOLD_SPECIMEN", result.Emits, StringComparer.Ordinal);
        Assert.Equal((SpecimenStatus.Held, "TRANSPORT_TEMP_EXCURSION"), Of(engine, "S1"));
        Assert.Null(Step(engine, 810, "A_RECEPTION", "ACCEPT_SPECIMEN", "specimen_id: S1"));
        Assert.Equal((SpecimenStatus.Rejected, "TRANSPORT_TEMP_EXCURSION"), Of(engine, "S1"));
    }

    [Fact]
    public void What_was_longer_on_the_way_than_its_panel_bears_is_held_too()
    {
        var engine = Arrived(Stability("{ invariant: INV-STAB-BIOCHEM, transport_min: 12, after_separation_min: {} }"), receiveAt: 740, out var result);

        Assert.Equal((SpecimenStatus.Held, "TIME_EXPIRED"), Of(engine, "S1"));
        Assert.Contains(new InvariantRecord("INV-TRANSPORT-001", true), result.Invariants);
    }

    [Fact]
    public void What_its_panel_bears_arrives_as_it_was()
    {
        var engine = Arrived(LabPolicy.Shipped, receiveAt: 800, out _);

        Assert.Equal((SpecimenStatus.ArrivedAtReception, null), Of(engine, "S1"));
    }

    [Fact]
    public void What_must_be_cold_and_came_by_a_warm_route_is_known_to_have_been_warm()
    {
        var engine = Engine(LabPolicy.Shipped, "{specimen_id: S1, panel_id: BIOCHEM_PANEL_CORE, storage_requirement: REFRIGERATED_2_8}, {specimen_id: S2, panel_id: BIOCHEM_PANEL_CORE}");
        Assert.Null(Step(engine, 10, "A_RUNNER", "DISPATCH_TRANSPORT", "specimen_ids: [S1, S2], origin_site: SITE_ACUTE, dest_site: SITE_HUB"));
        Assert.Null(Step(engine, 610, "A_RUNNER", "CHAIN_OF_CUSTODY_SIGN", "consignment_id: CONS_1"));
        Assert.Null(Step(engine, 620, "A_RUNNER", "RECEIVE_TRANSPORT", "consignment_id: CONS_1"));

        Assert.Equal((true, false), (engine.State.Specimens[engine.State.Specimens.Find("S1")].MetAmbient, engine.State.Specimens[engine.State.Specimens.Find("S2")].MetAmbient));
    }

    [Fact]
    public void A_signed_exception_ends_the_way_of_a_consignment()
    {
        var engine = Engine(LabPolicy.Shipped, "{specimen_id: S1, panel_id: BIOCHEM_PANEL_CORE}");
        Step(engine, 10, "A_RUNNER", "DISPATCH_TRANSPORT", "specimen_ids: [S1], origin_site: SITE_ACUTE, dest_site: SITE_HUB");

        Assert.Equal("TRANSPORT_CHAIN_OF_CUSTODY_BROKEN", Step(engine, 600, "A_RUNNER", "CHAIN_OF_CUSTODY_SIGN", "consignment_id: CONS_1, reason_code: PKG_DAMAGED_OR_UNSEALED"));
        Assert.Null(Step(engine, 610, "A_RUNNER", "CHAIN_OF_CUSTODY_SIGN", "consignment_id: CONS_1, reason_code: PKG_DAMAGED_OR_UNSEALED"));

        Assert.Equal((SpecimenStatus.Held, "PKG_DAMAGED_OR_UNSEALED"), Of(engine, "S1"));
        Assert.Equal("TRANSPORT_CHAIN_OF_CUSTODY_BROKEN", Step(engine, 620, "A_RUNNER", "RECEIVE_TRANSPORT", "consignment_id: CONS_1"));
        Assert.Equal([new InvariantRecord("INV-COC-001", true)], engine.Close(900).Invariants);
    }

    [Fact]
    public void Work_that_cannot_be_done_is_put_aside_and_comes_back_to_where_it_was()
    {
        var engine = Engine(LabPolicy.Shipped, "{specimen_id: S1, panel_id: BIOCHEM_PANEL_CORE, status: aliquoted, separated_ts_s: 0}");
        Array.Clear(engine.State.Stock);
        Assert.Null(Step(engine, 10, "A_OPS_0", "QUEUE_RUN", "device_id: DEV_CHEM_A_01, specimen_id: S1"));
        Assert.Equal("RC_REAGENT_STOCKOUT", Step(engine, 20, "A_OPS_0", "START_RUN", "device_id: DEV_CHEM_A_01, run_id: R"));

        Assert.Null(Step(engine, 30, "A_RECEPTION", "HOLD_SPECIMEN", "specimen_id: S1, reason_code: RC_REAGENT_STOCKOUT"));
        Assert.Equal((SpecimenStatus.Held, "RC_REAGENT_STOCKOUT"), Of(engine, "S1"));
        Assert.All(engine.State.Devices, device => Assert.Equal(0, device.QueueLength));
        Assert.Null(Step(engine, 40, "A_RECEPTION", "ACCEPT_SPECIMEN", "specimen_id: S1"));

        Assert.Equal(SpecimenStatus.Aliquoted, Of(engine, "S1").Status);
        Assert.Null(Step(engine, 50, "A_OPS_0", "QUEUE_RUN", "device_id: DEV_CHEM_B_01, specimen_id: S1"));
    }

    [Fact]
    public void A_tube_is_where_it_was_worked_on_and_is_moved_from_there()
    {
        var engine = Engine(LabPolicy.Shipped, "{specimen_id: S1, panel_id: BIOCHEM_PANEL_CORE, status: accepted}");
        Assert.Null(Step(engine, 10, "A_RUNNER_1", "CENTRIFUGE_START", "device_id: DEV_CENTRIFUGE_BANK_01, specimen_ids: [S1]"));
        Assert.Equal("RC_SPECIMEN_STATE", MoveTube(engine, 20, "Z_CENTRIFUGE_BAY", "Z_ALIQUOT_LABEL"));
        Assert.Null(Step(engine, 30, "A_RUNNER_1", "CENTRIFUGE_END", "device_id: DEV_CENTRIFUGE_BANK_01, specimen_ids: [S1]"));

        Assert.Equal("RC_ILLEGAL_MOVE", MoveTube(engine, 40, "Z_SORTING_LANES", "Z_PREANALYTICS"));
        Assert.Null(MoveTube(engine, 40, "Z_CENTRIFUGE_BAY", "Z_ALIQUOT_LABEL"));
        Assert.Equal("RC_ILLEGAL_MOVE", MoveTube(engine, 50, "Z_CENTRIFUGE_BAY", "Z_ALIQUOT_LABEL"));
    }

    private static string? MoveTube(LabEngine engine, int time, string from, string to) => Step(engine, time, "A_RUNNER_1", "MOVE", $"entity_type: Specimen, entity_id: S1, from_zone: {from}, to_zone: {to}");

    private static LabEngine Arrived(LabPolicy policy, int receiveAt, out StepResult result)
    {
        var engine = Engine(policy, "{specimen_id: S1, panel_id: BIOCHEM_PANEL_CORE}");
        engine.Simulate(7);
        Assert.Null(Step(engine, 10, "A_RUNNER", "DISPATCH_TRANSPORT", "specimen_ids: [S1], origin_site: SITE_ACUTE, dest_site: SITE_HUB"));
        for (var time = 60; time < 600; time += 60) Step(engine, time, "A_FACILITY", "TRANSPORT_TICK", "");
        Assert.Null(Step(engine, 610, "A_RUNNER", "CHAIN_OF_CUSTODY_SIGN", "consignment_id: CONS_1"));
        var happened = new LabEvent();
        Read(engine, happened, receiveAt, "A_RUNNER", "RECEIVE_TRANSPORT", "consignment_id: CONS_1");
        result = engine.Step(happened);
        Assert.Null(result.Blocked);
        return engine;
    }

    private static LabPolicy Stability(string biochemistry) =>
        LabPolicy.Compile(PolicyDocuments.Shipped.With(("stability", YamlDocumentReader.Read("stability.yaml", $"{{version: 1, panels: {{BIOCHEM_PANEL_CORE: {biochemistry}}}}}"))));

    private static (SpecimenStatus Status, string? Reason) Of(LabEngine engine, string name)
    {
        var specimen = engine.State.Specimens[engine.State.Specimens.Find(name)];
        return (specimen.Status, specimen.LastReason);
    }

    private static LabEngine Engine(LabPolicy policy, string specimens)
    {
        var engine = new LabEngine(policy);
        StateReading.Read(YamlDocumentReader.Read("state", $"{{specimens: [{specimens}]}}").AsMap(), engine);
        return engine;
    }

    private static string? Step(LabEngine engine, int time, string agent, string action, string args)
    {
        var happened = new LabEvent();
        Read(engine, happened, time, agent, action, args);
        return engine.Step(happened).Blocked;
    }

    private static void Read(LabEngine engine, LabEvent into, int time, string agent, string action, string args) =>
        EventReading.Read(YamlDocumentReader.Read("event", $"{{event_id: e{time}, t_s: {time}, agent_id: {agent}, action_type: {action}, args: {{{args}}}}}").AsMap(), engine.State, into);
}
