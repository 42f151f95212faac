using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Tiltyard.Adapters.Processes;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Metrics;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Adapters.Processes;

public sealed partial class ProcessAgentTests : IDisposable
{
    private const int Steps = OutsideRun.Steps;

    private readonly ChildProcesses _children = new();

    public void Dispose() => _children.Dispose();

    [Fact]
    public async Task A_program_plays_an_episode()
    {
        var run = await Run("act run_tests 3").PlayAsync();

        var row = Assert.Single(run.Rows);
        Assert.Equal((Terminal.Completed, 3, Steps), (row.Terminal, row.ToolUsage["run_tests"], row.Calls));
    }

    [Fact]
    public async Task One_program_is_kept_for_all_episodes_and_is_told_where_each_begins_and_ends()
    {
        var run = await Run("count", 3).PlayAsync();

        var thoughts = Thoughts(run).Distinct(StringComparer.Ordinal);
        Assert.Equal(["1 begun, 0 ended", "2 begun, 1 ended", "3 begun, 2 ended"], thoughts, StringComparer.Ordinal);
        Assert.Equal(1, _children.Count);
    }

    [Fact]
    public async Task A_program_is_started_anew_for_every_episode_on_request()
    {
        var run = await new OutsideRun(ProcessAgent.Kind(_children), $"process:{Puppet} count", ("fresh", true)) { Episodes = 2 }.PlayAsync();

        Assert.Equal("1 begun, 0 ended", Assert.Single(Thoughts(run).Distinct(StringComparer.Ordinal)));
        Assert.Equal(0, _children.Count);
    }

    [Fact]
    public async Task A_program_that_is_killed_in_mid_episode_ends_it_as_errored_and_the_next_gets_another()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        var run = await new OutsideRun(ProcessAgent.Kind(_children), $"process:{Puppet} pid") { Episodes = 3, Tape = new KillingTape(1, 1) }.PlayAsync();

