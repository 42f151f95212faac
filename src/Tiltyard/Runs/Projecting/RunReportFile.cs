using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Projecting;

/// <summary>run_report.json: the documented figures of a whole run under their documented names. Intervals and cells are in results.json.</summary>
internal static class RunReportFile
{
    private static readonly string[] Decisions = ["allow", "warn", "deny"];

    public static string Render(ProjectionInput input, IReadOnlyList<SummaryRow> summary, PageModel model)
    {
        var (results, total) = (input.Outcome.Results, input.Outcome.Results.Total);
        var pass = total.Rates[CellFigures.PassRate];
        var (kind, message) = DocumentedStatus.Of(results);
        return IndentedJson.Text(DocumentNode.Map(
            ("run_id", input.Manifest.RunId),
            ("generated_at", Text(summary.Count > 0 ? summary[0].RunAt : null)),
            ("status", DocumentNode.Map(("kind", kind), ("message", message))),
            ("total_trials", total.Episodes),
            ("pre_denied", total.Count(Terminal.Denied)),
            ("called_trials", total.Count(Terminal.Completed) + total.Count(Terminal.Errored)),
            ("callable_trials", pass.Trials),
            ("passed_trials", pass.Successes),
            ("errored_trials", total.Count(Terminal.Errored)),
            ("pass_rate", Share(pass)),
            ("latency_ms", DocumentNode.Map(("p50", Number(total.Latency.Quantile(0.5))), ("p95", Number(total.Latency.Quantile(0.95))))),
            ("total_tokens", total.PromptTokens + total.CompletionTokens),
            ("estimated_cost_usd", Number(total.CostUsd)),
            ("cost_present", total.CostUsd is not null),
            ("post_warn", DocumentedStatus.Count(results, "post_call:", "warn")),
            ("post_deny", DocumentedStatus.Count(results, "post_call:", "deny")),
            ("gates", Gates(results, summary)),
            ("top_reason", Text(DocumentedStatus.TopReason(results))),
            ("reason_counts", Counts(results, "")),
            ("reason_counts_by_decision", DocumentNode.Map([.. Decisions.Select(decision => (decision, (DocumentNode)Counts(results, decision)))])),
            ("policy_ids", Texts(DocumentedStatus.PolicyIds(results.Plan))),
            ("rows_paths", Texts(["rows.jsonl"])),
            ("run_json_paths", Texts([RunManifest.FileName])),
            ("encountered_rows_file", true),
            ("has_row_data", total.Episodes > 0),
            ("usage", Usage(total)),
            ("budget", Budget(input)),
            ("evaluator", Evaluator(results)),
            ("thresholds", Thresholds(input, model))));
    }

    private static DocumentMap Gates(RunResults results, IReadOnlyList<SummaryRow> summary)
    {
        var first = summary.Count > 0 ? summary[0] : null;
        return DocumentNode.Map(
            ("pre", Side(results, "pre_")),
            ("post", Side(results, "post_")),
            ("summary", DocumentNode.Map(
                ("pre_decision", Text(first?.PreDecision)),
                ("pre_reason", Text(first?.PreReason)),
                ("post_decision", Text(first?.PostDecision)),
                ("post_reason", Text(first?.PostReason)))));
    }

    private static DocumentMap Side(RunResults results, string side) =>
        DocumentNode.Map([.. Decisions.Select(decision => (decision, (DocumentNode)DocumentedStatus.Count(results, side, decision)))]);

    /// <summary>How often each reason was given, over all decisions or over one of them.</summary>
    private static DocumentMap Counts(RunResults results, string decision) => DocumentNode.Map(
    [
        .. results.Total.Rulings.Select(ruling => (Parts: ruling.Key.Split(':', 3), ruling.Value))
            .Where(ruling => decision.Length == 0 || ruling.Parts[1].Equals(decision, StringComparison.Ordinal))
            .GroupBy(ruling => ruling.Parts[2], ruling => ruling.Value, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, (DocumentNode)group.Sum())),
    ]);

    private static DocumentMap Usage(CellFigures total) => DocumentNode.Map(
        ("trials_total", total.Episodes),
        ("calls_made", total.Calls),
        ("tokens_prompt_sum", total.PromptTokens),
        ("tokens_completion_sum", total.CompletionTokens),
        ("tokens_total_sum", total.PromptTokens + total.CompletionTokens));

    private static DocumentMap Budget(ProjectionInput input) => DocumentNode.Map(
        ("stopped_early", BudgetViews.Skipped(input.Outcome.Results) > 0),
        ("budget_hit", BudgetViews.Hit(input.Outcome.Results, input.Outcome.Budget) ?? "none"),
        ("skipped", BudgetViews.Skipped(input.Outcome.Results)));

    /// <summary>What the text rules said. The oracles' own rates are in results.json.</summary>
    private static DocumentMap Evaluator(RunResults results)
    {
        var said = results.Total.Rates[CellFigures.TextPassRate];
        var rules = results.Plan.Blocks.SelectMany(block => block.Cells).Select(cell => cell.Evaluator?.List("rules").Length ?? 0).DefaultIfEmpty(0).Max();
        return DocumentNode.Map(("rules_total", (long)rules), ("callable_trials", said.Trials), ("successes", said.Successes), ("pass_rate", Share(said)));
    }

    private static DocumentMap Thresholds(ProjectionInput input, PageModel model)
    {
        var verdict = input.Outcome.Verdict;
        var total = input.Outcome.Results.Total;
        var pass = total.Rates[CellFigures.PassRate];
        return DocumentNode.Map(
            ("status", verdict.Name),
            ("exit_code", (long)verdict.ExitCode),
            ("policy", verdict.Policy.ToString().ToLowerInvariant()),
            ("strict", verdict.IsStrict),
            ("summary", model.Verdict.Line),
            ("reasons", Texts(verdict.Criteria.Where(judged => judged.Result != Verdicts.CriterionResult.Pass).Select(judged => judged.Line))),
            ("metrics", DocumentNode.Map(
                ("total_trials", total.Episodes),
                ("callable_trials", pass.Trials),
                ("passed_trials", pass.Successes),
                ("pass_rate", Number(pass.Estimate)),
                ("post_deny", DocumentedStatus.Count(input.Outcome.Results, "post_call:", "deny")))));
    }

    private static DocumentMap Share(Rate rate) => DocumentNode.Map(("percent", Number(rate.Estimate * 100)), ("display", Digits.Percent(rate.Estimate)));

    private static DocumentNode Number(double? value) => value is { } known ? known : DocumentNode.Null;

    private static DocumentNode Text(string? value) => value is null ? DocumentNode.Null : value;

    private static DocumentList Texts(IEnumerable<string> values) => DocumentNode.List(values.Select(value => (DocumentNode)value));
}
