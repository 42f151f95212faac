using System.Globalization;
using System.Text;
using Tiltyard.Metrics;
using Tiltyard.Reports;

namespace Tiltyard.Catalog.Detectors.Measuring;

/// <summary>A measurement as a Markdown card, to be kept beside what was measured.</summary>
public static class MeasuredCard
{
    private const int MostMissed = 40;

    /// <param name="kind">What was measured.</param>
    /// <param name="report">Its figures.</param>
    /// <param name="data">The name of the data.</param>
    public static string Render(DetectorKind kind, MeasuredReport report, string data)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append("# ").Append(kind.Name).Append(" on ").AppendLine(Markup(data)).AppendLine();
        text.AppendLine(kind.Summary).AppendLine();
        text.AppendLine($"{report.Texts} texts, threshold {Number(report.Threshold)}. Rates with Wilson's 95 % interval, F1 with a bootstrap over texts (1,000 replicates).").AppendLine();
        var hasPlaces = report.Form == MeasuredForm.Spans;
        var isCases = report.Form == MeasuredForm.Cases;
        text.AppendLine($"| of | name |{(isCases ? " cases as expected |" : "")} precision | recall | F1 |{(hasPlaces ? " overlap: precision | recall | F1 |" : "")} false positives |");
        text.AppendLine($"|---|---|{(isCases ? "---|" : "")}---|---|---|{(hasPlaces ? "---|---|---|" : "")}---|");
        foreach (var row in report.Rows)
        {
            text.Append("| ").Append(row.Group.ToString().ToLowerInvariant()).Append(" | ").Append(Markup(row.Name)).Append(" |");
            if (isCases) text.Append(' ').Append(Rate(row.Passed ?? default)).Append(" |");
            AppendCounts(text, row.Exact);
            if (row.Overlapping is { } overlapping) AppendCounts(text, overlapping);
            text.Append(' ').Append(Rate(row.FalsePositives)).AppendLine(" |");
        }

        AppendUnsupported(text, kind, report);
        AppendMissed(text, report);
        return text.ToString();
    }

    /// <summary>Such as 0.950 [0.931, 0.964] 190/200; a dash where nothing was tried.</summary>
    public static string Rate(Rate rate) => rate.Estimate is { } estimate
        ? $"{Number(estimate)} [{Number(rate.Wilson()!.Value.Low)}, {Number(rate.Wilson()!.Value.High)}] {rate.Successes}/{rate.Trials}"
        : "—";

    /// <summary>Such as 0.950 [0.931, 0.964]; a dash where there was neither a label nor a find.</summary>
    public static string F1(MeasuredCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Counts.F1 is not { } mean) return "—";
        return counts.F1Interval is { } interval ? $"{Number(mean)} [{Number(interval.Low)}, {Number(interval.High)}]" : Number(mean);
    }

    private static void AppendCounts(StringBuilder text, MeasuredCounts counts) =>
        text.Append(' ').Append(Rate(counts.Counts.Precision)).Append(" | ").Append(Rate(counts.Counts.Recall)).Append(" | ").Append(F1(counts)).Append(" |");

    private static void AppendUnsupported(StringBuilder text, DetectorKind kind, MeasuredReport report)
    {
        if (report.Unsupported.IsEmpty) return;
        text.AppendLine().AppendLine("Not supported, in no figure:").AppendLine();
        foreach (var (type, count) in report.Unsupported)
            text.AppendLine($"- {Markup(type)}: {count}, {kind.Unsupported.GetValueOrDefault(type, "no type of this detector")}");
    }

    private static void AppendMissed(StringBuilder text, MeasuredReport report)
    {
        if (report.Missed.IsEmpty) return;
        text.AppendLine().AppendLine("Cases that came out otherwise:").AppendLine();
        foreach (var missed in report.Missed.Take(MostMissed)) text.AppendLine($"- line {missed.Line}, {Markup(missed.Asked)}: expected {missed.Expected}, found {missed.Found}");
        if (report.Missed.Length > MostMissed) text.AppendLine($"- and {report.Missed.Length - MostMissed} more");
    }

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Markup(string text) => Hostile.Line(Hostile.Clip(text, 100)).Replace("|", "\\|", StringComparison.Ordinal);
}
