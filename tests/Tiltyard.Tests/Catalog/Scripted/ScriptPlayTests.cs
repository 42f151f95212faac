using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Catalog.Scripted;

/// <summary>What happens in a play: whose turn it is, what tools do, and how time goes by.</summary>
public sealed class ScriptPlayTests
{
    private static readonly (string, Value[]) Order = ("order", [Value.Of(3L)]);
    private static readonly (string, Value[]) Answer = ("reply", [Value.Of("Done.")]);

    [Fact]
    public void The_script_goes_on_when_the_agent_has_answered_and_not_before()
    {
        var play = Theatre.PlayCalls(Play.Of("script: [{ type: user_message, message: First. }, { type: user_message, message: Second. }]"), Order, ("noop", []), Answer, Order, ("finish", []));

        Assert.Equal(["User: First.", "User: Second."], play.Shown);
        Assert.Equal(2, play.Outcome.Map("events_by_type").Integer("user_input"));
    }

    [Fact]
    public void A_message_is_left_after_its_most_turns_and_that_is_on_record()
    {
        var play = Theatre.PlayCalls(Play.Of(more: "config: { turns_per_message: 4 }"));

        Assert.Equal(4, play.Outcome.Integer("total_steps"));
        Assert.Equal("turn_limit", play.Outcome.Maps("deviations").Single().Text("type"));
    }

    [Fact]
    public void Time_is_that_of_turns_waits_stamps_and_latency()
    {
        const string steps = "script: [{ type: user_message, message: First. }, { type: wait, duration: 40 }, { type: user_message, message: Second., timestamp: 100 }]";

        var play = Theatre.PlayCalls(Play.Of(steps), Order, Answer, Answer);

        Assert.Equal(101, play.Time, 6);
    }

    [Fact]
    public void The_timeout_ends_the_play_in_simulated_time_and_fails_it()
    {
        var play = Theatre.PlayCalls(Play.Of("script: [{ type: user_message, message: First. }, { type: wait, duration: 90 }, { type: user_message, message: Second. }]", more: "config: { timeout_seconds: 60 }"), Order, Answer);

        Assert.Equal("timeout", play.Outcome.Maps("deviations").Single().Text("type"));
        Assert.False(play.IsDone);
    }

    [Theory]
    [InlineData("TIMEOUT", 30_000)]
    [InlineData("NOT_FOUND", 100)]
    [InlineData("PERMISSION_DENIED", 100)]
    [InlineData("RATE_LIMIT_EXCEEDED", 100)]
    [InlineData("INVALID_INPUT", 100)]
    [InlineData("INTERNAL_ERROR", 100)]
    public void A_tool_fails_with_a_documented_code_as_a_result_and_changes_nothing(string code, double latency)
    {
        var play = Theatre.PlayCalls(Play.Of($"script: [{{ type: tool, tool: order, error: {{ code: {code} }} }}, {{ type: user_message, message: Go. }}]"), Order, Order, Answer);

        var failed = JsonDocumentReader.Read("result", System.Text.Encoding.UTF8.GetBytes(play.Results[0])).AsMap();
        Assert.Equal(("error", code, latency), (failed.Text("status"), failed.Map("data").Text("error_code"), failed.Map("meta").Number("latency_ms")));
        Assert.Contains("\"ordered\":3", play.Results[1], StringComparison.Ordinal);
        Assert.Equal((1L, 1L), (play.Outcome.Map("events_by_type").Integer("error"), play.Outcome.Map("events_by_type").Integer("action_response")));
    }

