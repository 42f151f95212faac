using System.Text;
using Tiltyard.Tests.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Traces;

/// <summary>The reader trusts no line: what is not exactly an event is refused by file, line and path.</summary>
public sealed class TraceReaderTests
{
    private const string Ruled = """{"data":{"decision":"deny","enforced":true,"gate":"g","reason_code":"GATE.TESTS_NOT_FRESH","rule_id":"r","seat":"s","stage":"pre_tool","step":0},"hash":"","kind":"ruled","prev":"","seq":0,"t":0}""";

    [Theory]
    [InlineData("\"ruled\"", "\"ruling\"", "$.kind: 'ruling' is not a kind of trace event")]
    [InlineData("\"ruled\"", "7", "$.kind: expected text, got 7")]
    [InlineData("GATE.TESTS_NOT_FRESH", "GATE.MADE_UP", "$.data.reason_code: 'GATE.MADE_UP' is not in the reason-code registry")]
    [InlineData("\"deny\"", "\"maybe\"", "$.data.decision: 'maybe' is not one of allow, warn, deny")]
    [InlineData("\"deny\"", "null", "$.data.decision: expected text, got null")]
    [InlineData("\"enforced\":true", "\"enforced\":1", "$.data.enforced: expected true or false, got 1")]
    [InlineData("\"step\":0", "\"step\":0.5", "$.data.step: expected a whole number, got 0.5")]
    [InlineData("\"step\":0", "\"step\":-1", "$.data.step: -1 is not a number of steps")]
    [InlineData("\"step\":0", "\"step\":2147483648", "$.data.step: 2147483648 is not a number of steps")]
    [InlineData("\"step\":0", "\"step\":9007199254740993", "$.data.step: the whole number 9007199254740993 is beyond ±9007199254740991, which JSON does not keep exactly: write it as text")]
    [InlineData("\"step\":0", "\"step\":1e999", "$.data.step: a number must be finite")]
    [InlineData("\"step\":0", "\"step\":0,\"stepp\":0", "$.data: unknown key 'stepp' (did you mean 'step'?)")]
    [InlineData("\"step\":0", "\"step\":0,\"step\":0", "$.data: the key 'step' is there twice, first on line 7")]
    [InlineData("\"gate\":\"g\",", "", "$.data: the key 'gate' is missing")]
    [InlineData("\"gate\":\"g\"", "\"gate\":\"\\ud800\"", "$.data.gate: the text escapes half of a surrogate pair")]
    [InlineData("\"t\":0", "\"t\":0,\"u\":0", ": unknown key 'u' (did you mean 't'?)")]
    [InlineData("\"seq\":0,", "", ": the key 'seq' is missing")]
    public void A_line_that_is_no_event_is_refused_by_file_line_and_path(string part, string other, string reason)
    {
        var line = Ruled.Replace(part, other, StringComparison.Ordinal);

        var refused = Refusal.Of(() => Read(line));

        Assert.StartsWith("traces/a.jsonl:7:", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(reason, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"data":{"arm":"both","case":"","cell":"","episode":0,"plan":"","run_seed":0,"scenario":"","seats":[],"seed":0,"world":""},"kind":"episode_started","seq":0,"t":0}""", "$.data.arm: 'both' is not one of benign, attacked, defended, shadow")]
    [InlineData("""{"data":{"facts":{},"steps":1,"terminal":"won"},"kind":"episode_ended","seq":0,"t":0}""", "$.data.terminal: 'won' is not one of completed, denied, skipped_budget, errored, dry_run, cancelled")]
    [InlineData("""{"data":{"message":"","panels":[],"seat":"","step":1},"kind":"observed","seq":0,"t":0}""", "$.data.panels: expected a map, got an empty list")]
    [InlineData("""{"data":{"inbox":[{"from":"a","text":"b","to":"c"}],"message":"","panels":{},"seat":"","step":1},"kind":"observed","seq":0,"t":0}""", "$.data.inbox[0]: unknown key 'to': known are 'from' and 'text'")]
    [InlineData("""{"data":[],"kind":"observed","seq":0,"t":0}""", "$.data: expected a map, got an empty list")]
    [InlineData("[]", "traces/a.jsonl:7:1: a trace event is a JSON object")]
    [InlineData("", "traces/a.jsonl: the document is empty")]
    public void What_an_event_may_hold_is_closed(string line, string reason) =>
        Assert.EndsWith(reason, Refusal.Of(() => Read(line)).Message, StringComparison.Ordinal);

    [Fact]
    public void Hostile_names_reach_the_message_as_harmless_text()
    {
        var refused = Refusal.Of(() => Read(Ruled.Replace("\"ruled\"", "\"\\u001b[31m\\nruled" + new string('x', 9_000) + "\"", StringComparison.Ordinal)));

        Assert.Contains("\\u001b[31m\\u000aruled", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_torn_last_line_is_left_out()
    {
        var trace = Recordings.Short;
        var events = Recordings.Lines(trace).Count;

        Assert.Equal(events - 1, TraceReader.Read("trace", trace.AsSpan(0, trace.Length - 1), new TraceWriter()));
        Assert.Equal(0, TraceReader.Read("trace", [], new TraceWriter()));
    }

    private static string Read(string line)
    {
        TraceReader.ReadLine("traces/a.jsonl", 7, Encoding.UTF8.GetBytes(line), new TraceWriter());
        return "read";
    }
}
