using System.Text.Json;

namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>The laboratory at the command line: benchmarks, controls, and shifts as runs that verify and replay.</summary>
public sealed class CliLabTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_benchmark_writes_results_and_a_log_and_says_the_same_in_its_table()
    {
        var outcome = await Run("lab", "run-benchmark", "--task", "throughput_sla", "--episodes", "2", "--out", "results.json", "--log", "log.jsonl");

        Assert.Equal(0, outcome.ExitCode);
        var results = JsonDocument.Parse(await File.ReadAllTextAsync(_scratch["results.json"], TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(("0.2", "scripted_lab_v1"), (results.GetProperty("schema_version").GetString(), results.GetProperty("agent_baseline_id").GetString()));
        var metrics = results.GetProperty("episodes")[0].GetProperty("metrics");
        Assert.Contains($"123   {metrics.GetProperty("throughput").GetInt32()} ", outcome.Output, StringComparison.Ordinal);
        Assert.True((await File.ReadAllLinesAsync(_scratch["log.jsonl"], TestContext.Current.CancellationToken)).Length > 200);
    }

    [Fact]
    public async Task A_partners_folder_lies_over_the_policy()
    {
        Directory.CreateDirectory(_scratch["slow"]);
        await File.WriteAllTextAsync(_scratch["slow/equipment.yaml"], "{version: 1, device_types: {CHEM_ANALYZER: {work: analyze, capacity: 1, run_s: 3000}}}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_scratch["none.yaml"], "{}", TestContext.Current.CancellationToken);

        var usual = await Throughput();
        var slow = await Throughput("--partner", "slow");
        var wrong = await Run("lab", "run-benchmark", "--task", "throughput_sla", "--partner", "none.yaml");

        Assert.True(usual > slow, $"{usual} > {slow}");
        Assert.Equal((2, ""), (wrong.ExitCode, wrong.Output));
    }

    [Fact]
    public async Task A_shift_is_a_run_that_verifies_and_replays()
    {
        await File.WriteAllTextAsync(_scratch["shift.yaml"], """
            version: 1
            kind: scenario
            name: shift
            world: lab
            parameters: { task: insider_key_misuse, timing: simulated }
            episodes: 2
            """, TestContext.Current.CancellationToken);

        Assert.Equal(0, (await Run("run", "shift.yaml", "--out", "run", "--no-open")).ExitCode);

        Assert.Contains("intact, 2 episodes", (await Run("verify", "run")).Output, StringComparison.Ordinal);
        Assert.Contains("0 diverged", (await Run("replay", "run")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Controls_are_held_against_each_other()
    {
        var outcome = await Run("lab", "controls", "--task", "qc_cascade", "--timing", "explicit", "--episodes", "20", "--json");

        Assert.Equal(0, outcome.ExitCode);
        var json = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal(5, json.GetProperty("controls").GetArrayLength());
        Assert.All(json.GetProperty("differences").EnumerateArray(), one => Assert.True(one.GetProperty("low").GetDouble() > 0));
    }

    [Theory]
    [InlineData("lab", "run-benchmark")]
    [InlineData("lab", "run-benchmark", "--task", "nothing")]
    [InlineData("lab", "controls", "--episodes", "0")]
    [InlineData("lab", "quick-eval", "--timing", "soon")]
    [InlineData("run", "lab", "--param", "task=nothing")]
    public async Task What_does_not_exist_is_refused_in_one_line(params string[] arguments)
    {
        var outcome = await Run(arguments);

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Single(outcome.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task The_page_of_a_run_is_the_page_of_its_episode_and_a_changed_trace_has_none()
    {
        Assert.Equal(0, (await Run("run", "lab", "--param", "task=qc_cascade", "--episodes", "2", "--out", "run", "--no-open")).ExitCode);

        Assert.Contains("<code>tiltyard lab page . --episode lab/base-e0 --out shift.html</code>", await File.ReadAllTextAsync(_scratch["run/index.html"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var (first, again, other) = (await Run("lab", "page", "run", "--out", "a.html"), await Run("lab", "page", "run", "--episode", "lab/base-e0", "--out", "b.html", "--json"), await Run("lab", "page", "run", "--episode", "1", "--out", "c.html"));
        Assert.Equal((0, 0, 0), (first.ExitCode, again.ExitCode, other.ExitCode));
        Assert.EndsWith("page: a.html", first.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal("qc_cascade", JsonDocument.Parse(again.Output).RootElement.GetProperty("task").GetString());
        Assert.Equal(await Bytes("a.html"), await Bytes("b.html"));
        Assert.NotEqual(await Bytes("a.html"), await Bytes("c.html"));

        var trace = _scratch["run/traces/lab/base-e0.jsonl"];
        await File.WriteAllTextAsync(trace, (await File.ReadAllTextAsync(trace, TestContext.Current.CancellationToken)).Replace("\"action\":\"start_run\"", "\"action\":\"end_run\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var changed = await Run("lab", "page", "run", "--out", "d.html");
        Assert.Equal((2, false), (changed.ExitCode, File.Exists(_scratch["d.html"])));
        Assert.Contains("base-e0.jsonl: played again, the trace diverges at event", changed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "there is no run 'nothing' in results")]
    [InlineData("page.txt", "page.txt:1:1")]
    [InlineData("log.jsonl", "a log says neither task nor seed")]
    [InlineData("empty.json", "the key 'episodes' is missing")]
    public async Task A_page_of_nothing_is_refused_in_one_line(string source, string reason)
    {
        await File.WriteAllTextAsync(_scratch["page.txt"], "nothing", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_scratch["empty.json"], "{}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_scratch["log.jsonl"], "{}\n", TestContext.Current.CancellationToken);

        var outcome = await Run("lab", "page", source, "--out", "page.html");

        Assert.Equal((2, "", false), (outcome.ExitCode, outcome.Output, File.Exists(_scratch["page.html"])));
        Assert.Contains(reason, Assert.Single(outcome.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_is_one_line()
    {
        var outcome = await Run("lab", "run-benchmark", "--task", "throughput_sla", "--episodes", "1", "--page", "nowhere/page.html");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("error: nowhere/page.html: the page cannot be written: ", Assert.Single(outcome.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_worlds_run_has_no_such_page()
    {
        Assert.Equal(0, (await Run("run", "release_manager", "--episodes", "1", "--out", "run", "--no-open")).ExitCode);

        var outcome = await Run("lab", "page", "run", "--out", "page.html");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("only shifts of the laboratory have this page", outcome.Error, StringComparison.Ordinal);
    }

    private Task<byte[]> Bytes(string name) => File.ReadAllBytesAsync(_scratch[name], TestContext.Current.CancellationToken);

    private async Task<int> Throughput(params string[] more)
    {
        var outcome = await Run(["lab", "run-benchmark", "--task", "throughput_sla", "--timing", "simulated", "--episodes", "1", "--json", .. more]);
        return JsonDocument.Parse(outcome.Output).RootElement.GetProperty("episodes")[0].GetProperty("metrics").GetProperty("throughput").GetInt32();
    }

    private Task<ProcessOutcome> Run(params string[] arguments) => TiltyardProcess.RunAsync(_scratch.Path, arguments);
}
