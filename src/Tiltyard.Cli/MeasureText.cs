using System.Text;
using Tiltyard.Catalog.Detectors;
using Tiltyard.Catalog.Detectors.Measuring;
using Tiltyard.Documents;
using Tiltyard.Metrics;

namespace Tiltyard.Cli;

/// <summary>A measurement as text and as JSON; as a card it is <see cref="MeasuredCard"/>.</summary>
internal static class MeasureText
{
    private const int MostMissed = 20;

    public static string Text(DetectorKind kind, MeasuredReport report)
    {
        var text = new StringBuilder();
        text.AppendLine($"{report.Detector}, threshold {report.Threshold:0.###}, {report.Texts:N0} {(report.Form == MeasuredForm.Cases ? "cases" : "texts")}; rates with Wilson's 95 % interval, F1 with a bootstrap over texts");
        text.AppendLine();
        text.AppendLine(Table(report).ToString());
        foreach (var (type, count) in report.Unsupported)
            text.AppendLine($"not supported: {type} ({count:N0}), {kind.Unsupported.GetValueOrDefault(type, "no type of this detector")}");
        foreach (var missed in report.Missed.Take(MostMissed)) text.AppendLine($"line {missed.Line}: {missed.Asked}: expected {missed.Expected}, found {missed.Found}");
        if (report.Missed.Length > MostMissed) text.AppendLine($"and {report.Missed.Length - MostMissed} more cases: --json lists them");
        return text.ToString().TrimEnd();
    }

    public static DocumentMap Json(DetectorKind kind, MeasuredReport report) => DocumentNode.Map(
        ("detector", report.Detector),
        ("threshold", report.Threshold),
        ("form", report.Form.ToString().ToLowerInvariant()),
        ("texts", report.Texts),
        ("rows", DocumentNode.List(report.Rows.Select(row => (DocumentNode)Row(row)))),
        ("not_supported", DocumentNode.Map([.. report.Unsupported.Select(type => (type.Key, (DocumentNode)DocumentNode.Map(
            ("count", type.Value), ("reason", kind.Unsupported.GetValueOrDefault(type.Key, "no type of this detector")))))])),
        ("missed_cases", DocumentNode.List(report.Missed.Select(missed => (DocumentNode)DocumentNode.Map(
            ("line", missed.Line), ("type", missed.Asked), ("expected", missed.Expected), ("found", missed.Found))))));

    private static TextTable Table(MeasuredReport report)
    {
        if (report.Form == MeasuredForm.Cases)
        {
            var cases = new TextTable("of", "name", "cases as expected", "precision", "recall", "false positives");
            foreach (var row in report.Rows) cases.Add(Group(row), row.Name, Rate(row.Passed ?? default), Rate(row.Exact.Counts.Precision), Rate(row.Exact.Counts.Recall), Rate(row.FalsePositives));
            return cases;
        }

        var table = report.Form == MeasuredForm.Spans
            ? new TextTable("of", "name", "exact: precision", "recall", "F1", "overlap: precision", "recall", "F1", "false positives")
            : new TextTable("of", "name", "precision", "recall", "F1", "false positives");
        foreach (var row in report.Rows)
        {
            string[] exact = [Group(row), row.Name, Rate(row.Exact.Counts.Precision), Rate(row.Exact.Counts.Recall), MeasuredCard.F1(row.Exact)];
            string[] overlap = row.Overlapping is { } over ? [Rate(over.Counts.Precision), Rate(over.Counts.Recall), MeasuredCard.F1(over)] : [];
            table.Add([.. exact, .. overlap, Rate(row.FalsePositives)]);
        }

        return table;
    }

    private static string Group(MeasuredRow row) => row.Group.ToString().ToLowerInvariant();

    private static string Rate(Rate rate) => MeasuredCard.Rate(rate);

    private static DocumentMap Row(MeasuredRow row) => DocumentNode.Map(
        ("of", Group(row)),
        ("name", row.Name),
        ("exact", Counts(row.Exact)),
        ("overlapping", row.Overlapping is { } overlapping ? Counts(overlapping) : DocumentNode.Null),
        ("false_positive_rate", RateJson(row.FalsePositives)),
        ("cases_as_expected", row.Passed is { } passed ? RateJson(passed) : DocumentNode.Null));

    private static DocumentMap Counts(MeasuredCounts counts) => DocumentNode.Map(
        ("precision", RateJson(counts.Counts.Precision)),
        ("recall", RateJson(counts.Counts.Recall)),
        ("f1", JsonOutput.Number(counts.Counts.F1)),
        ("f1_low", JsonOutput.Number(counts.F1Interval?.Low)),
        ("f1_high", JsonOutput.Number(counts.F1Interval?.High)));

    private static DocumentMap RateJson(Rate rate) => DocumentNode.Map(
        ("k", rate.Successes),
        ("n", rate.Trials),
        ("rate", JsonOutput.Number(rate.Estimate)),
        ("low", JsonOutput.Number(rate.Wilson()?.Low)),
        ("high", JsonOutput.Number(rate.Wilson()?.High)));
}
