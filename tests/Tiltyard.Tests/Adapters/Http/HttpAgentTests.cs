using Tiltyard.Adapters.Exchanges;
using Tiltyard.Adapters.Http;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Metrics;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Adapters.Http;

public sealed class HttpAgentTests
{
    private const int Steps = OutsideRun.Steps;

    [Fact]
    public async Task An_agent_behind_http_plays_an_episode()
    {
        using var server = PostServer.Start(_ => Reply.Act("run_tests"));

        var run = await Run(server.Url).PlayAsync();

        var row = Assert.Single(run.Rows);
        Assert.Equal((Terminal.Completed, Steps, Steps), (row.Terminal, row.ToolUsage["run_tests"], row.Calls));
        Assert.Equal(Steps, server.Requests.Count);
    }

    [Fact]
    public async Task Nothing_that_is_posted_tells_of_arm_case_attack_or_gate()
    {
        using var server = PostServer.Start(_ => Reply.Act("run_tests"));

        await Run(server.Url).PlayAsync();

        Assert.All(server.Requests, request => Assert.DoesNotMatch("(?i)benign|attack|defended|shadow|gate|tiltyard|release_manager|\"case\"", request.Head + request.Body));
    }

    [Fact]
    public async Task Who_is_turned_away_for_now_asks_again()
    {
        using var server = PostServer.Start(number => number switch
        {
            0 => new Reply(429, "", "Retry-After: 0"),
            1 => new Reply(503, "", "Retry-After: 0"),
            _ => Reply.Act("run_tests"),
        });

        var run = await Run(server.Url).PlayAsync();

        Assert.Equal([Terminal.Completed], run.Ends);
        Assert.Equal(Steps + 2, server.Requests.Count);
        Assert.Equal(Steps, Assert.Single(run.Rows).Calls);
    }

    [Fact]
    public async Task Who_is_turned_away_every_time_gives_up_and_says_so()
    {
        using var server = PostServer.Start(_ => new Reply(500, "", "Retry-After: 0"));

        var run = await Run(server.Url, ("retries", 1)).PlayAsync();

        AssertErrored(Assert.Single(run.Rows), "answered with status 500; gave up after 2 attempts");
    }

    [Fact]
    public async Task Whoever_asks_for_a_long_wait_is_not_waited_for()
    {
        using var server = PostServer.Start(_ => new Reply(429, "", "Retry-After: 3600"));

        var run = await Run(server.Url).PlayAsync();

        AssertErrored(Assert.Single(run.Rows), "answered with status 429 and asks to wait 3600 s");
    }

    [Fact]
    public async Task A_silent_endpoint_is_left_after_the_timeout()
    {
        using var server = PostServer.Start(_ => Reply.Silence);

        var run = await Run(server.Url, ("timeout", 0.2), ("retries", 0)).PlayAsync();

        AssertErrored(Assert.Single(run.Rows), "did not answer within 0.2 s");
    }

