using System.Text.Json;

namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>The documented files beside the page, what makes them anew, and what a CI job is shown.</summary>
public sealed class CliReportFilesTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task The_notes_hold_the_documented_table_and_attack_success_of_the_attacked_arm_alone()
    {
        await Play("run");

        var notes = await File.ReadAllTextAsync(_scratch["run/notes.md"], TestContext.Current.CancellationToken);

        foreach (var name in new[] { "Timestamp", "EXP", "MODE", "TRIALS", "SEEDS", "RUN_DIR", "GIT_COMMIT" }) Assert.Contains($"| {name} |", notes, StringComparison.Ordinal);
        var rows = Rows().Where(row => row.GetProperty("arm").ValueEquals("attacked")).ToArray();
        var won = rows.Count(row => row.GetProperty("attack").GetProperty("succeeded").GetBoolean());
        Assert.InRange(won, 1, rows.Length - 1);
        Assert.Contains($"({won}/{rows.Length}).", notes, StringComparison.Ordinal);
        Assert.Contains("](summary.csv)", notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_run_report_counts_what_the_rows_say()
    {
        await TiltyardProcess.RunAsync(_scratch.Path, "run", "tau_risky_real", "--no-open", "--out", "run");

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(_scratch["run/run_report.json"], TestContext.Current.CancellationToken));

        var root = report.RootElement;
        Assert.Equal(7, root.GetProperty("total_trials").GetInt64());
        Assert.Equal(Rows().Count(row => row.GetProperty("callable").GetBoolean()), root.GetProperty("callable_trials").GetInt64());
        Assert.Equal(Rows().Count(row => row.GetProperty("terminal").ValueEquals("denied")), root.GetProperty("pre_denied").GetInt64());
        Assert.Equal(3, root.GetProperty("gates").GetProperty("pre").GetProperty("deny").GetInt64());
        Assert.Equal(root.GetProperty("gates").GetProperty("post").GetProperty("deny").GetInt64(), root.GetProperty("post_deny").GetInt64());
        Assert.Equal("ok", root.GetProperty("status").GetProperty("kind").GetString());
        Assert.StartsWith("RUN OK: ", root.GetProperty("status").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("none", root.GetProperty("budget").GetProperty("budget_hit").GetString());
        Assert.Equal(3, root.GetProperty("evaluator").GetProperty("rules_total").GetInt64());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("latency_ms").GetProperty("p50").ValueKind);
        Assert.Equal("NONE", root.GetProperty("thresholds").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Check_puts_its_verdict_into_the_run_report()
    {
        await Play("run");
        File.WriteAllText(_scratch["thresholds.yaml"], "version: 1\nmin_pass_rate: 0.99\n");

        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, "check", "run");

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(_scratch["run/run_report.json"], TestContext.Current.CancellationToken));
        var thresholds = report.RootElement.GetProperty("thresholds");
        Assert.Equal("WARN", thresholds.GetProperty("status").GetString());
        Assert.Equal(78, thresholds.GetProperty("exit_code").GetInt32());
        Assert.Equal(outcome.Output.Split('\n')[0], thresholds.GetProperty("summary").GetString());
    }

    [Theory]
    [InlineData("--run-id")]
    [InlineData("--run_id")]
    public async Task Both_spellings_name_the_run_and_refresh_makes_its_artifacts_anew(string spelling)
    {
        await Play("results/one");
        await Play("results/two");
        var before = await File.ReadAllBytesAsync(_scratch["results/one/summary.csv"], TestContext.Current.CancellationToken);
        foreach (var name in new[] { "summary.csv", "summary.svg", "index.html", "notes.md", "run_report.json" }) File.Delete(_scratch[$"results/one/{name}"]);

        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, "report", "--refresh", spelling, "one");

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Equal(before, await File.ReadAllBytesAsync(_scratch["results/one/summary.csv"], TestContext.Current.CancellationToken));
        Assert.Equal("one\n", await File.ReadAllTextAsync(_scratch["results/LATEST.path"], TestContext.Current.CancellationToken));
        Assert.True(File.Exists(_scratch["results/one/notes.md"]));
        Assert.Equal(0, (await TiltyardProcess.RunAsync(_scratch.Path, "verify", "one")).ExitCode);
    }

    [Fact]
    public async Task A_refresh_keeps_the_strictness_of_the_verdict()
    {
        await Play("run");
        File.WriteAllText(_scratch["thresholds.yaml"], "version: 1\nmin_pass_rate: 0.99\n");
        await TiltyardProcess.RunAsync(_scratch.Path, "check", "run", "--strict");

        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, "report", "run", "--refresh");

        Assert.Contains("THRESHOLDS: FAIL", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task A_job_summary_gets_the_run_and_the_thresholds_in_markdown()
    {
        File.WriteAllText(_scratch["thresholds.yaml"], "version: 1\nmin_pass_rate: 0.1\n");
        var environment = new[] { ("GITHUB_STEP_SUMMARY", _scratch["step.md"]) };

        await CliProcess.RunAsync(_scratch.Path, "", environment, "run", "release_manager", "--episodes", "2", "--out", "run");
        await CliProcess.RunAsync(_scratch.Path, "", environment, "check", "run");

        var summary = await File.ReadAllTextAsync(_scratch["step.md"], TestContext.Current.CancellationToken);
        Assert.StartsWith("# NONE", summary, StringComparison.Ordinal);
        Assert.Contains("## Figures", summary, StringComparison.Ordinal);
        Assert.Contains("```text\nTHRESHOLDS: ", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_summary_that_cannot_be_written_fails_no_run()
    {
        var outcome = await CliProcess.RunAsync(_scratch.Path, "", [("GITHUB_STEP_SUMMARY", _scratch.Path)], "run", "release_manager", "--episodes", "2", "--out", "run");

        Assert.Contains("the job summary was not written", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task The_report_of_determinism_is_a_file_on_request()
    {
        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, "determinism", "release_manager", "--episodes", "3", "--report", "determinism_report.md");

        var report = await File.ReadAllTextAsync(_scratch["determinism_report.md"], TestContext.Current.CancellationToken);
        Assert.StartsWith("# Determinism: identical\n", report, StringComparison.Ordinal);
        Assert.Contains("; 0 differ.", report, StringComparison.Ordinal);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task Fail_on_budget_is_heard_from_the_environment()
    {
        var outcome = await CliProcess.RunAsync(_scratch.Path, "", [("FAIL_ON_BUDGET", "true"), ("MAX_CALLS", "1")], "run", "tau_risky_real", "--agent", "echo", "--no-open");

        Assert.Equal(3, outcome.ExitCode);
    }

    private JsonElement[] Rows() => [.. File.ReadLines(_scratch["run/rows.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement.Clone())];

    private Task<ProcessOutcome> Play(string folder) =>
        TiltyardProcess.RunAsync(_scratch.Path, "xsweep", "--config", Repository.PathOf("configs/airline_escalating_v1/run.yaml"), "--trials", "4", "--seeds", "11,12", "--no-open", "--out", folder);
}
