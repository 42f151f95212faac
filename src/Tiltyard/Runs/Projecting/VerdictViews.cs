using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs.Projecting;

/// <summary>The verdict in the words of reports: the same line that the command prints, and every criterion with what was seen.</summary>
public static class VerdictViews
{
    public static VerdictView Of(Verdict verdict, CellFigures total)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return new VerdictView
        {
            Tone = verdict.Status switch
            {
                VerdictStatus.Ok => VerdictTone.Ok,
                VerdictStatus.Warn => VerdictTone.Warn,
                VerdictStatus.Fail => VerdictTone.Fail,
                VerdictStatus.Inconclusive => VerdictTone.Inconclusive,
                _ => VerdictTone.None,
            },
            Line = Line(verdict, total),
            Criteria = [.. verdict.Criteria.Select(Criterion)],
        };
    }

    /// <summary>The one line of the verdict in the documented form.</summary>
    public static string Line(Verdict verdict, CellFigures total)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(total);
        var pass = total.Rates[CellFigures.PassRate];
        var misses = verdict.Criteria.Where(judged => judged.Result != CriterionResult.Pass).Select(judged => judged.Line).ToList();
        if (verdict.Status == VerdictStatus.None) return "THRESHOLDS: NONE (no criteria were given)";
        if (misses.Count > 0) return $"THRESHOLDS: {verdict.Name} ({string.Join("; ", misses)})";
        return verdict.Status == VerdictStatus.Ok
            ? $"THRESHOLDS: OK (total={total.Episodes}, callable={pass.Trials}, pass={pass.Successes}, ⇒ pass_rate={Digits.Fixed(pass.Estimate, 2)})"
            : $"THRESHOLDS: {verdict.Name} (no episode was assessed)";
    }

    private static CriterionView Criterion(JudgedCriterion judged)
    {
        var isMin = judged.Criterion.Min is not null;
        return new CriterionView
        {
            Criterion = judged.Criterion.Id,
            Cell = judged.Cell,
            Result = (CriterionTone)judged.Result,
            Seen = Seen(judged),
            Relation = isMin ? "≥" : "≤",
            Threshold = isMin ? judged.Criterion.Min : judged.Criterion.Max,
            NeededN = judged.Needed,
            Reason = judged.Line,
        };
    }

    private static FigureView Seen(JudgedCriterion judged)
    {
        var (metric, measured) = (judged.Criterion.Metric, judged.Measured);
        var isRate = measured?.IsRate ?? FigureViews.IsRate(metric);
        var isCount = measured is { IsRate: false, Estimate: { } estimate } && judged.Interval is { } interval
            && interval.Low == estimate && interval.High == estimate && estimate == Math.Floor(estimate);
        return new FigureView
        {
            Name = metric,
            Label = FigureViews.Label(metric),
            Kind = isRate ? FigureKind.Rate : isCount ? FigureKind.Count : FigureKind.Mean,
            K = measured?.Successes,
            N = measured?.Count ?? 0,
            Estimate = measured?.Estimate,
            Low = isCount ? null : judged.Interval?.Low,
            High = isCount ? null : judged.Interval?.High,
        };
    }
}