    [Fact]
    public async Task A_connection_that_breaks_in_mid_episode_ends_it_as_errored_and_the_run_goes_on()
    {
        using var server = PostServer.Start(number => number == Steps + 1 ? Reply.Break : Reply.Act("run_tests"));

        var run = await Run(server.Url, episodes: 3).PlayAsync();

        Assert.Equal([Terminal.Completed, Terminal.Errored, Terminal.Completed], run.Ends);
        AssertErrored(run.Rows.ElementAt(1), "127.0.0.1:");
        Assert.Equal(1, run.Rows.ElementAt(1).Steps);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_named_with_the_cause()
    {
        string url;
        using (var server = PostServer.Start(_ => Reply.Silence)) url = server.Url;

        var run = await Run(url).PlayAsync();

        AssertErrored(Assert.Single(run.Rows), "refused");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var elsewhere = PostServer.Start(_ => Reply.Act("run_tests"));
        using var server = PostServer.Start(_ => new Reply(307, "", $"Location: {elsewhere.Url}"));

        var run = await Run(server.Url).PlayAsync();

        AssertErrored(Assert.Single(run.Rows), "answered with status 307");
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("I would rather not")]
    [InlineData("<html>It works!</html>")]
    [InlineData("")]
    public async Task An_answer_that_is_none_costs_the_turn_and_not_the_episode(string body)
    {
        using var server = PostServer.Start(number => number == 1 ? new Reply(200, body) : Reply.Act("run_tests"));

        var run = await Run(server.Url).PlayAsync();

        var row = Assert.Single(run.Rows);
        Assert.Equal((Terminal.Completed, 1, Steps - 1), (row.Terminal, row.Invalid, row.ToolUsage["run_tests"]));
    }

    [Fact]
    public async Task An_answer_of_five_megabytes_is_neither_kept_nor_repeated()
    {
        using var server = PostServer.Start(_ => new Reply(200, new string('x', 5_000_000)));

        var run = await Run(server.Url).PlayAsync();

        Assert.Equal(Steps, Assert.Single(run.Rows).Invalid);
        Assert.InRange(run.Traces.Length, 1, 50_000);
        Assert.Contains($"longer than {AgentAnswer.LongestBytes} bytes", run.Traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_replays_without_the_endpoint_to_the_same_bytes()
    {
        var server = PostServer.Start(number => number % 3 == 0 ? Reply.Act("deploy") : new Reply(200, """{"action":"run_tests","thought":"=SUM(A1)"}"""));
        var url = server.Url;

        await OutsideRun.AssertReplaysAsync(tape => Run(url, tape, 3), server.Dispose);
    }

    [Fact]
    public async Task An_endpoint_that_fails_in_mid_episode_fails_alike_when_its_tape_is_played()
    {
        var server = PostServer.Start(number => number % 2 == 0 ? Reply.Act("run_tests") : new Reply(500, "", "Retry-After: 0"));
        var url = server.Url;

        await OutsideRun.AssertReplaysAsync(
            tape => new OutsideRun(HttpAgent.Kind(_ => true), $"http:{url}", ("retries", 0)) { Episodes = 3, Tape = tape }, server.Dispose, Terminal.Errored);
    }

    [Theory]
    [InlineData("TILTYARD_TEST_TOKEN", "zyx-token", "Authorization: Bearer zyx-token")]
    [InlineData("TILTYARD_TEST_HEADER", "Basic YTpi", "Authorization: Basic YTpi")]
    public async Task A_credential_comes_from_the_environment_and_goes_nowhere_else(string variable, string value, string header)
    {
        using var server = PostServer.Start(_ => Reply.Act("run_tests"));
        Environment.SetEnvironmentVariable(variable, value);

        var run = await Run(server.Url, ("auth_env", variable)).PlayAsync();

        Assert.All(server.Requests, request => Assert.Contains(header, request.Head, StringComparison.Ordinal));
        Assert.All(run.Store.Names, name => Assert.DoesNotContain(value, System.Text.Encoding.UTF8.GetString(run.Store.Read(name)!), StringComparison.Ordinal));
    }

    [Fact]
    public void An_address_beyond_this_machine_needs_leave_and_the_refusal_names_the_flag()
    {
        var refusal = Assert.Throws<DocumentException>(() => Run("http://agents.example/act").Plan());

        Assert.Contains("--allow-network", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("agents.example", refusal.Message, StringComparison.Ordinal);
        var asked = new List<Uri>();
        new OutsideRun(HttpAgent.Kind(address => Add(asked, address)), "http:http://agents.example/act").Plan();
        Assert.Equal("http://agents.example/act", Assert.Single(asked).AbsoluteUri);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("http://")]
    [InlineData("http://user:word@127.0.0.1/")]
    public void An_address_that_cannot_be_used_is_refused_before_the_run(string url) => Assert.Throws<DocumentException>(() => Run(url).Plan());

    [Theory]
    [InlineData("http://127.0.0.1:81/a")]
    [InlineData("//127.0.0.1:81/a")]
    [InlineData("127.0.0.1:81/a")]
    public void An_address_may_be_written_short(string url) =>
        Assert.Equal("http://127.0.0.1:81/a", HttpAgent.AddressOf(DocumentNode.Map(("url", url))).AbsoluteUri);

    private static bool Add(List<Uri> asked, Uri address)
    {
        asked.Add(address);
        return true;
    }

    private static OutsideRun Run(string url, params (string Key, DocumentNode Value)[] parameters) => new(HttpAgent.Kind(_ => false), $"http:{url}", parameters);

    private static OutsideRun Run(string url, long episodes) => new(HttpAgent.Kind(_ => false), $"http:{url}") { Episodes = episodes };

    private static OutsideRun Run(string url, ITape tape, long episodes) => new(HttpAgent.Kind(_ => false), $"http:{url}") { Tape = tape, Episodes = episodes };

    private static void AssertErrored(EpisodeRow row, string cause)
    {
        Assert.Equal((Terminal.Errored, "ERROR.OUTSIDE"), (row.Terminal, row.Reason));
        Assert.Contains(cause, row.Message, StringComparison.Ordinal);
    }
}
