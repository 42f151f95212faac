using System.Collections.Frozen;
using System.Text;
using Tiltyard.Catalog.Detectors;
using Tiltyard.Catalog.Detectors.Measuring;
using Tiltyard.Documents;
using Tiltyard.Metrics;

namespace Tiltyard.Tests.Catalog.Detectors.Measuring;

/// <summary>Figures of a detector that finds the letter x, and y as a narrower kind of it, counted by hand.</summary>
public sealed class MeasurementTests
{
    private static readonly DetectorKind Letters = new()
    {
        Name = "letters",
        Summary = "Finds x, and y as a kind of x.",
        Types = [new("x", "form"), new("y", "form", "x"), new("z", "free")],
        StructuredFamilies = ["form"],
        Threshold = 0.5,
        Aliases = new Dictionary<string, string>(StringComparer.Ordinal) { ["EX"] = "x" }.ToFrozenDictionary(StringComparer.Ordinal),
        Create = static (threshold, types) => new LetterDetector(threshold, types.IsEmpty ? "xyz" : string.Concat(types)),
    };

    [Fact]
    public void Labelled_texts_give_recall_precision_and_false_positives_by_source()
    {
        var report = Measure(
            """{"text":"x","label":1,"source":"a"}""",
            """{"text":"-","label":1,"source":"a"}""",
            """{"text":"x","label":0,"source":"b"}""",
            """{"text":"-","label":0,"source":"b"}""",
            """{"text":"-","label":0,"source":"b"}""");

        Assert.Equal((new Rate(1, 2), new Rate(1, 1), default), Figures(report, MeasuredGroup.Source, "a"));
        Assert.Equal((new Rate(0, 0), new Rate(0, 1), new Rate(1, 3)), Figures(report, MeasuredGroup.Source, "b"));
        Assert.Equal((new Rate(1, 2), new Rate(1, 2), new Rate(1, 3)), Figures(report, MeasuredGroup.Total, "all"));
    }

    [Fact]
    public void A_find_beside_the_bounds_counts_only_for_the_overlap()
    {
        var row = Row(Measure("""{"text":"axb","spans":[{"type":"EX","start":0,"end":3,"value":"axb"}]}"""), MeasuredGroup.Type, "x");

        Assert.Equal(new DetectionCounts(0, 1, 0, 1), row.Exact.Counts);
        Assert.Equal(new DetectionCounts(1, 0, 1, 0), row.Overlapping!.Counts);
    }

    [Fact]
    public void A_narrower_type_counts_as_its_parent() =>
        Assert.Equal(new DetectionCounts(1, 0, 1, 0), Row(Measure("""{"text":"y","spans":[{"type":"x","start":0,"end":1}]}"""), MeasuredGroup.Type, "x").Exact.Counts);

    [Fact]
    public void A_find_of_a_type_that_the_data_never_name_is_a_false_positive()
    {
        var report = Measure("""{"text":"x z","spans":[{"type":"x","start":0,"end":1}]}""", """{"text":"-","spans":[]}""");

        Assert.Equal(new DetectionCounts(0, 0, 0, 1), Row(report, MeasuredGroup.Type, "z").Exact.Counts);
        Assert.Equal(new Rate(1, 2), Row(report, MeasuredGroup.Type, "z").FalsePositives);
        Assert.Equal(new DetectionCounts(1, 0, 1, 0), Row(report, MeasuredGroup.Total, "structured").Exact.Counts);
        Assert.Equal(new DetectionCounts(1, 0, 1, 1), Row(report, MeasuredGroup.Total, "all").Exact.Counts);
    }

    [Fact]
    public void Places_are_counted_in_code_points()
    {
        var report = Measure("""{"text":"😀x","spans":[{"type":"x","start":1,"end":2,"value":"x"}]}""");

        Assert.Equal(new DetectionCounts(1, 0, 1, 0), Row(report, MeasuredGroup.Type, "x").Exact.Counts);
    }

    [Fact]
    public void A_type_nobody_knows_is_counted_by_its_name_and_is_in_no_figure()
    {
        var report = Measure("""{"text":"x","spans":[{"type":"WHATEVER","start":0,"end":1}]}""");

        Assert.Equal(1, report.Unsupported["WHATEVER"]);
        Assert.Equal(new Rate(0, 1), Row(report, MeasuredGroup.Type, "x").Exact.Counts.Precision);
    }

