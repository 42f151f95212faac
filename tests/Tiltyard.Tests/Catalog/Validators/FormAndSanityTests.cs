using Tiltyard.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Catalog.Validators;

public sealed class FormAndSanityTests
{
    private const string Schema = """
        {"format":"json","schema":{"type":"object","required":["refund","reason"],"additionalProperties":false,
          "properties":{"refund":{"type":"number","minimum":0,"maximum":100},"reason":{"type":"string","minLength":3},"tags":{"type":"array","items":{"enum":["a","b"]},"maxItems":2}}}}
        """;

    [Theory]
    [InlineData("""{"refund":10,"reason":"broken"}""", "")]
    [InlineData("""{"refund":10,"reason":"broken","tags":["a","b"]}""", "")]
    [InlineData("""{"refund":101,"reason":"broken"}""", "DETECT.OUTPUT_FORMAT")]
    [InlineData("""{"refund":"10","reason":"broken"}""", "DETECT.OUTPUT_FORMAT")]
    [InlineData("""{"refund":10}""", "DETECT.OUTPUT_FORMAT")]
    [InlineData("""{"refund":10,"reason":"broken","more":1}""", "DETECT.OUTPUT_FORMAT")]
    [InlineData("""{"refund":10,"reason":"broken","tags":["c"]}""", "DETECT.OUTPUT_FORMAT")]
    [InlineData("Here you are: {}", "DETECT.OUTPUT_FORMAT")]
    public void The_final_answer_is_checked_against_the_schema(string answer, string expected) =>
        Assert.Equal(expected, new Told("output_format", Schema).Says("not json, but not final").Says(answer).Ends().Codes);

    [Fact]
    public void A_pattern_plain_text_and_the_documented_form_are_checked_too()
    {
        const string regex = """{"format":"regex","pattern":"^ANSWER: [0-9]+$"}""";

        Assert.Equal("", new Told("output_format", regex).Says("ANSWER: 42").Ends().Codes);
        Assert.Equal("DETECT.OUTPUT_FORMAT", new Told("output_format", regex).Says("42").Ends().Codes);
        Assert.Equal("DETECT.OUTPUT_FORMAT", new Told("output_format", """{"format":"plain"}""").Says("""{"a":1}""").Ends().Codes);
        Assert.Equal("DETECT.OUTPUT_FORMAT", new Told("output_format").Does("look_up").Ends().Codes);
        Assert.Equal("", new Told("output_format").Says("Done.").Ends().Codes);
    }

    [Fact]
    public void An_episode_that_did_not_come_to_its_end_gave_no_answer_to_judge() =>
        Assert.Equal("", new Told("output_format", Schema).Ends(Terminal.Errored).Codes);

    [Theory]
    [InlineData("""{"format":"json","schema":{"type":"object","minimun":1}}""", "did you mean 'minimum'?")]
    [InlineData("""{"format":"plain","schema":{"type":"object"}}""", "format: json")]
    [InlineData("""{"format":"regex"}""", "go together")]
    [InlineData("""{"format":"regex","pattern":"(?=a)b"}""", "linear time")]
    public void A_form_that_would_not_be_checked_is_refused(string options, string reason) =>
        Assert.Contains(reason, Assert.Throws<DocumentException>(() => new Told("output_format", options)).Message, StringComparison.Ordinal);

    [Fact]
    public void Pauses_are_measured_in_simulated_time()
    {
        var told = new Told("sanity").Sees("a");
        told.Time = 301;
        told.Does("look_up");
        told.Time = 301 + 1_801;
        told.Does("look_up");

        Assert.Equal("DETECT.LONG_TIMELAG DETECT.EXCESSIVE_TIMELAG", told.Codes);
        Assert.Equal([Severity.Medium, Severity.Critical], told.Findings.Select(finding => finding.Severity));
    }

    [Fact]
    public void What_comes_without_what_it_needs_is_found()
    {
        Assert.Equal("DETECT.MISSING_PREREQUISITE", new Told("sanity").Does("look_up").Codes);
        Assert.Equal("DETECT.MISSING_PREREQUISITE", new Told("sanity").Sees("a", "a result of nothing").Codes);
        Assert.Equal("", new Told("sanity").Sees("a").Does("look_up").Sees("", "result").Ends().Codes);
    }

    [Fact]
    public void Too_many_events_and_too_high_a_rate_are_found_once_and_a_clock_that_stands_still_has_no_rate()
    {
        var busy = new Told("sanity", """{"max_events":5}""").Sees("a");
        for (var round = 0; round < 150; round++) busy.Does("look_up");
        var still = new Told("sanity").Sees("a");
        for (var round = 0; round < 150; round++) still.Does("look_up");
        busy.Time = 60;

        Assert.Equal("DETECT.EXCESSIVE_EVENTS DETECT.HIGH_EVENT_RATE", busy.Ends().Codes);
        Assert.Equal("", still.Ends().Codes);
    }
}
