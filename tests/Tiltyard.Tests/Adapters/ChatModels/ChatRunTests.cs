using System.Text;
using Tiltyard.Adapters.ChatModels.Calls;
using Tiltyard.Adapters.ChatModels.Secrets;
using Tiltyard.Adapters.Tapes;
using Tiltyard.Engine;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Adapters.ChatModels;

public sealed class ChatRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tiltyard-chat-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_plays_whole_or_in_pieces(bool stream)
    {
        await using var server = new ChatServer(request => ChatServerReply.Calls("run_tests", text: "first the tests", stream: request.Stream));

        var (store, outcome) = await new ChatPlay { Address = server.Address, Parameters = [("stream", stream)] }.RunAsync();

        var trace = Text(store, "traces/release_manager/base-e0.jsonl");
        Assert.Equal(1, outcome.Results.Total.Count(Terminal.Completed));
        Assert.Equal((4, 200, 48), (outcome.Results.Total.Calls, outcome.Results.Total.PromptTokens, outcome.Results.Total.CompletionTokens));
        Assert.Contains("\"thought\":\"first the tests\"", trace, StringComparison.Ordinal);
        Assert.Null(outcome.Results.Total.CostUsd);
    }

    [Fact]
    public async Task Two_thousand_episodes_against_a_faulty_server_lose_nothing_and_replay_without_it()
    {
        const int episodes = 2_000;
        await using var server = new ChatServer(Faulty);
        var play = new ChatPlay { Address = server.Address, Episodes = episodes, Workers = 200, Parameters = [("retries", 6), ("timeout", 20)] };

        using (var recording = RecordingTape.Open(_folder, NoTape.Instance))
        {
            var (first, outcome) = await play.RunAsync(recording);
            await server.DisposeAsync();
            var (second, _) = await play.RunAsync(ReplayingTape.Read(_folder));

            Assert.Equal(episodes, outcome.Results.Finished);
            Assert.Equal(episodes, outcome.Results.Total.Count(Terminal.Completed) + outcome.Results.Total.Count(Terminal.Errored));
            Assert.InRange(outcome.Results.Total.Count(Terminal.Completed), episodes * 95 / 100, episodes - 1);
            Assert.False(outcome.Results.Total.FailReasons.ContainsKey(ReasonCodes.AgentFailed.Code), "an agent failed");
            Assert.InRange(server.MostOpen, 2, 200);
            ChatPlay.AssertSame(first, second);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public async Task A_ceiling_is_never_passed_however_many_call_at_once(int workers)
    {
        await using var server = new ChatServer(_ => ChatServerReply.Calls("run_tests"));
        var play = new ChatPlay { Address = server.Address, Episodes = 100, Workers = workers, Limits = new BudgetLimits { MaxCalls = 130, MaxTotalTokens = 1_000_000 } };

        var (_, outcome) = await play.RunAsync();

        Assert.InRange(server.Requests, 1, 130);
        Assert.Equal(server.Requests, outcome.Results.Total.Calls);
        Assert.Equal(100, outcome.Results.Finished);
        Assert.True(outcome.Results.Total.Count(Terminal.SkippedBudget) > 0, "nothing was skipped");
    }

    [Fact]
    public async Task A_failure_that_stays_ends_its_episode_with_one_clear_line_and_the_run_goes_on()
    {
        await using var server = new ChatServer(request => request.Number <= 2 ? ChatServerReply.Fails(500) : ChatServerReply.Calls("run_tests"));
        var play = new ChatPlay { Address = server.Address, Episodes = 3, Parameters = [("retries", 1)] };

        var (store, outcome) = await play.RunAsync();

        Assert.Equal((1, 2), (outcome.Results.Total.Count(Terminal.Errored), outcome.Results.Total.Count(Terminal.Completed)));
        Assert.Contains("\"message\":\"openai-compatible:stub: HTTP 500: status 500 by request (the last of 2 attempts)\"", Text(store, "rows.jsonl"), StringComparison.Ordinal);
        Assert.Contains("\"terminal_reason\":\"ERROR.OUTSIDE\"", Text(store, "rows.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_planted_key_is_in_no_artifact_and_on_no_tape_and_is_never_sent_back()
    {
        const string mine = "mykey/with+odd=characters";
        const string theirs = "sk-ant-api03-abcdefghijklmnop";
        var seen = new List<string>();
        await using var server = new ChatServer(request =>
        {
            lock (seen) seen.Add(Encoding.UTF8.GetString(request.Body));
            return ChatServerReply.Calls("dance", $$"""{"note":"\u0073k-ant-api03-abcdefghijklmnop"}""", $"my key is {mine} or {theirs}");
        });
        var keys = KeyRing.Read(name => name is "REAL_API_KEY" ? mine : null, _folder);
        using (var recording = RecordingTape.Open(_folder, NoTape.Instance))
        {
            var (store, outcome) = await new ChatPlay { Address = server.Address, Keys = keys }.RunAsync(recording);

            var written = store.Names.Select(name => Text(store, name)).Concat(seen).Append(await ReadTape());
            Assert.All(written, text => Assert.DoesNotContain(mine, text, StringComparison.Ordinal));
            Assert.All(written, text => Assert.DoesNotContain(theirs, text, StringComparison.Ordinal));
            Assert.Contains("[redacted:anthropic_key#", Text(store, "traces/release_manager/base-e0.jsonl"), StringComparison.Ordinal);
            Assert.Equal(4, outcome.Results.Total.InvalidActions);
        }
    }

    [Fact]
    public async Task A_key_in_a_failure_is_redacted_too()
    {
        const string mine = "mykey/with+odd=characters";
        await using var server = new ChatServer(_ => ChatServerReply.Raw($$$"""{"error":{"message":"{{{mine}}} is wrong"}}""") with { Status = 401 });
        var keys = KeyRing.Read(name => name is "REAL_API_KEY" ? mine : null, _folder);

        var (store, _) = await new ChatPlay { Address = server.Address, Keys = keys }.RunAsync();

        Assert.Contains("HTTP 401: [redacted:", Text(store, "rows.jsonl"), StringComparison.Ordinal);
        Assert.All(store.Names, name => Assert.DoesNotContain(mine, Text(store, name), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_permission_no_socket_is_opened()
    {
        await using var server = new ChatServer(_ => ChatServerReply.Calls("run_tests"));

        var (store, outcome) = await new ChatPlay { Address = server.Address, Network = NetworkWall.None }.RunAsync();

        Assert.Equal(0, server.Requests);
        Assert.Equal(1, outcome.Results.Total.Count(Terminal.Errored));
        Assert.Contains("without --allow-network", Text(store, "rows.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_answer_is_cut_with_a_mark_that_shows()
    {
        await using var server = new ChatServer(_ => ChatServerReply.Calls("run_tests", text: new string('x', 5 << 20)));

        var (store, outcome) = await new ChatPlay { Address = server.Address, MaxSteps = 1 }.RunAsync();

        var trace = Text(store, "traces/release_manager/base-e0.jsonl");
        Assert.Equal(1, outcome.Results.Total.Count(Terminal.Completed));
        Assert.Contains("[cut: 5210112 of 5242880 characters]", trace, StringComparison.Ordinal);
        Assert.InRange(trace.Length, 32_768, 140_000);
    }

    [Fact]
    public async Task A_lenient_replay_asks_for_what_is_missing_and_a_strict_one_names_it()
    {
        await using var server = new ChatServer(_ => ChatServerReply.Calls("run_tests"));
        var play = new ChatPlay { Address = server.Address, Episodes = 2 };
        using (var recording = RecordingTape.Open(_folder, NoTape.Instance)) await play.RunAsync(recording);
        var lines = File.ReadAllLines(Path.Combine(_folder, RecordingTape.FileName));
        File.WriteAllLines(Path.Combine(_folder, RecordingTape.FileName), lines[..5]);

        var (strict, _) = await play.RunAsync(ReplayingTape.Read(_folder));
        var (_, lenient) = await play.RunAsync(ReplayingTape.Read(_folder).Over(NoTape.Instance));

        Assert.Matches("no recorded answer of openai-compatible:stub to request [0-9a-f]{12} at step 1", Text(strict, "rows.jsonl"));
        Assert.Equal(2, lenient.Results.Total.Count(Terminal.Completed));
        Assert.Equal(8 + 3, server.Requests);
    }

    [Fact]
    public async Task A_cache_answers_the_same_request_anywhere_and_says_so()
    {
        await using var server = new ChatServer(_ => ChatServerReply.Calls("run_tests"));
        var play = new ChatPlay { Address = server.Address };
        using (var cache = CachingTape.Open(_folder)) await play.RunAsync(cache);
        using var again = CachingTape.Open(_folder);

        var (store, outcome) = await play.RunAsync(again);

        Assert.Equal(4, server.Requests);
        Assert.Equal((4, 4), (outcome.Results.Total.Calls, outcome.Results.Total.Cached));
        Assert.Equal(0, outcome.Results.Total.CostUsd);
        Assert.Contains("\"cached\":true", Text(store, "traces/release_manager/base-e0.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_of_another_maker_plays_in_the_same_loop()
    {
        await using var server = new ChatServer(_ => ChatServerReply.Raw(
            """{"id":"msg_1","type":"message","role":"assistant","model":"claude-3-5-haiku-latest","content":[{"type":"text","text":"tests first"},{"type":"tool_use","id":"toolu_1","name":"run_tests","input":{}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":1000,"output_tokens":100}}"""));
        var keys = KeyRing.Read(name => name is "ANTHROPIC_API_KEY" ? "a key for tests" : null, _folder);
        var play = new ChatPlay { Address = server.Address[..^3], Agent = "anthropic", Keys = keys, Parameters = [("model", "claude-3-5-haiku-latest")] };

        var (store, outcome) = await play.RunAsync();

        Assert.Equal(1, outcome.Results.Total.Count(Terminal.Completed));
        Assert.Contains("\"tool_usage\":{\"run_tests\":4}", Text(store, "rows.jsonl"), StringComparison.Ordinal);
        Assert.Equal(4 * ((1_000 * 0.8) + (100 * 4)) / 1e6, outcome.Results.Total.CostUsd!.Value, 12);
    }

    private static ChatServerReply Faulty(ChatServerRequest request)
    {
        var good = ChatServerReply.Calls(request.Number % 3 == 0 ? "deploy" : "run_tests", text: "so be it");
        return (request.Number % 101) switch
        {
            7 => ChatServerReply.Fails(429, "0"),
            23 => ChatServerReply.Fails(500),
            41 => ChatServerReply.Raw("""{"choices":[{"index":0,"mess"""),
            59 => good with { CloseAfter = 20 },
            73 => good with { ContentType = "text/html" },
            83 => good with { Delay = TimeSpan.FromMilliseconds(150) },
            _ when request.Number % 1_009 == 0 => ChatServerReply.Fails(403),
            _ => good,
        };
    }

    private static string Text(Tiltyard.Runs.MemoryStore store, string name) => Encoding.UTF8.GetString(store.Read(name)!);

    private async Task<string> ReadTape()
    {
        await using var stream = new FileStream(Path.Combine(_folder, RecordingTape.FileName), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
