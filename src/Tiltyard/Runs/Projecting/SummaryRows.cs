using System.Globalization;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Projecting;

/// <summary>The lines of summary.csv, one for each cell. The commit is not in them: it is no part of the plan and stands in run.json.</summary>
internal static class SummaryRows
{
    public static IReadOnlyList<SummaryRow> Of(ProjectionInput input, double longestTime)
    {
        var (manifest, results) = (input.Manifest, input.Outcome.Results);
        var whole = Whole(input, longestTime);
        return
        [
            .. results.Cells.Select(entry =>
            {
                var (cell, figures) = entry;
                var pass = figures.Rates[CellFigures.PassRate];
                return whole with
                {
                    ExpId = $"{cell.Name}:{manifest.RunId}",
                    Exp = cell.Name,
                    Config = cell.Scenario,
                    Mode = results.Plan.DryRun ? "DRY_RUN" : figures.Calls == 0 ? "SHIM" : "REAL",
                    Trials = figures.Episodes,
                    Successes = pass.Successes,
                    Asr = figures.Episodes == 0 ? null : (double)pass.Successes / figures.Episodes,
                    SumTokens = figures.PromptTokens + figures.CompletionTokens,
                    AvgLatencyMs = figures.Latency.Count == 0 ? null : (double)figures.LatencyMs / figures.Latency.Count,
                    SumCostUsd = figures.CostUsd,
                    Figures = [.. FigureViews.All(figures).Select(Renamed)],
                };
            }),
        ];
    }

    /// <summary>The seeds of a plan: a range, or the list that was given.</summary>
    public static string Seeds(RunPlan plan)
    {
        const int most = 20;
        if (plan.Seeds.IsEmpty)
            return plan.Episodes == 1 ? plan.Seed.ToString(CultureInfo.InvariantCulture) : $"{plan.Seed} to {plan.Seed + plan.Episodes - 1}";
        return string.Join(',', plan.Seeds.Take(most)) + (plan.Seeds.Length > most ? $" and {plan.Seeds.Length - most} more" : "");
    }

    /// <summary>The columns that speak of the whole run.</summary>
    private static SummaryRow Whole(ProjectionInput input, double longestTime)
    {
        var (plan, total) = (input.Manifest.Plan, input.Outcome.Results.Total);
        var pass = total.Rates[CellFigures.PassRate];
        var (pre, post) = (Gravest(total, "pre_"), Gravest(total, "post_"));
        return new SummaryRow
        {
            ExpId = "",
            Exp = "",
            CfgHash = input.Manifest.PlanHash,
            Seeds = Seeds(plan),
            RunAt = plan.Start.AddSeconds(longestTime).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            TotalTrials = total.Episodes,
            PreDenied = total.Count(Terminal.Denied),
            CalledTrials = total.Count(Terminal.Completed) + total.Count(Terminal.Errored),
            Callable = pass.Trials,
            Success = pass.Successes,
            PassRate = pass.Estimate,
            P50Ms = Whole(total.Latency.Quantile(0.5)),
            P95Ms = Whole(total.Latency.Quantile(0.95)),
            TotalTokens = total.PromptTokens + total.CompletionTokens,
            PostWarn = Rulings(total, "post_call", "warn"),
            PostDeny = Rulings(total, "post_call", "deny"),
            TopReason = TopReason(total),
            PreDecision = pre?.Decision,
            PreReason = pre?.ReasonCode,
            PostDecision = post?.Decision,
            PostReason = post?.ReasonCode,
            CallsMade = total.Calls,
            TokensPromptSum = total.PromptTokens,
            TokensCompletionSum = total.CompletionTokens,
            TokensTotalSum = total.PromptTokens + total.CompletionTokens,
            StoppedEarly = BudgetViews.Skipped(input.Outcome.Results) > 0,
            BudgetHit = BudgetViews.Hit(input.Outcome.Results, input.Outcome.Budget) ?? "none",
            JudgeRuleIds = total.Assessed > 0 ? ["in_line_and_useful"] : [],
        };
    }

    private static long? Whole(double? value) => value is { } known ? (long)Math.Round(known, MidpointRounding.ToEven) : null;

    /// <summary>pass_rate is the name of a documented column that speaks of the whole run, so the cell's own has another.</summary>
    private static FigureView Renamed(FigureView figure) => figure.Name.Equals(CellFigures.PassRate, StringComparison.Ordinal) ? figure with { Name = "cell_pass_rate" } : figure;

    private static string? TopReason(CellFigures total)
    {
        var gates = CellViews.Rulings(total).Where(ruling => !ruling.Decision.Equals("allow", StringComparison.Ordinal))
            .OrderByDescending(ruling => ruling.Count).ThenBy(ruling => ruling.ReasonCode, StringComparer.Ordinal).FirstOrDefault();
        return gates?.ReasonCode ?? total.FailReasons.OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => reason.Key).FirstOrDefault();
    }

    private static RulingCountView? Gravest(CellFigures total, string stage) => CellViews.Rulings(total)
        .Where(ruling => ruling.Stage.StartsWith(stage, StringComparison.Ordinal))
        .OrderBy(ruling => ruling.Decision switch { "deny" => 0, "warn" => 1, _ => 2 }).ThenByDescending(ruling => ruling.Count).ThenBy(ruling => ruling.ReasonCode, StringComparer.Ordinal)
        .FirstOrDefault();

    private static long Rulings(CellFigures total, string stage, string decision) => CellViews.Rulings(total)
        .Where(ruling => ruling.Stage.StartsWith(stage, StringComparison.Ordinal) && ruling.Decision.Equals(decision, StringComparison.Ordinal)).Sum(ruling => ruling.Count);
}
