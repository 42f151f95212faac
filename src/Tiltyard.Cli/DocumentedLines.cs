using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs;
using Tiltyard.Runs.Planning;
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
        if (guarded && total.Count(Terminal.Denied) == total.Episodes && total.Episodes > 0) yield return $"WARNING: all trials denied at pre gate (policy_id={PolicyId(results.Plan)})";
        if (rules > 0)
        {
            var pass = total.Rates[CellFigures.TextPassRate];
            yield return $"EVAL: rules={rules} callable={pass.Trials} pass_rate={Percent(pass, results.Plan.Compat)}";
            if (Quality(total) is { } quality) yield return quality;
        }

        if (outcome.Budget.FirstHit is { } hit) yield return $"WARNING: budget limit reached ({hit})";
        if (Budget(results, outcome.Budget) is { } budget) yield return budget;
        if (guarded || rules > 0) yield return Run(results);
    }

    /// <summary>The documented counts are those around calls; a run that guards its tools alone shows those, one that guards both has them behind.</summary>
    private static string Gates(RunResults results)
    {
        var (calls, tools) = (Any(results, "_call:"), Any(results, "_tool:"));
        var kind = calls ? "call" : "tool";
        var line = $"GATES: pre={Named(results, $"pre_{kind}:")} post={Named(results, $"post_{kind}:")} top_reason={TopReason(results) ?? "NONE"}";
        return calls && tools ? $"{line} tools: pre={Named(results, "pre_tool:")} post={Named(results, "post_tool:")}" : line;
    }

    private static bool Any(RunResults results, string kind) => results.Total.Rulings.Keys.Any(ruling => ruling.Contains(kind, StringComparison.Ordinal));

    private static string Named(RunResults results, string stage) => string.Join('/', Rulings.Decisions.Select(decision => $"{decision}:{Count(results, stage, decision)}"));

    private static string Short(RunResults results, string side)
    {
        var stage = Any(results, "_call:") ? $"{side}call:" : $"{side}tool:";
        return string.Join('/', Rulings.Decisions.Select(decision => Count(results, stage, decision).ToString()));
    }

    private static long Count(RunResults results, string side, string decision) => results.Total.Rulings
        .Where(ruling => ruling.Key.StartsWith(side, StringComparison.Ordinal) && ruling.Key.Contains($":{decision}:", StringComparison.Ordinal)).Sum(ruling => ruling.Value);

    /// <summary>The most frequent reason. The published lines count the default allow too; ours are about what was spoken against.</summary>
    private static string? TopReason(RunResults results)
    {
        var compat = results.Plan.Compat;
        return results.Total.Rulings
            .Where(ruling => compat != SeedCompat.None || !ruling.Key.Contains(":allow:", StringComparison.Ordinal))
            .GroupBy(ruling => ruling.Key.Split(':', 3)[2], ruling => ruling.Value, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Spelled(group.Key, compat)).FirstOrDefault();
    }

    /// <summary>The code as the run's era spelled it: the older lab in capitals, the newer in small letters.</summary>
    private static string Spelled(string code, SeedCompat compat)
    {
        if (compat == SeedCompat.None) return code;
        var aliases = ReasonCodes.Parse(code).Aliases;
        var wanted = aliases.FirstOrDefault(alias => char.IsUpper(alias[0]) == (compat == SeedCompat.Seed));
        return wanted ?? (code.StartsWith("POLICY.", StringComparison.Ordinal) ? code["POLICY.".Length..] : code);
    }

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

    /// <summary>The status of the whole run. Dry and budget-skipped trials are not called denied ones.</summary>
    private static string Run(RunResults results)
    {
        var total = results.Total;
        var called = total.Count(Terminal.Completed) + total.Count(Terminal.Errored);
        if (total.Episodes == 0) return "RUN FAIL: no rows.jsonl produced; see earlier error.";
        if (called == 0 && total.Count(Terminal.Denied) == total.Episodes)
            return $"RUN WARN: all trials pre-denied (policy={PolicyId(results.Plan)}); no model calls were made.";
        if (called == 0) return $"RUN WARN: nothing was called: {total.Count(Terminal.Denied)} denied, {total.Count(Terminal.SkippedBudget)} skipped by budget, {total.Count(Terminal.DryRun)} dry-run.";
        if (results.Plan.Compat == SeedCompat.None && total.Count(Terminal.Errored) == total.Episodes) return $"RUN FAIL: all {total.Episodes} trials errored; nothing was assessed.";
        return $"RUN OK: called={called} total={total.Episodes} pass_rate={Percent(total.Rates[CellFigures.PassRate], results.Plan.Compat)}"
            + $" gates: pre a/w/d={Short(results, "pre_")}, post a/w/d={Short(results, "post_")} top_reason={TopReason(results) ?? "NONE"}";
    }

    /// <summary>A rate of nothing is unknown; the published lines call it 0.</summary>
    private static string Percent(Rate rate, SeedCompat compat) =>
        rate.Estimate is null && compat == SeedCompat.None ? "unknown" : $"{(rate.Estimate ?? 0) * 100:0.0}%";

    private static int Rules(RunPlan plan) => plan.Blocks.SelectMany(block => block.Cells).Select(cell => cell.Evaluator?.List("rules").Length ?? 0).DefaultIfEmpty(0).Max();

    private static string PolicyId(RunPlan plan) =>
        plan.Blocks.SelectMany(block => block.Cells).SelectMany(cell => cell.Gates).Select(gate => gate.Options.TextOrNull("file") ?? gate.Name).FirstOrDefault() ?? "none";

    private static string Ceiling(long? limit) => limit?.ToString() ?? "∞";
}
