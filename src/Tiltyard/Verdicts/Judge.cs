using System.Collections.Immutable;
using Tiltyard.Metrics;

namespace Tiltyard.Verdicts;

/// <summary>Holds metrics against criteria. It decides nothing about how they were measured.</summary>
public static class Judge
{
    /// <summary>The verdict on metrics that a lookup finds: for each criterion the cells it speaks of, or one entry for the whole run.</summary>
    /// <param name="criteria">The set to judge by.</param>
    /// <param name="strict">STRICT=1: a miss is a failure.</param>
    /// <param name="nothingAssessed">True when no episode was assessed at all: then nothing can be concluded.</param>
    /// <param name="measure">Finds the metric of a criterion, cell by cell; an empty answer means that nothing matched.</param>
    public static Verdict Decide(
        CriteriaSet criteria, bool strict, bool nothingAssessed, Func<Criterion, IReadOnlyList<(string? Cell, Measured? Measured)>> measure)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        ArgumentNullException.ThrowIfNull(measure);
        var isStrict = strict || criteria.Policy == VerdictPolicy.Strict;
        var judged = criteria.Criteria.SelectMany(criterion => Apply(criterion, criteria, isStrict, measure(criterion))).ToImmutableArray();
        var status = nothingAssessed ? VerdictStatus.Inconclusive : Worst(judged, criteria);
        return new Verdict { Status = status, Criteria = judged, Policy = criteria.Policy, IsStrict = isStrict, Notes = criteria.Notes };
    }

    private static IEnumerable<JudgedCriterion> Apply(
        Criterion criterion, CriteriaSet set, bool strict, IReadOnlyList<(string? Cell, Measured? Measured)> found)
    {
        if (found.Count == 0) return [NotEvaluated(criterion, null, null, "no cell matches")];
        return found.Select(entry => One(criterion, set, strict, entry.Cell, entry.Measured));
    }

    private static JudgedCriterion One(Criterion criterion, CriteriaSet set, bool strict, string? cell, Measured? measured)
    {
        if (measured is null) return NotEvaluated(criterion, cell, null, "there is no such metric");
        if (measured.Estimate is not { } estimate) return NotEvaluated(criterion, cell, measured, "nothing was evaluated");
        var confidence = criterion.Confidence ?? set.Confidence;
        var interval = confidence is { } level ? measured.Interval(level) : null;
        if (confidence is not null && interval is null) return NotEvaluated(criterion, cell, measured, "there is no interval to compare");
        var result = interval is { } bounds ? Compare(criterion, bounds.Low, bounds.High) : Compare(criterion, estimate, estimate);
        if (result == CriterionResult.Fail) result = Miss(criterion, set, strict);
        return new JudgedCriterion
        {
            Criterion = criterion,
            Cell = cell,
            Measured = measured,
            Interval = interval ?? measured.Interval(0.95),
            Result = result,
            Needed = result == CriterionResult.Inconclusive && measured.IsRate ? Needed(criterion, estimate, confidence!.Value) : null,
            Line = CriterionLine.Of(criterion, measured, interval, cell),
        };
    }

    private static CriterionResult Compare(Criterion criterion, double low, double high)
    {
        var fails = high < criterion.Min || low > criterion.Max;
        var passes = !(low < criterion.Min) && !(high > criterion.Max);
        return fails ? CriterionResult.Fail : passes ? CriterionResult.Pass : CriterionResult.Inconclusive;
    }

    private static CriterionResult Miss(Criterion criterion, CriteriaSet set, bool strict) => criterion.OnMiss switch
    {
        OnMiss.Fail => CriterionResult.Fail,
        _ when strict => CriterionResult.Fail,
        OnMiss.Warn => CriterionResult.Warn,
        _ => set.Policy == VerdictPolicy.Strict ? CriterionResult.Fail : CriterionResult.Warn,
    };

    private static long? Needed(Criterion criterion, double estimate, double confidence) =>
        SampleSize.ForRate(estimate, criterion.Min is { } min && estimate >= min ? min : criterion.Max ?? criterion.Min ?? 0, confidence);

    private static JudgedCriterion NotEvaluated(Criterion criterion, string? cell, Measured? measured, string why) => new()
    {
        Criterion = criterion,
        Cell = cell,
        Measured = measured,
        Result = CriterionResult.NotEvaluated,
        Line = $"{(cell is null ? "" : cell + ": ")}{criterion.Metric}: {why}",
    };

    private static VerdictStatus Worst(ImmutableArray<JudgedCriterion> judged, CriteriaSet set)
    {
        if (judged.IsEmpty) return VerdictStatus.None;
        if (judged.Any(criterion => criterion.Result == CriterionResult.Fail)) return VerdictStatus.Fail;
        if (judged.Any(criterion => criterion.Result is CriterionResult.Inconclusive || (criterion.Result is CriterionResult.NotEvaluated && !set.AllowsNotEvaluated))) return VerdictStatus.Inconclusive;
        return judged.Any(criterion => criterion.Result == CriterionResult.Warn) && set.Policy != VerdictPolicy.Allow ? VerdictStatus.Warn : VerdictStatus.Ok;
    }
}
