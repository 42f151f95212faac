namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>check judges a run again without playing, and finds it as documented.</summary>
public sealed class CliCheckTests : IAsyncLifetime
{
    private readonly ScratchFolder _scratch = new();

    public async ValueTask InitializeAsync()
    {
        foreach (var (name, policy) in new[] { ("one", "careful"), ("two", "baseline"), ("three", "reference") })
            await CliProcess.RunAsync(_scratch.Path, "", [("RUN_ID", name)], "run", "release_manager", "--policy", policy, "--episodes", "10");
    }

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_prints_every_documented_line()
    {
        File.WriteAllText(_scratch["thresholds.yaml"], "version: 1\nmin_total_trials: 10\nmin_callable_trials: 20\nmin_pass_rate: 0.5\nmax_post_deny: 0\nnotes: as in the pull request\n");

        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, "check", "--run-id", "one");

        Assert.Equal(
            """
            THRESHOLDS: WARN (callable=10 < min_callable=20)
            - run: one · dir=results/one · policy=warn · strict=0
            - total_trials: 10 (min 10) [OK]
            - callable_trials: 10 (min 20) [MISS]
            - pass_rate: 0.80 (min 0.50) [OK] (8/10)
            - post_deny: 0 (max 0) [OK]
            - notes: as in the pull request

            """,
            outcome.Output);
        Assert.Equal(78, outcome.ExitCode);
    }

    [Fact]
    public async Task It_looks_for_the_run_in_the_documented_order()
    {
        File.WriteAllText(_scratch["results/.run_id"], "two\n");

        Assert.Contains("run: one ", (await Check([("RUN_ID", "three")], "--run-id", "one")).Output, StringComparison.Ordinal);
        Assert.Contains("run: three ", (await Check([("RUN_ID", "three")])).Output, StringComparison.Ordinal);
        Assert.Contains("run: two ", (await Check([])).Output, StringComparison.Ordinal);
        File.Delete(_scratch["results/.run_id"]);
        Assert.Contains("run: three ", (await Check([])).Output, StringComparison.Ordinal);
        Directory.Delete(_scratch["results/LATEST"]);
        Assert.Contains("run: three ", (await Check([])).Output, StringComparison.Ordinal);
        File.Delete(_scratch["results/LATEST.path"]);
        Assert.Equal(2, (await Check([])).ExitCode);
    }

    [Fact]
    public async Task Without_the_report_update_it_changes_nothing()
    {
        File.WriteAllText(_scratch["thresholds.yaml"], "version: 1\nmin_pass_rate: 0.99\n");
        var before = File.ReadAllBytes(_scratch["results/one/results.json"]);

        var outcome = await Check([], "--run-id", "one", "--strict", "--no-report-update");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(before, File.ReadAllBytes(_scratch["results/one/results.json"]));
    }

    [Fact]
    public async Task It_puts_the_verdict_into_results_page_and_junit_and_the_run_still_verifies()
    {
        File.WriteAllText(_scratch["thresholds.yaml"], "version: 1\nmin_pass_rate: 0.99\n");

        var outcome = await Check([], "--run-id", "one", "--strict");
        var verified = await TiltyardProcess.RunAsync(_scratch.Path, "verify", "one");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("\"status\":\"FAIL\"", File.ReadAllText(_scratch["results/one/results.json"]), StringComparison.Ordinal);
        Assert.Contains("min=0.99", File.ReadAllText(_scratch["results/one/junit.xml"]).Replace("&lt;", "<", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("FAIL", File.ReadAllText(_scratch["results/one/index.html"]), StringComparison.Ordinal);
        Assert.Equal(0, verified.ExitCode);
    }

    [Fact]
    public async Task A_run_that_is_not_complete_is_never_ok()
    {
        File.WriteAllText(_scratch["thresholds.yaml"], "version: 1\nmin_pass_rate: 0.1\n");
        File.WriteAllText(_scratch["results/one/run.json"], File.ReadAllText(_scratch["results/one/run.json"]).Replace("\"complete\"", "\"cancelled\"", StringComparison.Ordinal));

        var outcome = await Check([], "--run-id", "one");

        Assert.StartsWith("THRESHOLDS: INCONCLUSIVE", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(4, outcome.ExitCode);
    }

    [Fact]
    public async Task Two_runs_are_compared_pair_by_pair()
    {
        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, "compare", "one", "three");

        Assert.Contains("agent: policy:careful → policy:reference", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("(10 pairs)", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("$.blocks[0].cells[0].seats[0].name: \"policy:careful\" → \"policy:reference\"", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(0, outcome.ExitCode);
    }

    private Task<ProcessOutcome> Check((string Name, string Value)[] environment, params string[] more) =>
        CliProcess.RunAsync(_scratch.Path, "", environment, ["check", .. more]);
}
