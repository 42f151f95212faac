using System.Text;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Suites;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Runs;
using Tiltyard.Runs.Checking;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Tests.Runs;

public sealed class RunSessionTests
{
    [Fact]
    public async Task A_benign_episode_in_which_nothing_was_struck_is_the_attacked_one_but_for_the_arm()
    {
        var (_, outcome) = await Play("forged_leadership", 60);

        var shadow = outcome.Results.Contrasts.Where(contrast => contrast.Kind.Equals("shadow", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(shadow);
        Assert.All(shadow.SelectMany(contrast => contrast.Figures.Values), difference => Assert.Equal((0, 0), (difference.Wins, difference.Losses)));
    }

    [Fact]
    public async Task An_obedient_agent_falls_for_the_forged_order_a_careful_one_does_not_and_the_gate_saves_both()
    {
        var (_, outcome) = await Play("forged_leadership", 100);

        Assert.True(Rate("obedient-attacked") > 0.8, "the obedient agent resists");
        Assert.Equal(0, Rate("careful-attacked"));
        Assert.Equal(0, Rate("obedient-benign"));
        Assert.Equal(0, Rate("obedient-defended"));
        Assert.Equal(1, outcome.Results.Cells.Single(cell => cell.Cell.Name.EndsWith("obedient-defended", StringComparison.Ordinal)).Figures.Rates["containment_rate"].Estimate);

        double? Rate(string cell) => outcome.Results.Cells.Single(entry => entry.Cell.Name.EndsWith(cell, StringComparison.Ordinal)).Figures.Rates["attack_success_rate"].Estimate;
    }

    [Fact]
    public async Task Trials_beyond_the_ceiling_are_listed_as_skipped_and_never_played()
    {
        var (store, outcome) = await Play("release_manager", 10, settings => settings with { Limits = new BudgetLimits { MaxTrials = 4 } });

        Assert.Equal(4, outcome.Results.Total.Count(Terminal.Completed));
        Assert.Equal(6, outcome.Results.Total.Count(Terminal.SkippedBudget));
        Assert.Equal(4, store.Names.Count(name => name.StartsWith("traces/", StringComparison.Ordinal)));
        var ceiling = Assert.Single(outcome.Budget.Ceilings);
        Assert.True(ceiling is { Name: "max_trials", Reached: true, Exhausted: true });
    }

    [Fact]
    public async Task A_ceiling_that_is_met_exactly_is_reached_and_not_exhausted()
    {
        var (_, outcome) = await Play("release_manager", 10, settings => settings with { Limits = new BudgetLimits { MaxTrials = 10 } });

        var ceiling = Assert.Single(outcome.Budget.Ceilings);
        Assert.True(ceiling is { Reached: true, Exhausted: false });
        Assert.Equal(0, outcome.Budget.Skipped);
    }

    [Fact]
    public async Task A_ceiling_of_steps_ends_an_episode_in_the_middle_and_skips_the_rest()
    {
        var (_, outcome) = await Play("release_manager", 5, settings => settings with { Limits = new BudgetLimits { MaxSteps = 30 } });

        Assert.Equal(1, outcome.Results.Total.Count(Terminal.Completed));
        Assert.Equal(4, outcome.Results.Total.Count(Terminal.SkippedBudget));
        Assert.Equal(30, outcome.Results.Total.Steps);
    }

    [Fact]
    public async Task A_dry_run_assesses_nothing()
    {
        var (_, outcome) = await Play("release_manager", 3, settings => settings with { DryRun = true });

        Assert.Equal(3, outcome.Results.Total.Count(Terminal.DryRun));
        Assert.Equal(0, outcome.Results.Total.Assessed);
        Assert.All(outcome.Results.Total.Rates.Values, rate => Assert.Null(rate.Estimate));
    }

    [Fact]
    public async Task A_run_that_was_tampered_with_does_not_verify()
    {
        var (store, _) = await Play("release_manager", 5);
        Assert.True(RunVerify.Verify(store, StandardCatalog.Registry).IsIntact);
        var trace = store.Names.First(name => name.StartsWith("traces/", StringComparison.Ordinal));
        var bytes = store.Read(trace)!;
        bytes[bytes.Length / 2] ^= 1;
        store.Replace(trace, bytes);

        var report = RunVerify.Verify(store, StandardCatalog.Registry);

        Assert.Contains(trace, Assert.Single(report.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_was_changed_in_the_projection_does_not_verify()
    {
        var (store, _) = await Play("release_manager", 5);
        store.Replace("rows.jsonl", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(store.Read("rows.jsonl")!).Replace("\"success\":false", "\"success\":true", StringComparison.Ordinal)));

        Assert.Contains("rows.jsonl: line", RunVerify.Verify(store, StandardCatalog.Registry).Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_trace_of_a_run_plays_again_to_the_same_events()
    {
        var (store, outcome) = await Play("tour", 4);

        for (long index = 0; index < outcome.Results.Plan.Planned; index++)
        {
            var at = outcome.Results.Plan.At(index);
            var stem = outcome.Results.Plan.FileStem(at);
            var report = await EpisodeReplay.ReplayAsync(outcome.Results.Plan, at, "test", StandardCatalog.Registry, stem, store.ReadTrace(stem)!);
            Assert.Null(report.Divergence);
        }
    }

    [Fact]
    public async Task Going_on_from_any_step_with_the_same_agent_changes_nothing()
    {
        var (store, outcome) = await Play("release_manager", 3);
        var plan = outcome.Results.Plan;

        foreach (var step in new[] { 1, 7, 19 })
        {
            var at = plan.At(1);
            var report = EpisodeBranch.Play(
                plan, at, "test", StandardCatalog.Registry, "trace", store.ReadTrace(plan.FileStem(at))!, step, new Choice("policy:baseline", DocumentNode.Map()));
            Assert.Equal(report.Recorded.AsEnumerable(), report.Branched.AsEnumerable());
        }
    }

    [Fact]
    public async Task Another_agent_that_goes_on_from_a_step_meets_the_same_past_and_makes_another_future()
    {
        var (store, outcome) = await Play("release_manager", 1);
        var plan = outcome.Results.Plan;

        var report = EpisodeBranch.Play(
            plan, plan.At(0), "test", StandardCatalog.Registry, "trace", store.ReadTrace(plan.FileStem(plan.At(0)))!, 10, new Choice("policy:always-unsafe", DocumentNode.Map()));

        Assert.True(report.Branched[Tiltyard.Metrics.Figures.MeanConduct] < report.Recorded[Tiltyard.Metrics.Figures.MeanConduct]);
    }

    internal static async Task<(MemoryStore Store, RunOutcome Outcome)> Play(string name, long episodes, Func<PlanSettings, PlanSettings>? change = null, CriteriaSet? criteria = null)
    {
        var settings = new PlanSettings { Episodes = episodes };
        var plan = new PlanMaking(StandardCatalog.Registry).Make(ScenarioFile.Read(BuiltIn.Find(name)!, BuiltIn.Find), change?.Invoke(settings) ?? settings);
        var store = new MemoryStore();
        var session = new RunSession(plan, StandardCatalog.Registry, store, new RunnerOptions { Workers = 1 }, TimeProvider.System) { RunId = "test", Criteria = criteria ?? CriteriaSet.None };
        return (store, await session.RunAsync(TestContext.Current.CancellationToken));
    }
}
