using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Conformance;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Tests.Lab;

/// <summary>Invariants of ways and of consignments, in our profile.</summary>
public sealed class RouteTests
{
    private readonly List<string> _records = [];

    [Fact]
    public void The_way_into_the_restricted_zone_is_taken_with_a_token()
    {
        var engine = Engine("agents: [{agent_id: A_SUPERVISOR, zone_id: Z_SRA_RECEPTION}], tokens: [{token_id: T, token_type: TOKEN_RESTRICTED_ENTRY, subject_type: agent, subject_id: A_SUPERVISOR, expires_at_ts_s: 900}]");

        Assert.Equal(("RBAC_RESTRICTED_ENTRY_DENY", "INV-ROUTE-002:False"), Step(engine, Move(10, "A_SUPERVISOR", "Z_SRA_RECEPTION", "Z_RESTRICTED_BIOHAZARD"), "INV-ROUTE-002"));
        Assert.Equal((null, "INV-ROUTE-002:True"), Step(engine, Move(20, "A_SUPERVISOR", "Z_SRA_RECEPTION", "Z_RESTRICTED_BIOHAZARD", "T"), "INV-ROUTE-002"));
        Assert.Equal((null, ""), Step(engine, Move(30, "A_SUPERVISOR", "Z_RESTRICTED_BIOHAZARD", "Z_SRA_RECEPTION"), "INV-ROUTE-002"));
    }

    [Fact]
    public void Without_access_control_the_breach_is_on_record_all_the_same()
    {
        var engine = Engine("agents: [{agent_id: A_RUNNER, zone_id: Z_SRA_RECEPTION}]", RuleProfile.Unguarded);

        Assert.Equal((null, "INV-ROUTE-002:False"), Step(engine, Move(10, "A_RUNNER", "Z_SRA_RECEPTION", "Z_RESTRICTED_BIOHAZARD"), "INV-ROUTE-002"));
    }

    [Fact]
    public void Two_agents_do_not_pass_through_each_other_in_a_zone_for_one()
    {
        const string where = "agents: [{agent_id: A_RUNNER_0, zone_id: Z_PREANALYTICS}, {agent_id: A_RUNNER_1, zone_id: Z_SORTING_LANES}]";
        var engine = Engine(where, capacities: ("Z_PREANALYTICS", 1));

        Assert.Equal((null, "INV-ROUTE-SWAP:True"), Step(engine, Move(10, "A_RUNNER_0", "Z_PREANALYTICS", "Z_SORTING_LANES"), "INV-ROUTE-SWAP"));
        Assert.Equal(("ZONE_SWAP", "INV-ROUTE-SWAP:False"), Step(engine, Move(10, "A_RUNNER_1", "Z_SORTING_LANES", "Z_PREANALYTICS"), "INV-ROUTE-SWAP"));
        Assert.Equal((null, "INV-ROUTE-SWAP:True"), Step(engine, Move(20, "A_RUNNER_1", "Z_SORTING_LANES", "Z_PREANALYTICS"), "INV-ROUTE-SWAP"));
        Assert.Equal(("ZONE_FULL", "INV-ROUTE-001:False"), Step(engine, Move(30, "A_RUNNER_0", "Z_SORTING_LANES", "Z_PREANALYTICS"), "INV-ROUTE-001"));
        Assert.Equal((null, ""), Step(Engine(where), Move(10, "A_RUNNER_0", "Z_PREANALYTICS", "Z_SORTING_LANES"), "INV-ROUTE-SWAP"));
    }

    [Fact]
    public void What_was_dispatched_and_not_received_breaks_the_chain_of_custody_at_the_end_of_the_run()
    {
        var engine = Engine("specimens: [{specimen_id: S1, panel_id: BIOCHEM_PANEL_CORE}]");
        Assert.Null(Step(engine, "{event_id: e, t_s: 10, agent_id: A_RUNNER, action_type: DISPATCH_TRANSPORT, args: {specimen_ids: [S1], origin_site: SITE_ACUTE, dest_site: SITE_HUB}}").Code);

        Assert.Empty(engine.Close(609).Invariants);
        var length = engine.Chain.Length;
        Assert.Equal([new InvariantRecord("INV-COC-001", false, "TRANSPORT_CHAIN_OF_CUSTODY_BROKEN")], engine.Close(610).Invariants);

        Assert.Equal(length + 1, engine.Chain.Length);
        Assert.Contains("\"consignments_missing\":[\"CONS_1\"],\"event_type\":\"END_OF_RUN\"", _records[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_received_kept_it()
    {
        var engine = Engine("specimens: [{specimen_id: S1, panel_id: BIOCHEM_PANEL_CORE}]");
        Step(engine, "{event_id: e, t_s: 10, agent_id: A_RUNNER, action_type: DISPATCH_TRANSPORT, args: {specimen_ids: [S1], origin_site: SITE_ACUTE, dest_site: SITE_HUB}}");
        Step(engine, "{event_id: f, t_s: 20, agent_id: A_RUNNER, action_type: CHAIN_OF_CUSTODY_SIGN, args: {consignment_id: CONS_1}}");
        Assert.Null(Step(engine, "{event_id: g, t_s: 610, agent_id: A_RUNNER, action_type: RECEIVE_TRANSPORT, args: {consignment_id: CONS_1}}").Code);

        Assert.Equal([new InvariantRecord("INV-COC-001", true)], engine.Close(1500).Invariants);
    }

    private static string Move(int time, string agent, string from, string to, string token = "") =>
        $"{{event_id: m{time}{agent}, t_s: {time}, agent_id: {agent}, action_type: MOVE, args: {{from_zone: {from}, to_zone: {to}}}, token_refs: [{token}]}}";

    private static (string? Code, string Record) Step(LabEngine engine, string happened, string invariant = "")
    {
        var typed = new LabEvent();
        EventReading.Read(YamlDocumentReader.Read("event", happened).AsMap(), engine.State, typed);
        var result = engine.Step(typed);
        return (result.Blocked, string.Join(' ', result.Invariants.Where(record => record.Invariant.Equals(invariant, StringComparison.Ordinal)).Select(record => $"{record.Invariant}:{record.Held}")));
    }

    private LabEngine Engine(string state, RuleProfile? profile = null, params (string Zone, long Capacity)[] capacities)
    {
        var engine = new LabEngine(Policy(capacities), profile) { OnRecord = record => _records.Add(Encoding.UTF8.GetString(record.Span)) };
        StateReading.Read(YamlDocumentReader.Read("state", $"{{{state}}}").AsMap(), engine);
        return engine;
    }

    private static LabPolicy Policy((string Zone, long Capacity)[] capacities)
    {
        var zones = PolicyDocuments.Shipped["zones"];
        var changed = zones.Maps("zones").Select(zone => capacities.FirstOrDefault(one => one.Zone.Equals(zone.Text("id"), StringComparison.Ordinal)) is { Zone: not null } one ? zone.With("capacity", one.Capacity) : zone);
        return LabPolicy.Compile(PolicyDocuments.Read([.. PolicyDocuments.Names.Select(name => (name, name is "zones" ? zones.With("zones", DocumentNode.List([.. changed])) : (DocumentNode)PolicyDocuments.Shipped[name]))]));
    }
}
