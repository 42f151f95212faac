namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>The documented exit codes, and the line that explains them. Code 2 has test classes of its own.</summary>
public sealed class CliExitCodeTests : IDisposable
{
    private static readonly string[] Careful = ["run", "release_manager", "--policy", "careful", "--episodes", "10"];

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Nothing_asked_is_0()
    {
        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, Careful);

        Assert.Contains("THRESHOLDS: NONE", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task Everything_reached_is_0()
    {
        Thresholds("min_pass_rate: 0.5");

        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, [.. Careful, "--thresholds", "thresholds.yaml"]);

        Assert.Contains("THRESHOLDS: OK (total=10, callable=10, pass=8, ⇒ pass_rate=0.80)", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task A_miss_under_the_documented_policy_is_78()
    {
        Thresholds("min_pass_rate: 0.9");

        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, [.. Careful, "--thresholds", "thresholds.yaml"]);

        Assert.Contains("THRESHOLDS: WARN (pass_rate=0.80 (8/10) < min=0.90)", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(78, outcome.ExitCode);
    }

    [Theory]
    [InlineData("--strict", "")]
    [InlineData("", "1")]
    public async Task A_miss_is_1_when_strict(string flag, string environment)
    {
        Thresholds("min_pass_rate: 0.9");
        string[] arguments = [.. Careful, "--thresholds", "thresholds.yaml", .. flag.Length > 0 ? [flag] : Array.Empty<string>()];

        var outcome = await CliProcess.RunAsync(_scratch.Path, "", [("STRICT", environment)], arguments);

        Assert.Contains("THRESHOLDS: FAIL (", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public async Task A_miss_that_is_allowed_is_0_and_shown()
    {
        Thresholds("min_pass_rate: 0.9\npolicy: allow");

        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, [.. Careful, "--thresholds", "thresholds.yaml"]);

        Assert.Contains("THRESHOLDS: OK (policy=allow; pass_rate=0.80", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task A_budget_stop_asked_to_fail_is_3()
    {
        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, [.. Careful, "--max-trials", "4", "--fail-on-budget"]);

        Assert.Contains("10 planned, 4 run", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("stopped_early=true hit=max_trials skipped=6", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(3, outcome.ExitCode);
    }

    [Fact]
    public async Task Every_episode_errored_is_4()
    {
        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, "run", "release_manager", "--agent", "human", "--episodes", "2");

        Assert.Contains("2 errored", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("THRESHOLDS: INCONCLUSIVE", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(4, outcome.ExitCode);
    }

    [Fact]
    public async Task Too_few_episodes_for_the_confidence_is_4()
    {
        Thresholds("min_pass_rate: 0.6\nconfidence: 0.95");

        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, [.. Careful, "--thresholds", "thresholds.yaml"]);

        Assert.Contains("THRESHOLDS: INCONCLUSIVE (pass_rate=0.80 (8/10)", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(4, outcome.ExitCode);
    }

    private void Thresholds(string lines) => File.WriteAllText(_scratch["thresholds.yaml"], $"version: 1\n{lines}\n");
}
