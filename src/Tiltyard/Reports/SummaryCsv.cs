using System.Globalization;
using System.Text;

namespace Tiltyard.Reports;

/// <summary>summary.csv: the documented columns in their order, the schema, then our figures with interval and denominator.</summary>
public static class SummaryCsv
{
    private const string Schema = "1";

    private static readonly (string Name, Func<SummaryRow, string?> Cell)[] Documented =
    [
        ("exp_id", row => row.ExpId), ("exp", row => row.Exp), ("config", row => row.Config), ("cfg_hash", row => row.CfgHash),
        ("mode", row => row.Mode), ("seeds", row => row.Seeds), ("trials", row => Whole(row.Trials)),
        ("successes", row => Whole(row.Successes)), ("asr", row => Number(row.Asr, 6)), ("sum_tokens", row => Whole(row.SumTokens)),
        ("avg_latency_ms", row => Number(row.AvgLatencyMs, 1)), ("sum_cost_usd", row => Number(row.SumCostUsd, 4)),
        ("git_commit", row => row.GitCommit), ("run_at", row => row.RunAt), ("total_trials", row => Whole(row.TotalTrials)),
        ("pre_denied", row => Whole(row.PreDenied)), ("called_trials", row => Whole(row.CalledTrials)), ("callable", row => Whole(row.Callable)),
        ("success", row => Whole(row.Success)), ("pass_rate", row => row.PassRate is null ? null : Digits.Percent(row.PassRate)),
        ("p50_ms", row => Whole(row.P50Ms)), ("p95_ms", row => Whole(row.P95Ms)), ("total_tokens", row => Whole(row.TotalTokens)),
        ("post_warn", row => Whole(row.PostWarn)), ("post_deny", row => Whole(row.PostDeny)), ("top_reason", row => row.TopReason),
        ("pre_decision", row => row.PreDecision), ("pre_reason", row => row.PreReason), ("post_decision", row => row.PostDecision),
        ("post_reason", row => row.PostReason), ("calls_made", row => Whole(row.CallsMade)),
        ("tokens_prompt_sum", row => Whole(row.TokensPromptSum)), ("tokens_completion_sum", row => Whole(row.TokensCompletionSum)),
        ("tokens_total_sum", row => Whole(row.TokensTotalSum)),
        ("stopped_early", row => row.StoppedEarly switch { true => "true", false => "false", null => null }),
        ("budget_hit", row => row.BudgetHit), ("judge_rule_id", row => string.Join(';', row.JudgeRuleIds)), ("schema", _ => Schema),
    ];

    /// <summary>Lines end in LF, as every file of a run does; RFC 4180 readers take both.</summary>
    public static string Render(IReadOnlyList<SummaryRow> rows)
    {
        var figures = rows.SelectMany(row => row.Figures).DistinctBy(figure => figure.Name, StringComparer.Ordinal).ToList();
        var text = new StringBuilder();
        AppendLine(text, Documented.Select(column => (string?)column.Name).Concat(figures.SelectMany(Heads)));
        foreach (var row in rows)
        {
            var named = row.Figures.ToDictionary(figure => figure.Name, StringComparer.Ordinal);
            AppendLine(text, Documented.Select(column => column.Cell(row))
                .Concat(figures.SelectMany(figure => Cells(figure, named.GetValueOrDefault(figure.Name)))));
        }

        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, IEnumerable<string?> cells) =>
        text.AppendJoin(',', cells.Select(Hostile.Csv)).Append('\n');

    private static IEnumerable<string?> Heads(FigureView figure) => figure.Kind switch
    {
        FigureKind.Rate => [figure.Name, figure.Name + "_low", figure.Name + "_high", figure.Name + "_k", figure.Name + "_n"],
        _ => [figure.Name, figure.Name + "_low", figure.Name + "_high", figure.Name + "_n"],
    };

    private static IEnumerable<string?> Cells(FigureView column, FigureView? figure)
    {
        string?[] common = [Number(figure?.Estimate, 6), Number(figure?.Low, 6), Number(figure?.High, 6)];
        return column.Kind is FigureKind.Rate ? [.. common, Whole(figure?.K), Whole(figure?.N)] : [.. common, Whole(figure?.N)];
    }

    private static string? Whole(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Number(double? value, int decimals) =>
        value is { } known && double.IsFinite(known) ? Digits.Fixed(known, decimals) : null;
}