    [Fact]
    public void A_call_whose_answer_is_lost_has_done_its_work()
    {
        var play = Theatre.PlayCalls(Play.Of("script: [{ type: tool, tool: order, error: { code: TIMEOUT, takes_effect: true } }, { type: user_message, message: Go. }]"), Order, Order, Answer);

        Assert.Contains("TIMEOUT", play.Results[0], StringComparison.Ordinal);
        Assert.Contains("\"ordered\":6", play.Results[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_is_not_there_is_not_found()
    {
        var play = Theatre.PlayCalls(Play.Of(), ("look_up", [Value.Of("a-1")]), ("look_up", [Value.Of("a-1.status")]), Answer);

        Assert.Contains("shipped", play.Results[0], StringComparison.Ordinal);
        Assert.Contains("NOT_FOUND", play.Results[1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_agent_writes_into_an_argument_is_never_a_template()
    {
        var tools = Play.Tools.Replace("status: \"{record.status}\"", "said: \"{args.id}\"", StringComparison.Ordinal).Replace("record: \"orders.{args.id}\", ", "", StringComparison.Ordinal);

        var play = Theatre.PlayCalls(Play.Of(tools: tools), ("look_up", [Value.Of("{state.secret}")]), Answer);

        Assert.Contains("{state.secret}", play.Results[0], StringComparison.Ordinal);
        Assert.DoesNotContain("kestrel", play.Results[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_limit_counts_the_calls_of_its_window_in_simulated_time()
    {
        var tools = Play.Tools.Replace("name: order,", "name: order, rate_limit: { calls: 2, window_seconds: 10 },", StringComparison.Ordinal);

        var play = Theatre.PlayCalls(Play.Of(tools: tools, more: "config: { turns_per_message: 30 }"), [Order, Order, Order, .. Enumerable.Repeat(("noop", Array.Empty<Value>()), 9), Order, Answer]);

        Assert.Equal([false, false, true, false], play.Results.Take(4).Select(result => result.Contains("RATE_LIMIT_EXCEEDED", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_tool_without_its_permission_is_denied_until_the_script_gives_it()
    {
        var tools = Play.Tools.Replace("name: order,", "name: order, permission: ordering,", StringComparison.Ordinal);
        var steps = "script: [{ type: user_message, message: Go. }, { type: system_event, event: granted, effects: { append: { permissions: ordering } } }, { type: user_message, message: Again. }]";

        var play = Theatre.PlayCalls(Play.Of(steps, tools), Order, Answer, Order, Answer);

        Assert.Contains("PERMISSION_DENIED", play.Results[0], StringComparison.Ordinal);
        Assert.Contains("\"ok\"", play.Results[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_follows_what_the_agent_did()
    {
        const string steps = "script: [{ type: user_message, message: Go. }, { type: branch, if: { field: state.ordered, op: '>', value: 0 }, then: [{ type: user_message, message: Thanks. }], else: [{ type: user_message, message: Why not? }] }]";

        Assert.Equal("User: Thanks.", Theatre.PlayCalls(Play.Of(steps), Order, Answer, Answer).Shown[^1]);
        Assert.Equal("User: Why not?", Theatre.PlayCalls(Play.Of(steps), Answer, Answer).Shown[^1]);
    }

    [Fact]
    public void Who_has_waited_longer_than_patience_lasts_has_gone()
    {
        var play = Theatre.PlayCalls(Play.Of("script: [{ type: burst, count: 4, patience_seconds: 2.5, message: 'I am {item}.' }]"), Answer, Answer, Answer, Answer);

        Assert.Equal(["User: I am 1.", "User: I am 2.", "User: I am 3."], play.Shown);
        Assert.Equal(1, play.Outcome.Map("events_by_type").Integer("user_abandoned"));
    }

    [Theory]
    [InlineData("{ fail_on_assertion: true, continue_on_error: true }", 2, false)]
    [InlineData("{ fail_on_assertion: true, continue_on_error: false }", 1, false)]
    [InlineData("{ fail_on_assertion: false }", 2, true)]
    public void A_failed_assertion_is_recorded_and_does_what_the_config_says(string config, int messages, bool done)
    {
        const string steps = "script: [{ type: user_message, message: First. }, { type: assertion, message: enough, assertion_type: greater_than, actual_path: state.ordered, expected: 10 }, { type: user_message, message: Second. }]";

        var play = Theatre.PlayCalls(Play.Of(steps, more: $"config: {config}"), Order, Answer, Answer);

        var deviation = play.Outcome.Maps("deviations").Single();
        Assert.Equal(("assertion_failure", "enough", "10", "3"), (deviation.Text("type"), deviation.Text("message"), deviation.Text("expected"), deviation.Text("actual")));
        Assert.Equal(messages, play.Shown.Length);
        Assert.Equal(done, play.IsDone);
    }

    [Theory]
    [InlineData("contains")]
    [InlineData("greater_than")]
    [InlineData("less_than")]
    [InlineData("equals")]
    public void An_assertion_about_nothing_fails_and_does_not_throw(string kind)
    {
        var steps = $"script: [{{ type: user_message, message: First. }}, {{ type: assertion, assertion_type: {kind}, actual_path: state.orders.zz.status, expected: 5 }}]";

        var play = Theatre.PlayCalls(Play.Of(steps), Order, Answer);

        Assert.Equal("assertion_failure", play.Outcome.Maps("deviations").Single().Text("type"));
    }

    [Fact]
    public void Every_event_of_the_trace_has_a_number_of_its_own_that_rises()
    {
        var play = Theatre.Play("high_concurrent_load", "policy:reference");
        var numbers = new Numbers();

        TraceReader.Read("trace", play.Trace, numbers);

        Assert.True(numbers.Seen.Count > 500);
        Assert.Equal(numbers.Seen.Order().Distinct(), numbers.Seen);
    }

    [Fact]
    public void Seeds_draw_other_values_and_the_same_seed_the_same()
    {
        var shown = Enumerable.Range(0, 12).Select(seed => Theatre.Play("retail_return_window", "policy:reference", seed).Results[0]).ToArray();

        Assert.True(shown.Distinct(StringComparer.Ordinal).Count() > 5);
        Assert.Equal(shown[3], Theatre.Play("retail_return_window", "policy:reference", 3).Results[0]);
    }

    private sealed class Numbers : ITraceSink
    {
        public List<long> Seen { get; } = [];

        public void Emit(in EventHeader at, in Observed observed) => Seen.Add(at.Seq);

        public void Emit(in EventHeader at, in Acted acted) => Seen.Add(at.Seq);

        public void Emit(in EventHeader at, in Stepped stepped) => Seen.Add(at.Seq);
    }
}
