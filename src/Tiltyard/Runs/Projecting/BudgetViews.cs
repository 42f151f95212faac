using System.Collections.Immutable;
using Tiltyard.Reports;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Projecting;

/// <summary>What was spent and allowed, counted from the rows and not by the session that happened to finish the run.</summary>
internal static class BudgetViews
{
    public static BudgetView Of(RunResults results, BudgetReport report)
    {
        var total = results.Total;
        var hit = Hit(results, report);
        return new BudgetView
        {
            Ceilings = [.. Ceilings(results, report)],
            Hit = hit,
            Line = $"BUDGET: calls={total.Calls}/{Most(results.Plan.Limits.MaxCalls)} tokens={total.PromptTokens + total.CompletionTokens}/{Most(results.Plan.Limits.MaxTotalTokens)} "
                + $"stopped_early={(Skipped(results) > 0 ? "true" : "false")} hit={hit ?? "none"}",
        };
    }

    /// <summary>The ceiling that left planned work undone, or null.</summary>
    public static string? Hit(RunResults results, BudgetReport report)
    {
        if (Skipped(results) == 0) return null;
        return results.Plan.Limits.MaxTrials < results.Plan.Planned && !results.Plan.Limits.DependsOnOrder ? "max_trials" : report.FirstHit ?? "max_trials";
    }

    public static long Skipped(RunResults results) => results.Total.Count(Terminal.SkippedBudget);

    private static IEnumerable<CeilingView> Ceilings(RunResults results, BudgetReport report)
    {
        var (limits, total) = (results.Plan.Limits, results.Total);
        (string Name, double? Limit, double? Used, string Unit)[] known =
        [
            ("max_trials", limits.MaxTrials, total.Episodes - Skipped(results), "episodes"),
            ("max_calls", limits.MaxCalls, total.Calls, "calls"),
            ("max_total_tokens", limits.MaxTotalTokens, total.PromptTokens + total.CompletionTokens, "tokens"),
            ("max_prompt_tokens", limits.MaxPromptTokens, total.PromptTokens, "tokens"),
            ("max_completion_tokens", limits.MaxCompletionTokens, total.CompletionTokens, "tokens"),
            ("max_cost_usd", limits.MaxCostUsd, total.CostUsd, "USD"),
            ("max_run_steps", limits.MaxSteps, total.Steps, "steps"),
            ("max_tool_calls", limits.MaxToolCalls, total.Tools.Values.Sum(), "actions"),
        ];
        var hit = Hit(results, report);
        foreach (var (name, limit, used, unit) in known)
        {
            if (limit is null || used is null) continue;
            var state = name.Equals(hit, StringComparison.Ordinal) ? "exhausted" : used >= limit ? "reached" : "within";
            yield return new CeilingView { Name = name, Limit = limit, Used = used.Value, Unit = unit, State = state };
        }
    }

    private static string Most(long? limit) => limit?.ToString() ?? "∞";
}
