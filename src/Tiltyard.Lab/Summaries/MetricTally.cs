using Tiltyard.Metrics;

namespace Tiltyard.Lab.Summaries;

/// <summary>One figure over any number of episodes: its mean, deviation and quantiles. Merging gives the same bits as one pass.</summary>
internal sealed class MetricTally(int scale)
{
    /// <summary>Figures of an episode are smaller than this.</summary>
    public const double Limit = 1e12;

    /// <summary>With fewer episodes there is no interval of a mean.</summary>
    public const int LeastForInterval = 5;

    private const double Normal95 = 1.96;

    private readonly MeanAccumulator _mean = new();
    private readonly IntegerHistogram _below = new();
    private readonly IntegerHistogram _above = new();

    /// <summary>Episodes that have the figure; those without it are in no average.</summary>
    public long Count => _mean.Count;

    public double? Mean => _mean.Mean;

    public double? StandardDeviation => _mean.StandardDeviation;

    /// <summary>The documented interval of the mean, 1.96 standard errors to either side; null of too few episodes.</summary>
    public Interval? Normal => Count < LeastForInterval || StandardDeviation is not { } deviation ? null : Around(_mean.Mean!.Value, Normal95 * deviation / Math.Sqrt(Count));

    public void Add(double value)
    {
        _mean.Add(value);
        var scaled = (long)Math.Round(value * scale);
        if (scaled < 0) _below.Add(-scaled);
        else _above.Add(scaled);
    }

    public void Merge(MetricTally other)
    {
        _mean.Merge(other._mean);
        _below.Merge(other._below);
        _above.Merge(other._above);
    }

    /// <summary>Linear interpolation at (n - 1) * portion between the values in their order.</summary>
    public double? Quantile(double portion)
    {
        if (Count == 0) return null;
        var position = (Count - 1) * portion;
        var rank = (long)position;
        var low = At(rank);
        return (low + ((At(Math.Min(rank + 1, Count - 1)) - low) * (position - rank))) / scale;
    }

    private double At(long rank) => rank < _below.Count ? -_below.OrderStatistic(_below.Count - 1 - rank) : _above.OrderStatistic(rank - _below.Count);

    private static Interval Around(double center, double half) => new(center - half, center + half);
}
