using System.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace Tiltyard.EndToEnd.Tests.Workflows;

/// <summary>The scripts of the composite action, run by bash as GitHub runs them.</summary>
public sealed class ActionTests : IDisposable
{
    private static readonly string[] Thresholds = ["version: 1", "min_callable_trials: 100", ""];

    private readonly ScratchFolder _scratch = new();

    public ActionTests() => File.WriteAllText(_scratch["thresholds.yaml"], string.Join('\n', Thresholds));

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("0", 0, "::warning title=Tiltyard::")]
    [InlineData("1", 1, "THRESHOLDS: FAIL")]
    public async Task A_warning_stays_a_warning_unless_strict_makes_it_a_failure(string strict, int exitCode, string says)
    {
        var played = await RunAsync("Play", ("ARGUMENTS", "run\nrelease_manager\n\n--episodes\n3\n--thresholds\nthresholds.yaml\n"), ("STRICT", strict), ("RUN_ID", "mine"));
        var check = await RunAsync("Check thresholds", ("THRESHOLDS", "thresholds.yaml"), ("STRICT", strict), ("RUN_ID", "mine"));

        Assert.Equal(exitCode, played.ExitCode);
        Assert.Equal(exitCode, check.ExitCode);
        Assert.Contains(says, played.Output, StringComparison.Ordinal);
        Assert.Contains(says, check.Output, StringComparison.Ordinal);
        Assert.StartsWith("THRESHOLDS: ", await File.ReadAllTextAsync(_scratch["thresholds.txt"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal($"exit-code={(strict is "1" ? 1 : 78)}\n", await File.ReadAllTextAsync(_scratch["output"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Bad_input_fails_the_step_and_no_argument_is_read_by_the_shell()
    {
        var outcome = await RunAsync("Play", ("ARGUMENTS", "run\n$(touch stolen); release_manager"), ("STRICT", "0"), ("RUN_ID", "mine"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.False(File.Exists(_scratch["stolen"]));
    }

    [Fact]
    public async Task What_is_gathered_for_a_quick_look_are_the_files_of_this_run()
    {
        await RunAsync("Play", ("ARGUMENTS", "run\nrelease_manager\n--episodes\n2"), ("STRICT", "0"), ("RUN_ID", "mine"));

        var outcome = await RunAsync("Gather", ("RUN_ID", "mine"));

        Assert.Equal(0, outcome.ExitCode);
        foreach (var name in new[] { "index.html", "summary.csv", "summary.svg", "notes.md", "run_report.json" }) Assert.True(File.Exists(_scratch[$"latest-artifacts/{name}"]), name);
    }

    [Fact]
    public async Task Without_a_run_nothing_is_gathered_and_nothing_fails() => Assert.Equal(0, (await RunAsync("Gather", ("RUN_ID", "mine"))).ExitCode);

    private async Task<ProcessOutcome> RunAsync(string step, params (string Name, string Value)[] environment)
    {
        await File.WriteAllTextAsync(_scratch["step.sh"], Script(step), TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-eo", "pipefail", _scratch["step.sh"]])
        {
            UseShellExecute = false,
            WorkingDirectory = _scratch.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in TiltyardProcess.Settings) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        start.Environment["GITHUB_OUTPUT"] = _scratch["output"];
        start.Environment["PATH"] = $"{Path.GetDirectoryName(TiltyardProcess.Executable)}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProcessOutcome(process.ExitCode, await output, await error);
    }

    private static string Script(string name)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Read(".github/actions/tiltyard/action.yml")));
        var steps = (YamlSequenceNode)yaml.Documents.Single().RootNode["runs"]["steps"];
        return steps.OfType<YamlMappingNode>().Single(step => step.Children.TryGetValue("name", out var found) && found.ToString().Equals(name, StringComparison.Ordinal))["run"].ToString();
    }
}
