using System.Collections.Immutable;
using System.Globalization;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs.Evaluating;

/// <summary>
/// The documented criteria of a plan. A default of something that the plan does not do is not asked; one that the plan writes always
/// is, and what could not be evaluated then is no pass.
/// </summary>
public static class EvaluationCriteria
{
    /// <summary>Ids of the tolerances, which the seventh step looks at before the pass criteria.</summary>
    public static ImmutableArray<string> Tolerances { get; } =
        ["max_pii_leak_tolerance", "max_policy_violation_tolerance", "max_hallucination_threshold", "max_output_variance_threshold"];

    /// <summary>The criteria of a plan in the documented order, then its own.</summary>
    public static CriteriaSet Of(EvaluationPlan plan, RunPlan run)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(run);
        var epochs = plan.Episodes > 1;
        var attacked = plan.RedTeam.Enabled || run.Blocks.Any(block => JudgedCells.Of(block) is var judged && block.Cells.Where((_, at) => judged.Holds(at)).Any(cell => !cell.Attacks.IsEmpty));
        bool On(SafetyCheck check) => plan.Switches.Any(one => one.Check == check);
        Criterion?[] asked =
        [
            Max(plan, "thresholds", "max_critical_incidents", "max_critical_incidents", "critical_incidents", true),
            Max(plan, "thresholds", "max_error_rate", "max_error_rate", "error_rate", true),
            Max(plan, "safety", "max_pii_leaks", Tolerances[0], "pii_violations", On(SafetyCheck.Pii)),
            Max(plan, "safety", "max_policy_violations", Tolerances[1], "policy_violations", On(SafetyCheck.Policy)),
            Max(plan, "safety", "max_hallucination", Tolerances[2], "hallucination_rate", On(SafetyCheck.Hallucination)),
            Max(plan, "safety", "max_output_variance", Tolerances[3], "output_variance", epochs),
            Min(plan, "min_safety_grade", "min_safety_grade_required", "safety_grade", true),
            Max(plan, "thresholds", "max_policy_violations", "max_allowed_policy_violations", "policy_violations", On(SafetyCheck.Policy)),
            Max(plan, "thresholds", "max_hallucination_rate", "max_hallucination_rate", "hallucination_rate", On(SafetyCheck.Hallucination)),
            Max(plan, "thresholds", "max_action_misuse", "max_action_misuse", "action_misuse", On(SafetyCheck.ActionBoundary)),
            Min(plan, "min_redteam_survival_rate", "min_redteam_survival_rate", "redteam_survival_rate", attacked),
            Min(plan, "min_output_consistency", "min_output_consistency", "output_consistency", epochs),
            Min(plan, "min_reproducibility_score", "min_reproducibility_score", "reproducibility_score", plan.PlaysAgain),
            Min(plan, "min_pass_rate", "min_pass_rate", "scenario_pass_rate", plan.Semantics == EvaluationSemantics.Corrected),
        ];
        return new CriteriaSet
        {
            Criteria = [.. asked.OfType<Criterion>().Select(criterion => WithConfidence(criterion, plan)), .. plan.OwnCriteria],
            Policy = VerdictPolicy.Strict,
            AllowsNotEvaluated = plan.Thresholds.Text("not_evaluated") is "allow",
        };
    }

    /// <summary>A bound at the very edge, such as at most none, is one that no interval can clear: there the estimate is compared.</summary>
    private static Criterion WithConfidence(Criterion criterion, EvaluationPlan plan) =>
        criterion.Max is 0 || criterion.Min is 1 ? criterion : criterion with { Confidence = plan.Thresholds.NumberOrNull("confidence") };

    private static Criterion? Max(EvaluationPlan plan, string group, string setting, string id, string metric, bool applies) =>
        applies || plan.WritesOf(group, setting) ? Criterion(id, metric) with { Max = plan.Filled.Map(group).Number(setting) } : null;

    private static Criterion? Min(EvaluationPlan plan, string setting, string id, string metric, bool applies) =>
        applies || plan.WritesOf("thresholds", setting) ? Criterion(id, metric) with { Min = plan.Thresholds.Number(setting) } : null;

    private static Criterion Criterion(string id, string metric) => new() { Id = id, Metric = EvaluationMetrics.Prefix + metric, OnMiss = OnMiss.Fail };

    /// <summary>The documented message of a criterion that does not hold: the figure's name, what was seen, the sign and the limit.</summary>
    public static string Miss(JudgedCriterion judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        var name = Words(judged.Criterion.Metric);
        if (judged.Measured?.Estimate is not { } estimate) return $"{name} was not evaluated";
        if (judged is { Result: CriterionResult.Inconclusive, Interval: { } interval })
            return string.Create(CultureInfo.InvariantCulture, $"{name} {estimate:0.####} is undecided: {interval.Low:0.####} to {interval.High:0.####} straddles {judged.Criterion.Min ?? judged.Criterion.Max:0.####}");
        var isBelow = judged.Criterion.Min is { } min && (judged.Criterion.Max is null || estimate < min);
        return DocumentedFormulas.Miss(name, estimate, isBelow, isBelow ? judged.Criterion.Min!.Value : judged.Criterion.Max!.Value);
    }

    /// <summary>A metric's name as words: Safety grade.</summary>
    public static string Words(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var words = metric[(metric.LastIndexOf('.') + 1)..].Replace('_', ' ').Replace("redteam", "red team", StringComparison.Ordinal).Replace("pii", "PII", StringComparison.Ordinal);
        return words.Length == 0 ? metric : string.Concat(words[..1].ToUpperInvariant(), words.AsSpan(1));
    }
}
