using System.Collections.Immutable;
using System.Globalization;
using Tiltyard.Documents;
using Tiltyard.Gates.Policies;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;

namespace Tiltyard.Runs;

/// <summary>The sections of run.json that the gates lab documents: gates, gate_summary, evaluator and usage.</summary>
internal static class DocumentedSections
{
    public static IEnumerable<(string Key, DocumentNode Value)> Of(RunResults results)
    {
        var total = results.Total;
        if (Policies(results.Plan) is { Length: > 0 } policies) yield return ("gates", policies.Length == 1 ? policies[0] : DocumentNode.List(policies));
        if (total.Rulings.Count > 0) yield return ("gate_summary", Summary(total));
        if (Evaluator(results) is { } evaluator) yield return ("evaluator", evaluator);
        yield return ("usage", DocumentNode.Map(
            ("trials_total", total.Episodes),
            ("calls_made", total.Calls),
            ("tokens_prompt_sum", total.PromptTokens),
            ("tokens_completion_sum", total.CompletionTokens),
            ("tokens_total_sum", total.PromptTokens + total.CompletionTokens),
            ("cost_usd", total.CostUsd is { } cost ? cost : DocumentNode.Null)));
    }

    private static ImmutableArray<DocumentMap> Policies(RunPlan plan) =>
    [
        .. plan.Blocks.SelectMany(block => block.Cells).SelectMany(cell => cell.Gates).Where(gate => gate.Options.Has("document"))
            .Select(gate => (File: gate.Options.TextOrNull("file"), Policy: Read(gate.Options)))
            .DistinctBy(entry => (entry.File, entry.Policy.Label, string.Join(',', entry.Policy.ActiveRuleIds)))
            .Select(entry => DocumentNode.Map(
                ("config_path", entry.File is { } file ? file : DocumentNode.Null),
                ("policy_id", entry.Policy.Label),
                ("version", entry.Policy.Version is { } version ? (long)version : DocumentNode.Null),
                ("mode", entry.Policy.Mode.ToString().ToLowerInvariant()),
                ("mode_source", entry.Policy.ModeSource),
                ("active_rule_ids", DocumentNode.List(entry.Policy.ActiveRuleIds.Select(id => (DocumentNode)id))))),
    ];

    private static GatePolicy Read(DocumentMap options) => PolicyFile.Read(
        options.Node("document"), overrideMode: options.TextOrNull("mode") is { } mode ? PolicyModes.Parse("mode", mode) : null);

    private static DocumentMap Summary(CellFigures total)
    {
        DocumentMap Stage(string stage) => DocumentNode.Map([.. Rulings.Decisions.Select(decision => (decision, (DocumentNode)total.Rulings
            .Where(ruling => ruling.Key.StartsWith($"{stage}:{decision}:", StringComparison.Ordinal)).Sum(ruling => ruling.Value)))]);
        return DocumentNode.Map(
            ("pre", Stage("pre_call")),
            ("post", Stage("post_call")),
            ("pre_tool", Stage("pre_tool")),
            ("post_tool", Stage("post_tool")),
            ("reason_counts", DocumentNode.Map([.. total.Rulings.GroupBy(ruling => ruling.Key.Split(':', 3)[2], StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, (DocumentNode)group.Sum(ruling => ruling.Value)))])));
    }

    private static DocumentMap? Evaluator(RunResults results)
    {
        if (results.Plan.Blocks.SelectMany(block => block.Cells).Select(cell => cell.Evaluator).FirstOrDefault(rules => rules is not null) is not { } document) return null;
        var pass = results.Total.Rates[CellFigures.TextPassRate];
        var percent = 100 * (pass.Estimate ?? 0);
        return DocumentNode.Map(
            ("version", document.Integer("version").ToString(CultureInfo.InvariantCulture)),
            ("rules_total", (long)document.List("rules").Length),
            ("active_rule_ids", DocumentNode.List(document.Maps("rules").Select(rule => rule.Text("id")).Order(StringComparer.Ordinal).Select(id => (DocumentNode)id))),
            ("callable_trials", pass.Trials),
            ("successes", pass.Successes),
            ("pass_rate", DocumentNode.Map(("percent", percent), ("display", percent.ToString("0.0", CultureInfo.InvariantCulture) + "%"))));
    }
}
