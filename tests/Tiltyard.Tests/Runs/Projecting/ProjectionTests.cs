using System.Text;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs;
using Tiltyard.Tests.Expectations;
using Tiltyard.Verdicts;

namespace Tiltyard.Tests.Runs.Projecting;

public sealed class ProjectionTests
{
    private static readonly PlanSettings Small = new() { Episodes = 3, Seed = 7 };

    [Theory]
    [InlineData("summary.csv")]
    [InlineData("summary.md")]
    [InlineData("junit.xml")]
    [InlineData("results.sarif")]
    [InlineData("run_report.json")]
    public async Task The_summaries_of_a_small_run_are_as_expected(string name)
    {
        var run = await Played.Run("forged_leadership", Small);

        Snapshot.Matches("Runs", name, run.Text(name));
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("meta.json")]
    [InlineData("metrics.json")]
    [InlineData("step_log.jsonl")]
    [InlineData("transcript.txt")]
    [InlineData("plots/panels.svg")]
    public async Task The_folder_of_an_episode_is_as_expected(string name)
    {
        var run = await Played.Run("forged_leadership", Small);

        Snapshot.Matches("Runs", $"episode.{Path.GetFileName(name)}", run.Text($"episodes/forged_leadership-obedient-attacked/base-e1/{name}"));
    }

    [Fact]
    public async Task Any_number_of_workers_writes_the_same_bytes()
    {
        var one = await Played.Run("tour", Small with { Episodes = 12 }, workers: 1, host: DocumentNode.Map(("machine", "this")));
        var three = await Played.Run("tour", Small with { Episodes = 12 }, workers: 3, host: DocumentNode.Map(("machine", "that")));

        Assert.Equal(one.Projections.ToArray(), three.Projections.ToArray());
        Assert.All(one.Projections, name => Assert.Equal(one.Text(name), three.Text(name)));
    }

    [Fact]
    public async Task A_small_plan_has_a_folder_for_every_episode_and_a_large_one_for_those_on_the_page()
    {
        var small = await Played.Run("forged_leadership", Small with { Episodes = 12 });
        var large = await Played.Run("forged_leadership", Small with { Episodes = 13 });

        Assert.Equal(96, Folders(small));
        Assert.Equal(24, Folders(large));
        Assert.Equal(24, Inline(large.Page));
    }

    [Fact]
    public async Task A_run_that_kept_no_trace_says_how_to_see_its_episodes()
    {
        var run = await Played.Run("release_manager", Small with { Trace = TracePolicy.None });

        Assert.Equal(0, Folders(run));
        Assert.Equal(0, Inline(run.Page));
        Assert.Contains("tiltyard replay . --episode release_manager/base-e2", run.Page, StringComparison.Ordinal);
        Assert.Contains("3 more by name and command", run.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_attack_caused_is_its_success_less_what_happens_without_it()
    {
        var run = await Played.Run("forged_leadership", new PlanSettings { Episodes = 100 });
        var attacked = run.Outcome.Results.Cells.Single(entry => entry.Cell.Name.EndsWith("obedient-attacked", StringComparison.Ordinal)).Figures.Rates["attack_success_rate"];

        Assert.Equal((90, 100), (attacked.Successes, attacked.Trials));
        Assert.Contains("<b>+90.0</b>", run.Page, StringComparison.Ordinal);
        Assert.Contains("90.0% (90/100)", run.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_and_the_summaries_say_why_a_verdict_fails()
    {
        var criteria = new CriteriaSet { Criteria = [new Criterion { Id = "min_pass_rate", Metric = "pass_rate", Min = 0.999 }], Policy = VerdictPolicy.Strict };
        var run = await Played.Run("release_manager", new PlanSettings { Episodes = 50 }, criteria: criteria);
        var reason = run.Outcome.Verdict.Criteria[0].Line;

        Assert.Equal(VerdictStatus.Fail, run.Outcome.Verdict.Status);
        Assert.Contains("tone-fail", run.Page, StringComparison.Ordinal);
        Assert.Contains(Tiltyard.Reports.Hostile.Html(reason), run.Page, StringComparison.Ordinal);
        Assert.Contains("<failure type=\"FAIL\"", run.Text("junit.xml"), StringComparison.Ordinal);
        Assert.Contains("criterion/min_pass_rate", run.Text("results.sarif"), StringComparison.Ordinal);
        Assert.StartsWith("# FAIL", run.Text("summary.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ceiling_of_trials_is_told_by_the_rows_and_not_by_the_session()
    {
        var run = await Played.Run("release_manager", Small with { Episodes = 10, Limits = new BudgetLimits { MaxTrials = 4 } });

        Assert.Contains("stopped_early=true hit=max_trials", run.Page, StringComparison.Ordinal);
        Assert.Contains(",true,max_trials,", run.Text("summary.csv"), StringComparison.Ordinal);
        Assert.Contains("6 of 10 planned episodes were not played because max_trials was exhausted", run.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_dry_run_and_of_nothing_assessed_is_written_too()
    {
        var dry = await Played.Run("tour", Small with { DryRun = true });

        Assert.Contains("Dry run", dry.Page, StringComparison.Ordinal);
        Assert.Contains("no data", dry.Text("summary.svg"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_clock_and_folder_are_in_run_info_alone()
    {
        var run = await Played.Run("release_manager", Small, host: DocumentNode.Map(("machine", "secret-host")));

        Assert.Contains("machine,secret-host", run.Text("run_info.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain(run.Projections, name => run.Text(name).Contains("secret-host", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_world_draws_what_was_live_when()
    {
        var run = await Played.Run("release_manager", Small);

        Assert.Contains("What was live when · release_manager", run.Page, StringComparison.Ordinal);
        Assert.Contains("3 traced episodes: live in", run.Page, StringComparison.Ordinal);
    }

    private static int Folders(Played run) => run.Store.Names.Count(name => name.StartsWith("episodes/", StringComparison.Ordinal) && name.EndsWith("/metrics.json", StringComparison.Ordinal));

    private static int Inline(string page) => page.Split("<details class=\"ep\"").Length - 1;
}
