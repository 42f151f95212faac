using Tiltyard.Metrics;

namespace Tiltyard.Verdicts;

/// <summary>
/// One metric as a verdict sees it: the estimate, what it rests on, and its interval at any confidence asked for. No estimate means
/// that nothing was evaluated, which never passes.
/// </summary>
public sealed record Measured
{
    public required string Metric { get; init; }

    public required double? Estimate { get; init; }

    /// <summary>Successes, for a rate.</summary>
    public long? Successes { get; init; }

    public required long Count { get; init; }

    public required Func<double, Interval?> Interval { get; init; }

    /// <summary>True for a rate, whose needed sample size can be computed.</summary>
    public bool IsRate => Successes is not null;

    public static Measured Of(string metric, Rate rate) => new()
    {
        Metric = metric,
        Estimate = rate.Estimate,
        Successes = rate.Successes,
        Count = rate.Trials,
        Interval = confidence => rate.ClopperPearson(confidence),
    };

    /// <summary>A mean; its interval is the 95 % bootstrap interval and no other.</summary>
    public static Measured Of(string metric, double? mean, long count, Interval? interval95) => new()
    {
        Metric = metric,
        Estimate = mean,
        Count = count,
        Interval = _ => interval95,
    };

    /// <summary>An exact count.</summary>
    public static Measured Of(string metric, long count) => new()
    {
        Metric = metric,
        Estimate = count,
        Count = count,
        Interval = _ => new Interval(count, count),
    };
}
