using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Projecting;
using Tiltyard.Traces;

namespace Tiltyard.Cli;

/// <summary>The GATES, EVAL, BUDGET and RUN lines that the gates lab documents, and the quality of the text rules beside them.</summary>
internal static class DocumentedLines
{
    public static IEnumerable<string> Of(RunOutcome outcome)
    {
        var (results, total) = (outcome.Results, outcome.Results.Total);
        var rules = Rules(results.Plan);
        var guarded = total.Rulings.Count > 0;
        if (guarded) yield return Gates(results);
        if (guarded && total.Count(Terminal.Denied) == total.Episodes && total.Episodes > 0) yield return $"WARNING: all trials denied at pre gate (policy_id={DocumentedStatus.PolicyId(results.Plan)})";
        if (rules > 0)
        {
            var pass = total.Rates[CellFigures.TextPassRate];
            yield return $"EVAL: rules={rules} callable={pass.Trials} pass_rate={DocumentedStatus.Percent(pass, results.Plan.Compat)}";
            if (Quality(total) is { } quality) yield return quality;
        }

        if (outcome.Budget.FirstHit is { } hit) yield return $"WARNING: budget limit reached ({hit})";
        if (Budget(results, outcome.Budget) is { } budget) yield return budget;
        if (guarded || rules > 0 || total.Episodes == 0) yield return DocumentedStatus.Of(results).Message;
    }

    /// <summary>The documented counts are those around calls; a run that guards its tools alone shows those, one that guards both has them behind.</summary>
    private static string Gates(RunResults results)
    {
        var line = $"GATES: pre={Named(results, DocumentedStatus.Stage(results, "pre"))} post={Named(results, DocumentedStatus.Stage(results, "post"))}"
            + $" top_reason={DocumentedStatus.TopReason(results) ?? "NONE"}";
        return DocumentedStatus.GuardsBoth(results) ? $"{line} tools: pre={Named(results, "pre_tool:")} post={Named(results, "post_tool:")}" : line;
    }

    private static string Named(RunResults results, string stage) =>
        string.Join('/', Rulings.Decisions.Select(decision => $"{decision}:{DocumentedStatus.Count(results, stage, decision)}"));

    private static string? Quality(CellFigures total)
    {
        var (sensitivity, specificity) = (total.Rates[CellFigures.TextSensitivity], total.Rates[CellFigures.TextSpecificity]);
        return sensitivity.Trials + specificity.Trials == 0
            ? null
            : $"TEXT RULES against the oracle: sensitivity {Known(sensitivity)}, specificity {Known(specificity)}";
    }

    private static string Known(Rate rate) => rate is { Estimate: { } estimate } && rate.Wilson() is { } interval
        ? $"{estimate:0.000} ({rate.Successes:N0}/{rate.Trials:N0}, {interval.Low:0.000} to {interval.High:0.000})"
        : "not measured";

    private static string? Budget(RunResults results, BudgetReport budget)
    {
        if (budget.Ceilings.IsDefaultOrEmpty && results.Total.Calls == 0) return null;
        var limits = results.Plan.Limits;
        var tokens = results.Total.PromptTokens + results.Total.CompletionTokens;
        var stopped = results.Plan.Compat == SeedCompat.None ? budget.Skipped > 0 : budget.FirstHit is not null;
        var cost = results.Total.Calls == 0 ? "" : results.Total.CostUsd is { } usd ? $" cost_usd={usd:0.####}" : " cost_usd=unknown";
        var others = budget.Ceilings.IsDefaultOrEmpty ? "" : string.Concat(budget.Ceilings.Where(ceiling => ceiling.Name is not ("max_calls" or "max_total_tokens"))
            .Select(ceiling => $" {ceiling.Name}={ceiling.Used:0.##}/{ceiling.Limit:0.##}"));
        return $"BUDGET: calls={results.Total.Calls}/{Ceiling(limits.MaxCalls)} tokens={tokens}/{Ceiling(limits.MaxTotalTokens)}"
            + $" stopped_early={(stopped ? "true" : "false")} hit={budget.FirstHit ?? "none"}{(budget.Skipped > 0 ? $" skipped={budget.Skipped}" : "")}{cost}{others}";
    }

    private static int Rules(RunPlan plan) => plan.Blocks.SelectMany(block => block.Cells).Select(cell => cell.Evaluator?.List("rules").Length ?? 0).DefaultIfEmpty(0).Max();

    private static string Ceiling(long? limit) => limit?.ToString() ?? "∞";
}