    [Fact]
    public void A_case_passes_where_number_and_places_are_as_expected()
    {
        var report = Measure(
            """{"file":"f","entities":["EX"],"text":"axa","expected_len":1,"expected_positions":[[1,2]]}""",
            """{"file":"f","entities":["EX"],"text":"axa","expected_len":1,"expected_positions":[0,1]}""",
            """{"file":"f","entities":["EX"],"text":"xx","expected_len":1,"expected_positions":null}""",
            """{"file":"test_x_recognizer.py","entities":null,"text":"-","expected_len":0,"expected_positions":[]}""",
            """{"file":"f","entities":["Q"],"text":"-","expected_len":0,"expected_positions":[]}""");

        Assert.Equal(new Rate(2, 4), Row(report, MeasuredGroup.Total, "all").Passed);
        Assert.Equal([2, 3], report.Missed.Select(missed => missed.Line));
        Assert.Equal(1, report.Unsupported["Q"]);
        Assert.Equal(0, report.Threshold);
    }

    [Theory]
    [InlineData("""{"text":"a","label":2}""", "0 or 1")]
    [InlineData("""{"text":"a","label":1,"lable":1}""", "lable")]
    [InlineData("""{"text":"a"}""", "no labelled text")]
    [InlineData("""{"text":"a","spans":[{"type":"x","start":0,"end":2}]}""", "1 code points")]
    [InlineData("""{"text":"ab","spans":[{"type":"x","start":0,"end":1,"value":"b"}]}""", "is not what stands")]
    [InlineData("""{"file":"f","entities":["x"],"text":"a","expected_len":-1}""", "number of places")]
    public void A_line_that_cannot_be_used_is_refused_with_its_place(string line, string reason)
    {
        var refused = Assert.Throws<DocumentException>(() => new MeasuredTextReader("data.jsonl").Read(Encoding.UTF8.GetBytes(line), 7));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("data.jsonl:7", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_two_forms_do_not_go_together()
    {
        var reader = new MeasuredTextReader("data.jsonl");
        reader.Read("""{"text":"a","label":1}"""u8, 1);

        Assert.Throws<DocumentException>(() => reader.Read("""{"text":"a","spans":[]}"""u8, 2));
    }

    [Fact]
    public void The_interval_of_an_F1_holds_it_and_is_the_same_every_time()
    {
        string[] lines = [.. Enumerable.Range(0, 200).Select(index => index % 4 == 0 ? """{"text":"-","label":1}""" : """{"text":"x","label":1}""")];
        var (one, other) = (Row(Measure(lines), MeasuredGroup.Total, "all").Exact, Row(Measure(lines), MeasuredGroup.Total, "all").Exact);

        Assert.Equal(one, other);
        Assert.True(one.F1Interval!.Value.Contains(one.Counts.F1!.Value));
        Assert.InRange(one.F1Interval.Value.High - one.F1Interval.Value.Low, 0.02, 0.15);
    }

    [Fact]
    public void The_card_repeats_no_text_and_escapes_what_the_data_say()
    {
        var report = Measure("""{"text":"x secret words","label":1,"source":"a|b"}""");

        var card = MeasuredCard.Render(Letters, report, "data.jsonl");

        Assert.DoesNotContain("secret", card, StringComparison.Ordinal);
        Assert.Contains("a\\|b", card, StringComparison.Ordinal);
        Assert.Contains("1.000 [", card, StringComparison.Ordinal);
    }

    private static (Rate Recall, Rate Precision, Rate FalsePositives) Figures(MeasuredReport report, MeasuredGroup group, string name)
    {
        var row = Row(report, group, name);
        return (row.Exact.Counts.Recall, row.Exact.Counts.Precision, row.FalsePositives);
    }

    private static MeasuredRow Row(MeasuredReport report, MeasuredGroup group, string name) => report.Rows.Single(row => row.Group == group && row.Name.Equals(name, StringComparison.Ordinal));

    private static MeasuredReport Measure(params string[] lines)
    {
        var reader = new MeasuredTextReader("data.jsonl");
        var texts = lines.Select((line, index) => reader.Read(Encoding.UTF8.GetBytes(line), index + 1)).ToList();
        var measurement = new Measurement(Letters, reader.Form!.Value);
        foreach (var text in texts) measurement.Add(text);
        return measurement.Report();
    }

    private sealed class LetterDetector(double threshold, string letters) : ITextDetector
    {
        public string Name => "letters";

        public void Detect(ReadOnlySpan<char> text, List<Detection> into)
        {
            for (var at = 0; at < text.Length; at++)
            {
                if (letters.Contains(text[at], StringComparison.Ordinal) && threshold <= 0.8) into.Add(new Detection(text[at].ToString(), at, 1, 0.8, "letter"));
            }
        }
    }
}
