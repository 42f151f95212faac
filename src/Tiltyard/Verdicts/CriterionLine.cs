using Tiltyard.Metrics;

namespace Tiltyard.Verdicts;

/// <summary>The one line that says what a criterion compared, in the documented form.</summary>
internal static class CriterionLine
{
    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.Ordinal)
    {
        ["total_trials"] = "total",
        ["callable_trials"] = "callable",
        ["post_deny"] = "post_deny",
    };

    public static string Of(Criterion criterion, Measured measured, Interval? interval, string? cell)
    {
        var name = ShortNames.GetValueOrDefault(criterion.Metric, Plain(criterion.Metric));
        var figures = measured.Successes is { } k ? $" ({k}/{measured.Count})" : "";
        var range = interval is { } bounds ? $" [{Number(bounds.Low)}, {Number(bounds.High)}]" : "";
        var min = criterion.Min is { } lower ? $" {Sign(lower, measured.Estimate!.Value, interval?.Low, below: true)} {MinName(criterion)}={Number(lower)}" : "";
        var max = criterion.Max is { } upper ? $" {Sign(upper, measured.Estimate!.Value, interval?.High, below: false)} {MaxName(criterion)}={Number(upper)}" : "";
        return $"{(cell is null ? "" : cell + ": ")}{name}={Number(measured.Estimate!.Value)}{figures}{range}{min}{max}";
    }

    /// <summary>The figures of an evaluation are told by its criteria, so their prefix says nothing new.</summary>
    private static string Plain(string metric) => metric.StartsWith("evaluation.", StringComparison.Ordinal) ? metric["evaluation.".Length..] : metric;

    private static string Sign(double bound, double estimate, double? edge, bool below)
    {
        var compared = edge ?? estimate;
        return below ? (compared < bound ? "<" : ">=") : compared > bound ? ">" : "<=";
    }

    private static string MinName(Criterion criterion) => criterion.Metric switch
    {
        "total_trials" => "min_total",
        "callable_trials" => "min_callable",
        _ => criterion.Id is "fail_below" or "warn_below" ? criterion.Id : "min",
    };

    private static string MaxName(Criterion criterion) => criterion.Metric is "post_deny" ? "max_post_deny" : "max";

    private static string Number(double value) => value == Math.Floor(value) && Math.Abs(value) < 1e15 ? value.ToString("0") : value.ToString("0.00##");
}
