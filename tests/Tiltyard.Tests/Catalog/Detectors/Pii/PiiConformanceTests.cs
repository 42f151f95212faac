using Tiltyard.Catalog.Detectors.Measuring;
using Tiltyard.Catalog.Detectors.Pii;

namespace Tiltyard.Tests.Catalog.Detectors.Pii;

/// <summary>Floors on data that others wrote, a little below what was reached.</summary>
public sealed class PiiConformanceTests
{
    private static readonly Lazy<MeasuredReport> Sentences = new(() => Measure("pii/synth_sentences.dev.jsonl"));

    [Fact]
    public void Of_the_recogniser_cases_ninety_eight_in_a_hundred_come_out_as_expected()
    {
        var report = Measure("pii/recognizer_cases.dev.jsonl");

        var all = report.Rows.Single(row => row.Group == MeasuredGroup.Total).Passed!.Value;
        Assert.Equal(564, all.Trials);
        Assert.InRange(all.Estimate!.Value, 0.98, 1);
        Assert.Empty(report.Unsupported);
    }

    [Fact]
    public void Types_of_fixed_form_are_found_in_sentences_with_an_F1_above_95_in_a_hundred_at_the_lower_bound()
    {
        var structured = Row(MeasuredGroup.Total, "structured");

        Assert.InRange(structured.Exact.Counts.F1!.Value, 0.97, 1);
        Assert.InRange(structured.Exact.F1Interval!.Value.Low, 0.95, 1);
    }

    [Theory]
    [InlineData("person", 0.85)]
    [InlineData("address", 0.93)]
    [InlineData("organization", 0.7)]
    [InlineData("place", 0.6)]
    public void Names_and_places_are_met_at_least_so_well(string type, double floor) =>
        Assert.InRange(Row(MeasuredGroup.Type, type).Overlapping!.Counts.F1!.Value, floor, 1);

    [Fact]
    public void Titles_are_named_as_not_supported()
    {
        Assert.Equal("TITLE", Assert.Single(Sentences.Value.Unsupported).Key);
    }

    private static MeasuredRow Row(MeasuredGroup group, string name) => Sentences.Value.Rows.Single(row => row.Group == group && row.Name.Equals(name, StringComparison.Ordinal));

    private static MeasuredReport Measure(string data)
    {
        var path = ConformanceData.Path(data);
        var reader = new MeasuredTextReader(path);
        Measurement? measurement = null;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            var text = reader.Read(System.Text.Encoding.UTF8.GetBytes(line), ++number);
            measurement ??= new Measurement(PiiDetector.Kind, reader.Form!.Value);
            measurement.Add(text);
        }

        return measurement!.Report();
    }
}
