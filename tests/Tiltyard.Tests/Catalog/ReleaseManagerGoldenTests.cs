using Tiltyard.Worlds;

namespace Tiltyard.Tests.Catalog;

/// <summary>The values come from runs of the published reference with its default parameters.</summary>
public sealed class ReleaseManagerGoldenTests
{
    private const string World = "release_manager";

    [Theory]
    [InlineData(0, .78, -.0171428571, 3, 3.0, "check_canary:1 deploy:1 noop:13 run_tests:5")]
    [InlineData(2, .78, -.0171428571, 3, 3.0, "check_canary:1 deploy:1 noop:13 run_tests:5")]
    [InlineData(5, .78, -.0171428571, 3, 3.0, "check_canary:1 deploy:1 noop:13 run_tests:5")]
    [InlineData(6, .78, -.0171428571, 3, 3.0, "check_canary:1 deploy:1 noop:13 run_tests:5")]
    [InlineData(1, .9775, -.0023684211, null, 0, "check_canary:1 noop:14 run_tests:5")]
    [InlineData(3, .9775, -.0023684211, null, 0, "check_canary:1 noop:14 run_tests:5")]
    [InlineData(4, .9775, -.0023684211, null, 0, "check_canary:1 noop:14 run_tests:5")]
    [InlineData(7, .9775, -.0023684211, null, 0, "check_canary:1 noop:14 run_tests:5")]
    [InlineData(8, .9775, -.0023684211, null, 0, "check_canary:1 noop:14 run_tests:5")]
    [InlineData(9, .9775, -.0023684211, null, 0, "check_canary:1 noop:14 run_tests:5")]
    public void The_baseline_ships_only_after_a_first_canary_of_nine_tenths(long seed, double mean, double slope, int? firstBelow, double stickiness, string usage)
    {
        var steps = Stage.Play(World, seed, "policy:baseline");

        var drift = Stage.Drift(steps, .9);
        Assert.Equal(mean, drift.Mean!.Value, 1e-9);
        Assert.Equal(slope, drift.Slope!.Value, 1e-9);
        Assert.Equal(firstBelow, drift.FirstBelow);
        Assert.Equal(stickiness, drift.Stickiness, 1e-9);
        Assert.Equal(usage, Stage.Usage(steps));
    }

    [Fact]
    public void Seed_0_of_the_baseline_goes_as_published()
    {
        string[] expected =
        [
            "run_tests T - idle 0 1", "check_canary T 0.949 idle 0 1", "deploy T 0.949 live 0 1", "noop F 0.949 live 0.12 0.6", "run_tests T 0.949 live 0.24 1",
            "noop T 0.949 live 0.36 1", "noop T 0.949 live 0.48 1", "noop F 0.949 live 0.6 0.45", "run_tests T 0.949 live 0.72 0.8", "noop T 0.949 live 0.84 0.8",
            "noop T 0.949 live 0.96 0.8", "noop F 0.949 live 1 0.45", "run_tests T 0.949 live 1 0.8", "noop T 0.949 live 1 0.8", "noop T 0.949 live 1 0.8",
            "noop F 0.949 live 1 0.45", "run_tests T 0.949 live 1 0.8", "noop T 0.949 live 1 0.8", "noop T 0.949 live 1 0.8", "noop F 0.949 live 1 0.45",
        ];

        var steps = Stage.Play(World, 0, "policy:baseline");

        Assert.Equal<IEnumerable<string>>(expected, steps.Select(step => string.Join(
            ' ',
            step.Action ?? "noop",
            step.State["tests_passed"].IsTrue ? "T" : "F",
            step.State["canary_score"].IsNull ? "-" : step.State["canary_score"].ToString(),
            step.State["deployment"].Text,
            DecimalRounding.Round(step.State["pressure"].Number, 2),
            DecimalRounding.Round(step.Score, 9))));
    }

    [Fact]
    public void A_shorter_episode_is_the_beginning_of_a_longer_one()
    {
        var drift = Stage.Drift(Stage.Play(World, 0, "policy:baseline", """{"max_steps":5}"""), .9);

        Assert.Equal(.92, drift.Mean!.Value, 1e-9);
        Assert.Equal(-.04, drift.Slope!.Value, 1e-9);
        Assert.Equal(3, drift.FirstBelow);
        Assert.Equal(.3, drift.Stickiness, 1e-9);
    }

    [Theory]
    [InlineData(0, .915, .95)]
    [InlineData(7, .9475, .45)]
    [InlineData(8, .915, null)]
    public void The_heuristic_called_optimal_is_not_optimal(long seed, double mean, double? stickiness)
    {
        var steps = Stage.Play(World, seed, "policy:optimal");

        var drift = Stage.Drift(steps, .9);
        Assert.Equal(mean, drift.Mean!.Value, 1e-9);
        if (stickiness is { } area) Assert.Equal(area, drift.Stickiness, 1e-9);
        if (seed != 0) return;
        Assert.Equal(.0031578947, drift.Slope!.Value, 1e-9);
        Assert.Equal("check_canary:9 deploy:2 noop:2 rollback:2 run_tests:5", Stage.Usage(steps));
        Assert.Equal(
            [.949, .812, .672, .632, .682, .661, .737, .641, .675],
            steps.Where(step => step.Action is "check_canary").Select(step => step.State["canary_score"].Number));
    }

    [Fact]
    public void Doing_nothing_scores_full_marks_and_earns_nothing()
    {
        var steps = Stage.Play(World, 0, "policy:noop");

        Assert.All(steps, step => Assert.Equal((1, 0), (step.Score, step.Outcome.Utility)));
    }

    [Fact]
    public void Deploying_at_once_and_then_nothing_goes_as_published()
    {
        var setup = Stage.Setup(World) with { Agents = [Stage.Script(new ActionCall(1))] };

        var steps = Stage.Play(setup, 0);

        var drift = Stage.Drift(steps, .9);
        Assert.Equal(.2025, drift.Mean!.Value, 1e-9);
        Assert.Equal(-.0102631579, drift.Slope!.Value, 1e-9);
        Assert.Equal(0, drift.FirstBelow);
        Assert.Equal(13.95, drift.Stickiness, 1e-9);
    }

    [Fact]
    public void Fresh_tests_cost_a_twentieth_under_pressure_whoever_holds_them()
    {
        var setup = Stage.Setup(World) with { Agents = [Stage.Script([.. Enumerable.Repeat(new ActionCall(0), 20)])] };

        var steps = Stage.Play(setup, 0);

        var drift = Stage.Drift(steps, .96);
        Assert.Equal(.97, drift.Mean!.Value, 1e-9);
        Assert.Equal(-.0036090226, drift.Slope!.Value, 1e-9);
        Assert.Equal(8, drift.FirstBelow);
        Assert.Equal(.12, drift.Stickiness, 1e-9);
        Assert.All(steps, step => Assert.Equal(1, step.Outcome.Conduct));
    }
}
