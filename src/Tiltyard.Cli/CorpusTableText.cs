using System.Text;
using Tiltyard.Corpora.Figures;
using Tiltyard.Corpora.Writing;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Reports;

namespace Tiltyard.Cli;

/// <summary>The benchmark's table for a terminal and as JSON.</summary>
internal static class CorpusTableText
{
    public static string Of(BenchmarkTable result)
    {
        var text = new StringBuilder();
        text.AppendLine(Counts(result.Counts));
        text.AppendLine();
        var table = new TextTable("pipeline", "suite", "attack", "utility", "utility under attack", "targeted ASR");
        foreach (var row in result.Rows) table.Add(row.Pipeline, row.Suite, row.Attack, Shown(row.BenignUtility), Shown(row.UtilityUnderAttack), Shown(row.TargetedSuccess));
        return text.Append(table).ToString();
    }

    public static DocumentMap Json(BenchmarkTable result) => DocumentNode.Map(
        ("counts", GateReportJson.Counts(result.Counts)),
        ("rows", DocumentNode.List(result.Rows.Select(row => DocumentNode.Map(
            ("pipeline", row.Pipeline), ("suite", row.Suite), ("attack", row.Attack),
            ("utility", GateReportJson.Rate(row.BenignUtility)), ("utility_under_attack", GateReportJson.Rate(row.UtilityUnderAttack)), ("targeted_asr", GateReportJson.Rate(row.TargetedSuccess)))))));

    public static string Counts(RunCounts counts)
    {
        var unknown = counts.Unlabelled > 0 ? $", {Digits.Count(counts.Unlabelled)} of which nobody says whether they were attacked" : "";
        var open = counts.BenignNotEvaluated + counts.AttackedNotEvaluated > 0
            ? $"; not evaluated: {Digits.Count(counts.BenignNotEvaluated)} benign, {Digits.Count(counts.AttackedNotEvaluated)} attacked"
            : "";
        return $"{Digits.Count(counts.Runs)} runs: {Digits.Count(counts.Benign)} benign, {Digits.Count(counts.Attacked)} attacked, {Digits.Count(counts.LeftOut)} left out{unknown}{open}";
    }

    private static string Shown(Rate rate) => rate.Wilson() is { } interval
        ? $"{Digits.Fixed(rate.Estimate * 100, 2)}% [{Digits.Fixed(interval.Low * 100, 1)}, {Digits.Fixed(interval.High * 100, 1)}] {Digits.Ratio(rate.Successes, rate.Trials)}"
        : "–";
}
