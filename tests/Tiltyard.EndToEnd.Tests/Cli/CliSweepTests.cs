using System.Text.Json;

namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>xsweep reads the documented configurations, and honours every key of them or refuses it.</summary>
public sealed class CliSweepTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("airline_escalating_v1", 30)]
    [InlineData("airline_static_v1", 12)]
    [InlineData("tau_risky_v1", 6)]
    public async Task A_shipped_configuration_plays_its_trials_for_each_of_its_seeds(string name, int episodes)
    {
        var outcome = await Sweep(Repository.PathOf($"configs/{name}/run.yaml"), "--outdir", "swept");

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        var folder = Assert.Single(Directory.GetDirectories(_scratch["swept"], $"{name}-*"));
        Assert.Equal(episodes, File.ReadLines(Path.Combine(folder, "rows.jsonl")).Count());
        Assert.All(Rows(folder), row => Assert.False(row.GetProperty("agent").GetString()!.StartsWith("groq", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_levels_are_what_the_attacker_says_in_this_order_with_the_last_repeated()
    {
        Write("levels.yaml", "exp: ladder\nseed: 3\ntrials: 6\nattack:\n  max_turns: 4\n  levels: [A calm word., A louder word.]\n");

        await Sweep("levels.yaml", "--policy", "reference", "--out", "run");

        var said = Directory.GetFiles(_scratch["run/traces"], "*.jsonl", SearchOption.AllDirectories)
            .Where(path => path.Contains("attacked", StringComparison.Ordinal)).Select(Injected).ToArray();
        Assert.Equal(6, said.Length);
        Assert.All(said, lines => Assert.StartsWith(string.Join('|', lines), "A calm word.|A louder word.|A louder word.|A louder word.", StringComparison.Ordinal));
        Assert.Contains(said, lines => lines.Length > 2);
    }

    [Fact]
    public async Task A_static_attack_says_one_line_and_suffixes_is_another_name_for_levels()
    {
        Write("static.yaml", "exp: mild\nseed: 3\ntrials: 6\nattack: { type: static, suffixes: [Only this., Never this.] }\n");

        await Sweep("static.yaml", "--policy", "reference", "--out", "run");

        var said = Directory.GetFiles(_scratch["run/traces"], "*.jsonl", SearchOption.AllDirectories)
            .Where(path => path.Contains("attacked", StringComparison.Ordinal)).SelectMany(Injected).Distinct(StringComparer.Ordinal);
        Assert.Equal("Only this.", Assert.Single(said));
    }

    [Fact]
    public async Task Flags_go_before_variables_and_both_before_the_file()
    {
        Write("sweep.yaml", "exp: mine\nmode: REAL\nprovider: groq\nmodel: m\ntrials: 4\nseeds: [1, 2]\n");

        var byVariable = await CliProcess.RunAsync(_scratch.Path, "", [("MODE", "SHIM")], "xsweep", "--config", "sweep.yaml", "--out", "variable");
        var byFlag = await CliProcess.RunAsync(_scratch.Path, "", [("MODE", "REAL")], "xsweep", "--config", "sweep.yaml", "--mode", "SHIM", "--seeds", "7", "--trials", "2", "--exp", "yours", "--out", "flag");

        Assert.True(byVariable.ExitCode == 0, byVariable.Error);
        Assert.Equal(8, Rows(_scratch["variable"]).Length);
        Assert.True(byFlag.ExitCode == 0, byFlag.Error);
        Assert.Equal([7L, 7L], Rows(_scratch["flag"]).Select(row => row.GetProperty("seed").GetInt64()));
        Assert.All(Rows(_scratch["flag"]), row => Assert.Equal("yours", row.GetProperty("exp").GetString()));
    }

    [Fact]
    public async Task A_threshold_is_the_limit_of_the_company()
    {
        Write("sweep.yaml", "exp: tight\nseed: 1\ntrials: 1\nfilter: { type: out_of_policy_refund, threshold: 20 }\n");

        await Sweep("sweep.yaml", "--out", "run");

        Assert.Contains("\"hard_limit\": 20", await File.ReadAllTextAsync(_scratch["run/run.json"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_trials_than_cases_are_not_played_and_the_command_says_so()
    {
        var outcome = await Sweep(Repository.PathOf("configs/tau_risky_v1/run.yaml"), "--trials", "9", "--out", "run");

        Assert.Equal("9 trials were asked for, and 'tau_risky_v1' has 7 cases: each is played once for each seed\n", outcome.Error);
        Assert.Equal(7, Rows(_scratch["run"]).Length);
    }

    [Fact]
    public async Task A_sensitive_sweep_is_rerouted_and_the_decision_is_recorded()
    {
        Write("sweep.yaml", "exp: delicate\nmode: REAL\npolicy: sensitive\nprovider: groq\nmodel: m\ntrials: 2\n");

        var outcome = await Sweep("sweep.yaml", "--out", "run");

        Assert.StartsWith("[policy] rerouting REAL -> SHIM: ", outcome.Error, StringComparison.Ordinal);
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(_scratch["run/run.json"], TestContext.Current.CancellationToken));
        Assert.Equal("SHIM", manifest.RootElement.GetProperty("policy").GetProperty("effective_mode").GetString());
    }

    [Theory]
    [InlineData("exp: x\nshots: 3\n", "unknown key 'shots'")]
    [InlineData("mode: SHIM\nseeds: [1]\n", "kind")]
    [InlineData("exp: x\nattack: { name: loud }\n", "$.attack.name")]
    [InlineData("exp: x\nattack: { levels: [a], suffixes: [b] }\n", "$.attack")]
    [InlineData("exp: x\nseed: 1\nseeds: [2]\n", "give seed or seeds, not both")]
    [InlineData("exp: x\nmode: REAL\n", "mode REAL needs a provider and a model")]
    [InlineData("exp: x\nmode: REAL\nonline: false\nprovider: groq\nmodel: m\n", "online is false")]
    [InlineData("exp: x\nprovider: groq\nmodel: m\napi_key_env: MY_KEY\n", "the key of groq is read from GROQ_API_KEY")]
    [InlineData("exp: x\nmodel: m\n", "a model needs a provider")]
    [InlineData("exp: x\npolicy: harmless\n", "$.policy")]
    [InlineData("exp: x\nrisk_type: weather\nattack: {}\n", "weather")]
    [InlineData("exp: ../up\n", "$.exp")]
    public async Task What_cannot_be_honoured_is_refused_with_its_place(string text, string says)
    {
        Write("sweep.yaml", text);

        await CliRefusal.AssertAsync(_scratch, ["xsweep", "--config", "sweep.yaml"], "sweep.yaml", says);
    }

    [Fact]
    public async Task A_sweep_without_a_configuration_is_refused()
    {
        await CliRefusal.AssertAsync(_scratch, ["xsweep", "--seeds", "1"], "--config");
        await CliRefusal.AssertAsync(_scratch, ["run", "tour", "--exp", "one"], "--exp", "a name is for one");
    }

    [Fact]
    public async Task Validate_knows_sweeps()
    {
        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, ["validate", .. Directory.GetFiles(Repository.PathOf("configs"), "run.yaml", SearchOption.AllDirectories)]);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Equal(3, outcome.Output.Split("OK (sweep,", StringSplitOptions.None).Length - 1);
    }

    private static JsonElement[] Rows(string folder) =>
        [.. File.ReadLines(Path.Combine(folder, "rows.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.Clone())];

    private static string[] Injected(string trace) =>
    [
        .. File.ReadLines(trace).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("kind").ValueEquals("injected")).Select(line => line.GetProperty("data").GetProperty("payload").GetString()!),
    ];

    private void Write(string name, string text) => File.WriteAllText(_scratch[name], text);

    private Task<ProcessOutcome> Sweep(string config, params string[] more) => TiltyardProcess.RunAsync(_scratch.Path, ["xsweep", "--config", config, "--no-open", .. more]);
}
