using Tiltyard.Catalog;
using Tiltyard.Catalog.Suites;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs;
using Tiltyard.Runs.Projecting;

namespace Tiltyard.Tests.Runs.Projecting;

public sealed class PlayAgainTests
{
    [Fact]
    public void A_plan_without_overrides_is_played_by_its_name_seed_and_number() =>
        Assert.Equal("tiltyard run tour --seed 5 --episodes 40", Command("tour", settings: new PlanSettings { Seed = 5, Episodes = 40 }));

    [Fact]
    public void A_list_of_seeds_and_a_trace_policy_are_said() =>
        Assert.Equal(
            "tiltyard run release_manager --seeds 3,1,4 --trace none --max-trials 2",
            Command("release_manager", settings: new PlanSettings { Seeds = [3, 1, 4], Trace = TracePolicy.None, Limits = new BudgetLimits { MaxTrials = 2 } }));

    [Fact]
    public void Overridden_agent_pressure_threshold_and_parameters_are_said() =>
        Assert.Equal(
            "tiltyard run release_manager --agent policy:careful --pressure paired --threshold 0.7 --param max_steps=8 --param 'briefing=Ship it.' --seed 0 --episodes 1",
            Command("release_manager", scenario => scenario with
            {
                Pressure = PressureChoice.Paired,
                Threshold = 0.7,
                Seats = scenario.Seats.SetItem("agent", new SeatChoice("policy:careful", DocumentNode.Map(), "policy:careful")),
                Parameters = DocumentNode.Map(("max_steps", 8L), ("briefing", "Ship it.")),
            }));

    [Fact]
    public void Several_agents_and_policies_cases_and_compatibility_are_said() =>
        Assert.Equal(
            """tiltyard run helpdesk --agent policy:wary --agent policy:gullible --gates gates --gates none --threshold 1 --param 'cases=["page-sends-records"]' --param max_steps=1 --seed 0 --episodes 3 --compat head""",
            Command("helpdesk", scenario => scenario with
            {
                Parameters = DocumentNode.Map(("cases", DocumentNode.List("page-sends-records")), ("max_steps", 1L)),
                Grid = [new GridAxis("agent", ["policy:wary", "policy:gullible"]), new GridAxis("gates", [Policy("gates"), "none"])],
            }, new PlanSettings { Compat = SeedCompat.Head }));

    [Fact]
    public void A_parameter_of_the_agent_and_the_want_of_gates_are_said() =>
        Assert.Equal(
            "tiltyard run helpdesk --agent policy:victim --agent-param gullibility=0.7 --gates none --arms benign,attacked --threshold 1 --seed 0 --episodes 3",
            Command("helpdesk", scenario => scenario with
            {
                Seats = scenario.Seats.SetItem("agent", new SeatChoice("policy:victim", DocumentNode.Map(("gullibility", 0.7)), "policy:victim")),
                Grid = [],
                Gates = [],
            }));

    [Fact]
    public void A_plan_that_no_flags_come_to_is_never_given_a_command_that_plays_another()
    {
        var said = Command("release_manager", scenario => scenario with { Name = "mine" });

        Assert.StartsWith("tiltyard run YOUR-SCENARIO.yaml --seed 0", said, StringComparison.Ordinal);
        Assert.Contains("is in run.json", said, StringComparison.Ordinal);
    }

    private static DocumentMap Policy(string name) => DocumentNode.Map(
        ("name", "policy"), ("options", DocumentNode.Map(("document", Tiltyard.Catalog.Policies.ShippedPolicies.Find(name)!), ("file", name), ("semantics", "corrected"))));

    private static string Command(string name, Func<Scenario, Scenario>? change = null, PlanSettings? settings = null)
    {
        var set = ScenarioFile.Read(BuiltIn.Find(name)!, BuiltIn.Find);
        if (change is not null) set = set with { Scenarios = [.. set.Scenarios.Select(change)] };
        var plan = new PlanMaking(StandardCatalog.Registry).Make(set, settings ?? new PlanSettings());
        return PlayAgain.Run(plan, PlanWire.Hash(plan), StandardCatalog.Registry);
    }
}
