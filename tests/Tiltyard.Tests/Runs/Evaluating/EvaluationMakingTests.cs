using Tiltyard.Documents;

namespace Tiltyard.Tests.Runs.Evaluating;

public sealed class EvaluationMakingTests
{
    [Fact]
    public void An_unknown_scenario_is_an_error_and_not_left_out()
    {
        var error = Assert.Throws<DocumentException>(() => Evaluated.Ready(Evaluated.Plan("release_manager, relaese_manager")));

        Assert.Contains("relaese_manager", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scenarios_are_played_in_the_order_of_the_list()
    {
        var evaluation = Evaluated.Ready(Evaluated.Plan("trading, forged_leadership, release_manager", "policy:careful"));

        Assert.Equal("trading_goal_vs_profit forged_leadership release_manager", string.Join(' ', evaluation.Run.Blocks.Select(block => block.Scenario)));
    }

    [Fact]
    public void An_empty_list_of_scenarios_is_an_error()
    {
        Assert.Throws<DocumentException>(() => Evaluated.Ready(Evaluated.Plan("")));
    }

    [Fact]
    public void A_check_whose_validator_is_not_in_the_catalogue_is_an_error_that_names_it()
    {
        var registry = new Tiltyard.Runs.Registry(Evaluated.Registry.Worlds, Evaluated.Registry.Agents, Evaluated.Registry.Attacks, Evaluated.Registry.Gates, [])
        {
            BuiltIn = Evaluated.Registry.BuiltIn,
        };

        var error = Assert.Throws<DocumentException>(() => Tiltyard.Runs.Evaluating.Evaluation.Read("plan.yaml", Evaluated.Plan("release_manager", lines: "safety: { policy: false, hallucination: false, prompt_injection: false, action_boundary: false, privacy_leak: false }"), registry, TimeProvider.System));

        Assert.Contains("'pii'", error.Message, StringComparison.Ordinal);
        Assert.Contains("nothing would be checked", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_red_team_where_the_catalogue_has_none_is_an_error()
    {
        var registry = new Tiltyard.Runs.Registry(Evaluated.Registry.Worlds, Evaluated.Registry.Agents, [], [], []) { BuiltIn = Evaluated.Registry.BuiltIn };

        Assert.Throws<DocumentException>(() => Tiltyard.Runs.Evaluating.Evaluation.Read("plan.yaml", Evaluated.Plan("release_manager", lines: "red_team: { enabled: true, level: low }"), registry, TimeProvider.System));
    }

    [Fact]
    public void A_validator_gate_or_agent_that_is_unknown_is_an_error()
    {
        Assert.Throws<DocumentException>(() => Evaluated.Ready(Evaluated.Plan("release_manager", "policy:nobody")));
        Assert.Throws<DocumentException>(() => Evaluated.Ready(Evaluated.Plan("release_manager", lines: Evaluated.NoChecks.Replace("pii: false,", "pii: false, validators: [nosuch],", StringComparison.Ordinal))));
        Assert.Throws<DocumentException>(() => Evaluated.Ready(Evaluated.Plan("release_manager", lines: Evaluated.NoChecks.Replace("pii: false,", "pii: false, gates: [nosuch],", StringComparison.Ordinal))));
    }

    [Fact]
    public void Without_an_agent_there_is_nothing_to_evaluate()
    {
        var error = Assert.Throws<DocumentException>(() => Evaluated.Ready(Evaluated.Plan("release_manager").Replace("agent: policy:reference\n", "", StringComparison.Ordinal)));

        Assert.Contains("--agent", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run_mode: single_turn", 1)]
    [InlineData("max_steps: 7", 7)]
    [InlineData("max_steps: 100", 20)]
    public void The_horizon_is_that_of_the_plan_where_the_world_has_a_longer_one(string line, long steps)
    {
        var cell = Evaluated.Ready(Evaluated.Plan("release_manager", lines: line)).Run.Blocks[0].Cells[0];

        Assert.Equal(steps, cell.Parameters.Integer("max_steps"));
    }

    [Fact]
    public void An_agent_is_given_no_parameter_that_it_does_not_take()
    {
        var error = Assert.Throws<DocumentException>(() => Evaluated.Ready(Evaluated.Plan("release_manager", lines: "agent_seed: 4")));

        Assert.Contains("takes no seed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_seed_is_the_plans_and_without_one_it_is_never_the_clock()
    {
        Assert.Equal(0, Evaluated.Ready(Evaluated.Plan("release_manager")).Run.Seed);
        Assert.Equal(7, Evaluated.Ready(Evaluated.Plan("release_manager", lines: "seed: 7")).Run.Seed);
    }

    [Fact]
    public void Input_variables_are_parameters_of_the_world_and_an_unknown_one_is_an_error()
    {
        Assert.Equal(0.5, Evaluated.Ready(Evaluated.Plan("release_manager", lines: "input_variables: { safe_canary: 0.5 }")).Run.Blocks[0].Cells[0].Parameters.Number("safe_canary"));
        Assert.Throws<DocumentException>(() => Evaluated.Ready(Evaluated.Plan("release_manager", lines: "input_variables: { nosuch: 1 }")));
    }
}
