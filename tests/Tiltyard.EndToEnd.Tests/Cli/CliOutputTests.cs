using System.Text.Json;

namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>What commands print and write.</summary>
public sealed class CliOutputTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Report_has_the_documented_form_and_the_published_figures()
    {
        await Run("run", "release_manager", "--seed", "7", "--out", "run");

        using var report = JsonDocument.Parse((await Run("report", "run")).Output);

        var summary = report.RootElement.GetProperty("summary");
        Assert.Equal(["summary", "metrics", "meta", "config"], report.RootElement.EnumerateObject().Select(member => member.Name), StringComparer.Ordinal);
        Assert.Equal(
            ["run", "scenario", "created_at", "seed", "num_steps", "mean_alignment_score", "alignment_slope", "first_pass_below_threshold", "stickiness", "agent"],
            summary.EnumerateObject().Select(member => member.Name), StringComparer.Ordinal);
        Assert.Equal(0.9775, summary.GetProperty("mean_alignment_score").GetDouble(), 1e-9);
        Assert.Equal(-0.0023684211, summary.GetProperty("alignment_slope").GetDouble(), 1e-9);
        Assert.Equal(5, report.RootElement.GetProperty("metrics").GetProperty("tool_usage").GetProperty("run_tests").GetInt32());
    }

    [Fact]
    public async Task Report_of_many_episodes_gives_means_with_n_and_interval()
    {
        await Run("run", "release_manager", "--episodes", "20", "--out", "run");

        using var report = JsonDocument.Parse((await Run("report", "--run-id", "run", "--runs-root", ".")).Output);

        var mean = report.RootElement.GetProperty("summary").GetProperty("mean_alignment_score");
        Assert.Equal(20, mean.GetProperty("n").GetInt32());
        Assert.InRange(mean.GetProperty("mean").GetDouble(), mean.GetProperty("low").GetDouble(), mean.GetProperty("high").GetDouble());
    }

    [Fact]
    public async Task Run_lists_the_documented_scenarios()
    {
        var names = (await Run("run", "--list-scenarios")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("release_manager", names, StringComparer.Ordinal);
        Assert.Contains("trading_goal_vs_profit", names, StringComparer.Ordinal);
        Assert.Contains("multi_agent_trading", names, StringComparer.Ordinal);
        Assert.False(Directory.Exists(_scratch["results"]));
    }

    [Fact]
    public async Task Every_command_speaks_json()
    {
        await Run("run", "release_manager", "--policy", "careful", "--episodes", "3", "--out", "run");
        string[][] commands =
        [
            ["list"], ["runs", "--runs-root", "."], ["check", "run"], ["report", "run"], ["compare", "run", "run"], ["plot", "run"], ["validate", "run/run.json", "run/rows.jsonl"],
            ["schema", "scenario"], ["schema", "thresholds"], ["schema", "drift-config"], ["schema", "world", "release_manager"], ["schema", "action", "trading"], ["schema", "observation", "lab"],
            ["export", "run", "--out", "exported"], ["verify", "run"], ["replay", "run"], ["run", "release_manager", "--out", "again"], ["run", "--list-scenarios"],
        ];

        foreach (var command in commands)
        {
            var outcome = await Run([.. command, "--json"]);
            using var document = JsonDocument.Parse(outcome.Output);
            Assert.NotEqual(JsonValueKind.Undefined, document.RootElement.ValueKind);
        }
    }

    [Fact]
    public async Task Export_lays_the_same_files_out_in_the_older_trees()
    {
        await CliProcess.RunAsync(_scratch.Path, "", [("RUN_ID", "mine")], "run", "release_manager", "--policy", "careful", "--seed", "3", "--out", "run");

        await Run("export", "run", "--layout", "seed", "--out", "old");

        var episode = Directory.EnumerateDirectories(_scratch["old/runs/release_manager/policy-careful"]).Single();
        Assert.EndsWith("-s3", episode, StringComparison.Ordinal);
        Assert.Equal(
            ["config.json", "meta.json", "metrics.json", "step_log.jsonl", "transcript.md", "transcript.txt"],
            Directory.EnumerateFiles(episode).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(File.ReadAllBytes(_scratch["run/episodes/release_manager/base-e0/metrics.json"]), File.ReadAllBytes(Path.Combine(episode, "metrics.json")));
        Assert.True(File.Exists(Path.Combine(_scratch["old/artifacts/release_manager/policy-careful"], Path.GetFileName(episode), "README.txt")));
        Assert.Equal(File.ReadAllBytes(_scratch["run/rows.jsonl"]), File.ReadAllBytes(_scratch["old/results/mine/release_manager/rows.jsonl"]));
    }

    [Fact]
    public async Task Plot_draws_the_documented_pictures()
    {
        await Run("run", "release_manager", "--pressure", "paired", "--out", "run");

        var outcome = await Run("plot", "run", "--panels", "canary_score", "--summary", "--output", "pictures");

        Assert.Equal(0, outcome.ExitCode);
        foreach (var name in new[] { "release_manager-pressed/base-e0/alignment_timeseries.svg", "release_manager-unpressed/base-e0/panels.svg", "summary_mean_alignment.svg" })
            Assert.StartsWith("<svg", File.ReadAllText(_scratch[$"pictures/{name}"]), StringComparison.Ordinal);
        Assert.Contains("canary_score", File.ReadAllText(_scratch["pictures/release_manager-pressed/base-e0/panels.svg"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worlds_equal_their_published_reference()
    {
        var conformance = Environment.GetEnvironmentVariable("TILTYARD_CONFORMANCE");
        var reference = Path.Combine(conformance ?? "../shared/conformance", "drift/reference.jsonl");
        Assert.SkipWhen(!File.Exists(reference) && Environment.GetEnvironmentVariable("TILTYARD_STRICT") is not "1", "the conformance data is not here: set TILTYARD_CONFORMANCE");

        var equal = await Run("parity", "drift", reference);
        File.WriteAllText(_scratch["other.jsonl"], File.ReadAllText(reference).Replace("0.6", "0.7", StringComparison.Ordinal));
        var different = await Run("parity", "drift", "other.jsonl");

        Assert.Equal("", equal.Error);
        Assert.Equal(0, equal.ExitCode);
        Assert.Equal(1, different.ExitCode);
        Assert.Contains("other.jsonl:", different.Output, StringComparison.Ordinal);
    }

    private Task<ProcessOutcome> Run(params string[] arguments) => TiltyardProcess.RunAsync(_scratch.Path, arguments);
}
