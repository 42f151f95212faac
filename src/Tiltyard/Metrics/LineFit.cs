namespace Tiltyard.Metrics;

/// <summary>
/// The least-squares line through a series over its index 0, 1, 2 ..., in one pass and without allocation. One episode is one
/// series, so this is folded in step order and never merged; slopes of many episodes go into a <see cref="MeanAccumulator"/>.
/// </summary>
public sealed class LineFit
{
    private double _mean;
    private double _spread;      // sum of (y - mean)^2
    private double _covariation; // sum of (i - mean index)(y - mean)

    public int Count { get; private set; }

    /// <summary>Change per step: sum (i - i')(y - y') / sum (i - i')^2, and 0 below two values; null when empty.</summary>
    public double? Slope => Count == 0 ? null : Count < 2 ? 0 : _covariation / IndexSpread;

    /// <summary>The slope's standard error under independent residuals; null below three values.</summary>
    public double? SlopeStandardError =>
        Count < 3 ? null : Math.Sqrt(Math.Max(0, _spread - (_covariation * _covariation / IndexSpread)) / (Count - 2) / IndexSpread);

    /// <summary>Sum of (i - mean index)^2 = n (n^2 - 1) / 12.</summary>
    private double IndexSpread => Count * (((double)Count * Count) - 1) / 12;

    public void Add(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentException("Only finite numbers can be fitted.", nameof(value));
        var index = Count++;
        var step = value - _mean;
        _mean += step / Count;
        _spread += step * (value - _mean);
        _covariation += (index - (index * 0.5)) * step;
    }

    public void Reset()
    {
        Count = 0;
        _mean = _spread = _covariation = 0;
    }
}
