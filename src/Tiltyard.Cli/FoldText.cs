using System.Text;
using Tiltyard.Catalog.Detectors.Measuring;
using Tiltyard.Documents;
using Tiltyard.Metrics;

namespace Tiltyard.Cli;

/// <summary>The folds of a corpus as text and as JSON; labelled texts are <see cref="MeasureText"/>.</summary>
internal static class FoldText
{
    public static string Text(FoldReport report)
    {
        var text = new StringBuilder();
        text.AppendLine($"{report.Detector}, threshold {report.Threshold:0.###}, distinct outputs of tools; rates with Wilson's 95 % interval");
        text.AppendLine();
        var table = new TextTable("family left out", "found at the threshold", $"found above {report.OnePercentConfidence:0.000}, where 1 % of clean outputs lie");
        foreach (var fold in report.Folds) table.Add(fold.Family, MeasuredCard.Rate(fold.Recall), MeasuredCard.Rate(fold.AtOnePercent));
        text.AppendLine(table.ToString());
        text.AppendLine($"false positives on clean outputs: {MeasuredCard.Rate(report.FalsePositives)}");
        if (report.Worst is { } worst) text.AppendLine($"worst fold: {worst.Family} {MeasuredCard.Rate(worst.Recall)}");
        return text.ToString().TrimEnd();
    }

    public static DocumentMap Json(FoldReport report) => DocumentNode.Map(
        ("detector", report.Detector),
        ("threshold", report.Threshold),
        ("folds", DocumentNode.List(report.Folds.Select(fold => (DocumentNode)DocumentNode.Map(
            ("family", fold.Family), ("recall", RateJson(fold.Recall)), ("recall_at_one_percent", RateJson(fold.AtOnePercent)))))),
        ("worst_fold", report.Worst is { } worst ? worst.Family : DocumentNode.Null),
        ("one_percent_confidence", report.OnePercentConfidence),
        ("false_positive_rate", RateJson(report.FalsePositives)));

    private static DocumentMap RateJson(Rate rate) => DocumentNode.Map(
        ("k", rate.Successes),
        ("n", rate.Trials),
        ("rate", JsonOutput.Number(rate.Estimate)),
        ("low", JsonOutput.Number(rate.Wilson()?.Low)),
        ("high", JsonOutput.Number(rate.Wilson()?.High)));
}
