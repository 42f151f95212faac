using System.Diagnostics;

namespace Tiltyard.EndToEnd.Tests.Workflows;

/// <summary>The make targets are there, documented, and come to commands that the command line knows.</summary>
public sealed class MakeTests : IDisposable
{
    private static readonly string[] Targets =
        ["help", "install", "demo", "xsweep", "report", "latest", "open-artifacts", "list-runs", "tidy-run", "check-thresholds", "quickstart", "test"];

    private static readonly string[] InOrder = ["dotnet build", " xsweep ", " report --refresh", " runs open"];

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Help_lists_every_documented_target()
    {
        var outcome = await Make("help");

        Assert.Equal(string.Join('\n', Targets), string.Join('\n', outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])));
        Assert.Equal(outcome.Output, (await Make()).Output);
    }

    [Fact]
    public async Task Every_target_comes_to_commands_that_are_there()
    {
        var variables = new[] { "TILTYARD=tiltyard", "RUN_ID=r", "CONFIG=configs/airline_static_v1/run.yaml", "SEEDS=1,2", "TRIALS=3", "MODE=SHIM", "STRICT=1", "RESULTS_DIR=out" };
        var dry = await Make(["-n", .. variables, .. Targets.Except(["install", "quickstart", "test"], StringComparer.Ordinal)]);

        var lines = dry.Output.Split('\n').Where(line => line.StartsWith("tiltyard ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(10, lines.Length);
        foreach (var line in lines) await CommandLine.AssertKnownAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]);
        Assert.Contains("\ntiltyard check --run-id r --results-root out --strict\n", dry.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quickstart_is_install_demo_report_and_open()
    {
        var outcome = await Make("-n", "quickstart");

        var at = InOrder.Select(word => outcome.Output.IndexOf(word, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, at);
        Assert.Equal(at.Order(), at);
    }

    [Fact]
    public async Task The_demonstration_really_plays_and_the_targets_after_it_find_its_run()
    {
        var demo = await Make("demo", "TRIALS=2");
        Assert.True(demo.ExitCode == 0, demo.Error);
        Assert.Equal(3, Directory.GetDirectories(_scratch["results"]).Count(folder => new DirectoryInfo(folder).LinkTarget is null));

        foreach (var (target, says) in new[] { ("report", "page: "), ("latest", "airline_escalating_v1-"), ("list-runs", "* is the latest"), ("open-artifacts", "summary.csv"), ("check-thresholds", "THRESHOLDS: ") })
        {
            var outcome = await Make(target);
            Assert.True(outcome.ExitCode == 0, outcome.Error);
            Assert.Contains(says, outcome.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_run_is_tidied_by_its_id()
    {
        await Make("xsweep", "CONFIG=configs/airline_static_v1/run.yaml", "RUN_ID=mine", "SEEDS=1", "TRIALS=1");
        File.WriteAllText(_scratch["results/mine/summary_old.csv"], "old");

        var outcome = await Make("tidy-run", "RUN_ID=mine");

        Assert.Contains("removed summary_old.csv", outcome.Output, StringComparison.Ordinal);
    }

    private async Task<ProcessOutcome> Make(params string[] arguments)
    {
        var start = new ProcessStartInfo(Needs.Make()) { UseShellExecute = false, WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Append($"RESULTS_DIR={_scratch["results"]}").Append($"TILTYARD={TiltyardProcess.Executable}"))
        {
            var name = argument.Split('=')[0] + "=";
            if (!argument.Contains('=', StringComparison.Ordinal) || !start.ArgumentList.Any(given => given.StartsWith(name, StringComparison.Ordinal))) start.ArgumentList.Add(argument);
        }

        foreach (var name in TiltyardProcess.Settings.Concat(["MAKEFLAGS", "MAKELEVEL"])) start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProcessOutcome(process.ExitCode, await output, await error);
    }
}
