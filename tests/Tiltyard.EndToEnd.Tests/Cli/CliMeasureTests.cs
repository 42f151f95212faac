using System.Text.Json;

namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>measure says how often a detector is right, on three forms of data, and refuses what it cannot read.</summary>
public sealed class CliMeasureTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Sentences_are_measured_by_type_and_the_card_says_the_same()
    {
        Write("""{"text":"write to a@b.example","spans":[{"type":"EMAIL_ADDRESS","start":9,"end":20,"value":"a@b.example"}]}""", """{"text":"a 😀 and c@d.example","spans":[{"type":"EMAIL_ADDRESS","start":8,"end":19},{"type":"TITLE","start":0,"end":1}]}""");

        var outcome = await Measure("pii", "--json", "--card", "card.md");
        var json = JsonDocument.Parse(outcome.Output).RootElement;

        Assert.Equal(0, outcome.ExitCode);
        var row = json.GetProperty("rows").EnumerateArray().Single(one => one.GetProperty("name").GetString() is "email");
        Assert.Equal((2, 2), (row.GetProperty("exact").GetProperty("recall").GetProperty("k").GetInt32(), row.GetProperty("exact").GetProperty("precision").GetProperty("n").GetInt32()));
        Assert.Equal(1, json.GetProperty("not_supported").GetProperty("TITLE").GetProperty("count").GetInt32());
        Assert.Contains("a second of one processor", outcome.Error, StringComparison.Ordinal);
        var card = await File.ReadAllTextAsync(_scratch["card.md"], TestContext.Current.CancellationToken);
        Assert.Contains("| type | email | 1.000 [0.342, 1.000] 2/2 |", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_threshold_changes_what_counts_as_found()
    {
        Write("""{"text":"zip 12345","label":1}""");

        Assert.Contains("0/1", (await Measure("pii", "--threshold", "1")).Output, StringComparison.Ordinal);
        Assert.Contains("1/1", (await Measure("pii", "--threshold", "0")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"text":"a","label":3}""", "data.jsonl:1:21 $.label: a label is 0 or 1")]
    [InlineData("""{"text":"a"}""", "no labelled text")]
    [InlineData("not json", "data.jsonl:1")]
    [InlineData("", "no line with a text")]
    public async Task A_line_that_cannot_be_read_is_named_and_nothing_is_printed(string line, string reason)
    {
        Write(line);

        var outcome = await Measure("pii");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_detector_and_a_threshold_out_of_range_are_refused()
    {
        Write("""{"text":"a","label":0}""");

        Assert.Contains("did you mean 'pii'?", (await Measure("pi")).Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Measure("pii", "--threshold", "2")).ExitCode);
    }

    private void Write(params string[] lines) => File.WriteAllText(_scratch["data.jsonl"], string.Join('\n', lines));

    private Task<ProcessOutcome> Measure(string name, params string[] flags) => TiltyardProcess.RunAsync(_scratch.Path, ["measure", name, "--data", "data.jsonl", .. flags]);
}