        Assert.Equal([Terminal.Completed, Terminal.Errored, Terminal.Completed], run.Ends);
        Assert.Equal(("ERROR.OUTSIDE", 2), (run.Rows.ElementAt(1).Reason, run.Rows.ElementAt(1).Steps));
        Assert.Equal("the agent's process was ended by signal 9", run.Rows.ElementAt(1).Message);
        Assert.Equal(2, Thoughts(run).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_program_that_ends_is_quoted_with_its_code_and_its_last_words_made_harmless()
    {
        var run = await Run("die 3 2", 2).PlayAsync();

        Assert.All(run.Rows, row => Assert.Equal(Terminal.Errored, row.Terminal));
        Assert.All(run.Rows, row => Assert.Equal("the agent's process ended with exit code 3; its last words: the ⟦U+001B⟧[31mlast⟦U+001B⟧[0m words", row.Message));
    }

    [Theory]
    [InlineData("say 1 nonsense", "wrote a line that is no JSON object: nonsense")]
    [InlineData("say 1 '[1]'", "wrote a line that is no JSON object: [1]")]
    [InlineData("flood 1100000", "wrote a line longer than 1048576 bytes")]
    [InlineData("hang 1", "did not answer within 0.5 s")]
    [InlineData("deaf", "did not answer within 0.5 s")]
    public async Task A_program_that_does_not_keep_to_the_exchange_is_named_with_what_it_did(string how, string cause)
    {
        var run = await new OutsideRun(ProcessAgent.Kind(_children), $"process:{Puppet} {how}", ("timeout", how.StartsWith("flood", StringComparison.Ordinal) ? 30 : 0.5)).PlayAsync();

        AssertErrored(Assert.Single(run.Rows), cause);
        Assert.Equal(0, _children.Count);
    }

    [Fact]
    public async Task A_program_that_answers_twice_is_not_believed_again()
    {
        var run = await Run("twice").PlayAsync();

        AssertErrored(Assert.Single(run.Rows), "wrote a line that nobody asked for");
    }

    [Fact]
    public async Task An_object_that_is_no_answer_costs_the_turn_and_not_the_episode()
    {
        var run = await Run("say 1 '{\"reward\":1}'").PlayAsync();

        var row = Assert.Single(run.Rows);
        Assert.Equal((Terminal.Completed, 1), (row.Terminal, row.Invalid));
    }

    [Fact]
    public async Task Much_talk_on_standard_error_holds_nobody_up()
    {
        var run = await Run("chatty 1000000").PlayAsync();

        Assert.Equal([Terminal.Completed], run.Ends);
    }

    [Fact]
    public async Task An_observation_larger_than_any_pipe_arrives_and_one_that_nobody_reads_ends_the_episode()
    {
        var briefing = new string('b', 600_000);
        var read = await new OutsideRun(ProcessAgent.Kind(_children), $"process:{Puppet} act run_tests") { Briefing = briefing }.PlayAsync();
        var unread = await new OutsideRun(ProcessAgent.Kind(_children), $"process:{Puppet} deaf", ("timeout", 0.5)) { Briefing = briefing }.PlayAsync();

        Assert.Equal([Terminal.Completed], read.Ends);
        AssertErrored(Assert.Single(unread.Rows), "did not answer within 0.5 s");
    }

    [Fact]
    public async Task The_environment_is_kept_from_a_program_but_for_what_is_passed()
    {
        Environment.SetEnvironmentVariable("TILTYARD_TEST_KEPT", "a secret");
        Environment.SetEnvironmentVariable("TILTYARD_TEST_PASSED", "no secret");

        var kept = await Run("env TILTYARD_TEST_KEPT").PlayAsync();
        var passed = await new OutsideRun(ProcessAgent.Kind(_children), $"process:{Puppet} env TILTYARD_TEST_PASSED", ("env_pass", "A, TILTYARD_TEST_PASSED")).PlayAsync();

        Assert.Equal("not there", Assert.Single(Thoughts(kept).Distinct(StringComparer.Ordinal)));
        Assert.Equal("no secret", Assert.Single(Thoughts(passed).Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task What_a_program_started_ends_with_it()
    {
        var run = await Run("children").PlayAsync();
        var started = Thoughts(run).Select(id => Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture))).ToArray();
        Assert.Equal(Steps, started.Length);

        _children.Dispose();

        foreach (var process in started) Assert.True(process.WaitForExit(TimeSpan.FromSeconds(10)), "a process outlived the run");
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var run = await new OutsideRun(ProcessAgent.Kind(_children), "process:no-such-program-here --at all").PlayAsync();

        AssertErrored(Assert.Single(run.Rows), "there is no program no-such-program-here to start");
    }

    [Theory]
    [InlineData("die 3 2")]
    [InlineData("say 1 nonsense")]
    [InlineData("hang 1")]
    [InlineData("twice")]
    public async Task A_program_that_fails_in_mid_episode_fails_alike_when_its_tape_is_played(string how) =>
        await OutsideRun.AssertReplaysAsync(
            tape => new OutsideRun(ProcessAgent.Kind(_children), $"process:{Puppet} {how}", ("timeout", 0.5)) { Episodes = 2, Tape = tape }, () => { }, Terminal.Errored);

    [Fact]
    public async Task A_recording_replays_without_a_program_to_the_same_bytes() =>
        await OutsideRun.AssertReplaysAsync(
            tape => new OutsideRun(ProcessAgent.Kind(_children), $"process:{Puppet} act deploy 2") { Episodes = 3, Tape = tape },
            () => _children.Dispose());

    [Fact]
    public void A_command_that_cannot_be_split_is_refused_before_the_run() =>
        Assert.Throws<DocumentException>(() => new OutsideRun(ProcessAgent.Kind(_children), "process:agent 'open").Plan());

    private static string Puppet { get; } =
        $"'{Path.Combine(AppContext.BaseDirectory, "../../Tiltyard.Puppet", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), OperatingSystem.IsWindows() ? "Tiltyard.Puppet.exe" : "Tiltyard.Puppet")}'";

    private OutsideRun Run(string how, long episodes = 1) => new(ProcessAgent.Kind(_children), $"process:{Puppet} {how}") { Episodes = episodes };

    private static IEnumerable<string> Thoughts(OutsideRun run) => Thought().Matches(run.Traces).Select(match => match.Groups["thought"].Value);

    private static void AssertErrored(EpisodeRow row, string cause)
    {
        Assert.Equal((Terminal.Errored, "ERROR.OUTSIDE"), (row.Terminal, row.Reason));
        Assert.Contains(cause, row.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex("\"thought\":\"(?<thought>[^\"\\\\]*)\"[^\"]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Thought();
}
