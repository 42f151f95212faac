using System.Collections.Frozen;
using Tiltyard.Metrics;
using Tiltyard.Runs.Evaluating;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs;

/// <summary>Finds a run's metrics by the names that criteria use.</summary>
public static class RunMetrics
{
    /// <summary>
    /// Prefixes of paired differences: drift (pressure minus its control), versus (the first agent of a grid minus another, whose labels the
    /// criterion names), attack (attacked minus benign), defence (defended minus attacked).
    /// </summary>
    private static readonly FrozenDictionary<string, string> ContrastKinds = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["drift"] = "pressure",
        ["versus"] = "agent",
        ["attack"] = "attack",
        ["defence"] = "defence",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The metric of a criterion: for the whole run where it names no cells, else for every cell whose labels match.</summary>
    public static IReadOnlyList<(string? Cell, Measured? Measured)> Find(RunResults results, Criterion criterion)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(criterion);
        var dot = criterion.Metric.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && ContrastKinds.TryGetValue(criterion.Metric[..dot], out var kind)) return Differences(results, criterion, kind, criterion.Metric[(dot + 1)..]);
        if (criterion.Where.IsEmpty) return [(null, Measure(results.Total, criterion.Metric))];
        return [.. results.Cells.Where(entry => Matches(entry.Cell, criterion)).Select(entry => ((string?)entry.Cell.Name, Measure(entry.Figures, criterion.Metric)))];
    }

    private static IReadOnlyList<(string? Cell, Measured? Measured)> Find(RunResults results, Criterion criterion, EvaluationMetrics? evaluation) =>
        criterion.Metric.StartsWith(EvaluationMetrics.Prefix, StringComparison.Ordinal) ? [(null, evaluation?.Find(criterion.Metric))] : Find(results, criterion);

    /// <summary>Judges a run by a set of criteria.</summary>
    public static Verdict Judge(RunResults results, CriteriaSet criteria, bool strict, EvaluationMetrics? evaluation = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        var nothingAssessed = results.Total.Assessed == 0 && !results.Plan.DryRun && (results.Total.Count(Terminal.Errored) > 0 || !criteria.Criteria.IsEmpty);
        return Verdicts.Judge.Decide(criteria, strict, nothingAssessed, criterion => Find(results, criterion, evaluation));
    }

    private static bool Matches(CellPlan cell, Criterion criterion) => criterion.Where.All(wanted =>
        cell.Labels.Any(label => label.Key.Equals(wanted.Key, StringComparison.Ordinal) && label.Value.Equals(wanted.Value, StringComparison.Ordinal)));

    private static Measured? Measure(CellFigures figures, string metric) => metric switch
    {
        "total_trials" => Measured.Of(metric, figures.Episodes),
        "callable_trials" => Measured.Of(metric, figures.Count(Terminal.Completed)),
        "pre_denied" => Measured.Of(metric, figures.Count(Terminal.Denied)),
        "post_deny" => Measured.Of(metric, figures.Rulings.Where(ruling => IsPostDeny(ruling.Key)).Sum(ruling => ruling.Value)),
        "errored" => Measured.Of(metric, figures.Count(Terminal.Errored)),
        "findings" => Measured.Of(metric, figures.Findings.Values.Sum()),
        "invalid_actions" => Measured.Of(metric, figures.InvalidActions),
        "denied_actions" => Measured.Of(metric, figures.DeniedActions),
        _ when figures.Rates.TryGetValue(metric, out var rate) => Measured.Of(metric, rate),
        _ when figures.Mean(metric) is { } mean => Measured.Of(metric, mean.Mean, mean.Count, mean.Bootstrap95),
        _ => null,
    };

    private static bool IsPostDeny(string ruling) =>
        ruling.StartsWith("post_call:", StringComparison.Ordinal) && ruling.Contains(":deny:", StringComparison.Ordinal);

    private static IReadOnlyList<(string? Cell, Measured? Measured)> Differences(RunResults results, Criterion criterion, string kind, string figure) =>
    [
        .. results.Contrasts
            .Where(contrast => contrast.Kind.Equals(kind, StringComparison.Ordinal) && Matches(kind is "agent" ? contrast.B : contrast.A, criterion))
            .Select(contrast => ((string?)(kind is "agent" ? contrast.B : contrast.A).Name, contrast.Figures.TryGetValue(figure, out var difference)
                ? Measured.Of(criterion.Metric, difference.Mean, difference.Pairs, difference.Bootstrap95)
                : null)),
    ];
}
