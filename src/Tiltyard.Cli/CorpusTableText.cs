using System.Text;
using Tiltyard.Corpora.Figures;
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
        ("counts", Counted(result.Counts)),
        ("rows", DocumentNode.List(result.Rows.Select(row => DocumentNode.Map(
            ("pipeline", row.Pipeline), ("suite", row.Suite), ("attack", row.Attack),
            ("utility", Rate(row.BenignUtility)), ("utility_under_attack", Rate(row.UtilityUnderAttack)), ("targeted_asr", Rate(row.TargetedSuccess)))))));

    public static string Counts(RunCounts counts)
    {
        var unknown = counts.Unlabelled > 0 ? $", {Digits.Count(counts.Unlabelled)} of which nobody says whether they were attacked" : "";
        var open = counts.BenignNotEvaluated + counts.AttackedNotEvaluated > 0
            ? $"; not evaluated: {Digits.Count(counts.BenignNotEvaluated)} benign, {Digits.Count(counts.AttackedNotEvaluated)} attacked"
            : "";
        return $"{Digits.Count(counts.Runs)} runs: {Digits.Count(counts.Benign)} benign, {Digits.Count(counts.Attacked)} attacked, {Digits.Count(counts.LeftOut)} left out{unknown}{open}";
    }

    public static DocumentMap Counted(RunCounts counts) => DocumentNode.Map(
        ("runs", counts.Runs), ("benign", counts.Benign), ("attacked", counts.Attacked), ("unlabelled", counts.Unlabelled), ("left_out", counts.LeftOut),
        ("benign_not_evaluated", counts.BenignNotEvaluated), ("attacked_not_evaluated", counts.AttackedNotEvaluated));

    /// <summary>A rate with Wilson's interval.</summary>
    private static DocumentMap Rate(Rate rate)
    {
        var interval = rate.Wilson();
        return DocumentNode.Map(
            ("estimate", JsonOutput.Number(rate.Estimate)), ("k", rate.Successes), ("n", rate.Trials), ("low", JsonOutput.Number(interval?.Low)), ("high", JsonOutput.Number(interval?.High)));
    }

    private static string Shown(Rate rate) => rate.Wilson() is { } interval
        ? $"{Digits.Fixed(rate.Estimate * 100, 2)}% [{Digits.Fixed(interval.Low * 100, 1)}, {Digits.Fixed(interval.High * 100, 1)}] {Digits.Ratio(rate.Successes, rate.Trials)}"
        : "–";
}
