using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Verdicts;

/// <summary>The documented thresholds.yaml, version 1, and our criteria in the same file.</summary>
public static class ThresholdsFile
{
    private static readonly Shape Confidence = Shape.Number(0.5, 0.9999);

    /// <summary>One criterion as files write it.</summary>
    public static ObjectShape CriterionShape { get; } = Shape.Object(
        Field.Optional("id", Shape.Text(), "A name for reports; the metric by default."),
        Field.Required("metric", Shape.Text(), "A rate, a figure, a fact or a count; drift., versus., attack. or defence. before a figure is a paired difference."),
        Field.Optional("where", Shape.Map(Shape.Text()), "Labels of the cells it speaks of, such as arm, agent or scenario; every cell otherwise."),
        Field.Optional("min", Shape.Number(), "The lowest acceptable value."),
        Field.Optional("max", Shape.Number(), "The highest acceptable value."),
        Field.Optional("confidence", Confidence, "Compare the interval at this confidence instead of the point estimate."),
        Field.Optional("on_miss", Shape.Text("policy", "warn", "fail"), "What a miss leads to.", "policy"));

    public static ObjectShape Form { get; } = Shape.Object(
        Field.Required("version", Shape.Integer(1, 1), "The version of this form."),
        Field.Optional("min_total_trials", Shape.Integer(0), "Fewest episodes."),
        Field.Optional("min_callable_trials", Shape.Integer(0), "Fewest callable episodes."),
        Field.Optional("min_pass_rate", Shape.Number(0, 1), "Lowest pass rate over callable episodes."),
        Field.Optional("max_post_deny", Shape.Integer(0), "Most denials after the call."),
        Field.Optional("pass_rate_callable", Shape.Object(
            Field.Required("warn_below", Shape.Number(0, 1), "Warn below this pass rate."),
            Field.Required("fail_below", Shape.Number(0, 1), "Fail below this pass rate, under any policy.")), "Two-level bound of the pass rate."),
        Field.Optional("policy", Shape.Text("allow", "warn", "strict"), "What a miss leads to.", "warn"),
        Field.Optional("confidence", Confidence, "Compare intervals at this confidence instead of point estimates."),
        Field.Optional("criteria", Shape.List(CriterionShape, 0, 1_000), "Further criteria."),
        Field.Optional("not_evaluated", Shape.Text("block", "allow"), "Whether a criterion that could not be evaluated makes the run inconclusive.", "block"),
        Field.Optional("notes", Shape.Text(), "Shown with the verdict."));

    /// <exception cref="DocumentException">The document is not a thresholds file.</exception>
    public static CriteriaSet Read(DocumentNode document)
    {
        var map = (DocumentMap)Form.Check(document);
        var criteria = new List<Criterion>();
        AddBound(criteria, map, "min_total_trials", "total_trials", isMin: true);
        AddBound(criteria, map, "min_callable_trials", "callable_trials", isMin: true);
        AddBound(criteria, map, "min_pass_rate", "pass_rate", isMin: true);
        AddBound(criteria, map, "max_post_deny", "post_deny", isMin: false);
        if (map.MapOrNull("pass_rate_callable") is { } levels)
        {
            if (levels.Number("warn_below") < levels.Number("fail_below"))
                throw new DocumentException(levels.Node("warn_below"), "warn_below is not below fail_below");
            criteria.Add(new Criterion { Id = "fail_below", Metric = "pass_rate", Min = levels.Number("fail_below"), OnMiss = OnMiss.Fail });
            criteria.Add(new Criterion { Id = "warn_below", Metric = "pass_rate", Min = levels.Number("warn_below"), OnMiss = OnMiss.Warn });
        }

        criteria.AddRange(map.Maps("criteria").Select(ReadCriterion));
        return new CriteriaSet
        {
            Criteria = [.. criteria],
            Policy = Enum.Parse<VerdictPolicy>(map.Text("policy"), ignoreCase: true),
            Confidence = map.NumberOrNull("confidence"),
            AllowsNotEvaluated = map.Text("not_evaluated") is "allow",
            Notes = map.TextOrNull("notes"),
        };
    }

    /// <summary>Reads a criterion that <see cref="CriterionShape"/> has checked.</summary>
    public static Criterion ReadCriterion(DocumentMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (!map.Has("min") && !map.Has("max")) throw new DocumentException(map, "a criterion needs min or max: without a bound it cannot fail");
        return new Criterion
        {
            Id = map.Text("id", map.Text("metric")),
            Metric = map.Text("metric"),
            Where = map.MapOrNull("where")?.Entries.Select(entry => (entry.Key, entry.Value.AsText())).ToImmutableArray() ?? [],
            Min = map.NumberOrNull("min"),
            Max = map.NumberOrNull("max"),
            Confidence = map.NumberOrNull("confidence"),
            OnMiss = Enum.Parse<OnMiss>(map.Text("on_miss"), ignoreCase: true),
        };
    }

    private static void AddBound(List<Criterion> criteria, DocumentMap map, string key, string metric, bool isMin)
    {
        if (map.NumberOrNull(key) is not { } bound) return;
        criteria.Add(new Criterion { Id = key, Metric = metric, Min = isMin ? bound : null, Max = isMin ? null : bound, Confidence = null });
    }
}
