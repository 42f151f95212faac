using System.Collections.Immutable;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs.Evaluating;

/// <summary>What an evaluation came to: figures, the verdict on them, and what to do about it.</summary>
public sealed record EvaluationResult
{
    public required EvaluationPlan Plan { get; init; }

    public required EvaluationMetrics Metrics { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>The known quality of the validators that were asked, by name.</summary>
    public ImmutableSortedDictionary<string, Validators.ValidatorQuality> Qualities { get; init; } =
        ImmutableSortedDictionary<string, Validators.ValidatorQuality>.Empty.WithComparers(StringComparer.Ordinal);

    public ImmutableArray<Recommendation> Recommendations { get; init; } = [];

    public BaselineReport? Baseline { get; init; }

    /// <summary>Only a verdict that everything asked for holds is a pass.</summary>
    public bool Passed => Verdict.Status == VerdictStatus.Ok;

    /// <summary>One message for each criterion that does not hold.</summary>
    public ImmutableArray<string> Violations => Verdict.Criteria.IsEmpty && Verdict.Status != VerdictStatus.Ok
        ? ["No results available"]
        : [.. Verdict.Criteria.Where(judged => judged.Result != CriterionResult.Pass).Select(EvaluationCriteria.Miss)];
}
