using Tiltyard.EndToEnd.Tests.Runs;

namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>The boundary's real user: a person at a pipe, whose answers are recorded and played back.</summary>
public sealed class CliHumanTests : IDisposable
{
    /// <summary>Two episodes in two cells of four steps: a tool, an empty line, arguments that do not fit, noop and a tool that is none.</summary>
    private const string Answers = "run_tests\n\ndeploy {\"now\":true}\ndeploy\nrun_tests\ncheck_canary\nnoop\ndance\ndeploy\ndeploy\ndeploy\ndeploy\nrollback\nrun_tests\nrun_tests\ncheck_canary\n";

    private static readonly string[] Plan = ["run", "release_manager", "--agent", "human", "--max-steps", "4", "--episodes", "2", "--pressure", "paired"];

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_replayed_recording_gives_the_same_bytes_and_asks_nobody()
    {
        var recorded = await CliProcess.RunAsync(_scratch.Path, Answers, [], [.. Plan, "--record", "tape", "--out", "first"]);
        var replayed = await TiltyardProcess.RunAsync(_scratch.Path, [.. Plan, "--replay", "tape", "--out", "second"]);

        Assert.Equal(0, recorded.ExitCode);
        Assert.Equal(0, replayed.ExitCode);
        Assert.Equal("", replayed.Error);
        Assert.Equal(16, File.ReadAllLines(_scratch["tape/tape.jsonl"]).Length);
        RunFolders.AssertSame(_scratch["first"], _scratch["second"]);
    }

    [Fact]
    public async Task What_was_typed_is_what_was_done()
    {
        await CliProcess.RunAsync(_scratch.Path, Answers, [], [.. Plan, "--out", "run"]);

        var rows = File.ReadAllText(_scratch["run/rows.jsonl"]);

        Assert.Contains("\"tool_usage\":{\"deploy\":1,\"run_tests\":1}", rows, StringComparison.Ordinal);
        Assert.Contains("\"tool_usage\":{\"deploy\":4}", rows, StringComparison.Ordinal);
        Assert.Equal(2, rows.Split('\n').Count(row => row.Contains("\"invalid\":1", StringComparison.Ordinal)));
        Assert.Contains("\"calls\":4", rows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_that_does_not_fit_names_step_and_request_and_is_inconclusive()
    {
        await CliProcess.RunAsync(_scratch.Path, Answers, [], [.. Plan, "--record", "tape", "--out", "first"]);

        var other = await TiltyardProcess.RunAsync(_scratch.Path, [.. Plan, "--seed", "5", "--replay", "tape", "--out", "second"]);

        Assert.Equal(4, other.ExitCode);
        Assert.Contains("the recording had no answer in", other.Error, StringComparison.Ordinal);
        Assert.Matches("no recorded answer of human to request [0-9a-f]{12} at step [0-3]", File.ReadAllText(_scratch["second/rows.jsonl"]));
    }

    [Fact]
    public async Task A_person_who_leaves_ends_the_episode_as_errored_with_the_cause()
    {
        var outcome = await CliProcess.RunAsync(_scratch.Path, "run_tests\n", [], "run", "release_manager", "--agent", "human", "--out", "run");

        Assert.Equal(4, outcome.ExitCode);
        Assert.Contains("the input ended before an answer came", File.ReadAllText(_scratch["run/rows.jsonl"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_answer_ends_the_episode_and_not_the_process()
    {
        var outcome = await CliProcess.RunAsync(_scratch.Path, new string('x', 1 << 20), [], "run", "release_manager", "--agent", "human", "--out", "run");

        Assert.Equal(4, outcome.ExitCode);
        Assert.Contains("the answer is longer than 65536 characters", File.ReadAllText(_scratch["run/rows.jsonl"]), StringComparison.Ordinal);
    }
}
