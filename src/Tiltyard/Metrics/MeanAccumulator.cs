namespace Tiltyard.Metrics;

/// <summary>
/// Count, mean, deviation and extremes of a measured value over episodes, with a bootstrap interval if replicates are asked for.
/// Merging shards in any grouping gives the same bits as one pass. For yes-or-no outcomes use <see cref="Rate"/>, for medians
/// <see cref="IntegerHistogram"/>.
/// </summary>
public sealed class MeanAccumulator
{
    /// <summary>Values must be smaller than this, so that their squares stay in range.</summary>
    public const double ValueLimit = 1e150;

    private readonly ExactSum _sum = new();
    private readonly ExactSum _squares = new();
    private readonly PoissonBootstrap? _bootstrap;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;

    /// <summary>An accumulator without a bootstrap for 0 replicates, else with one.</summary>
    public MeanAccumulator(int replicates = 0) => _bootstrap = replicates == 0 ? null : new PoissonBootstrap(replicates);

    /// <summary>The bootstrap replicates, 0 without a bootstrap.</summary>
    public int Replicates => _bootstrap?.Replicates ?? 0;

    public long Count { get; private set; }

    public double? Mean => Count == 0 ? null : _sum.Value / Count;

    public double? Min => Count == 0 ? null : _min;

    public double? Max => Count == 0 ? null : _max;

    /// <summary>The sample deviation (divisor n - 1), from exact sums, so equal values give exactly 0; null below two values.</summary>
    public double? StandardDeviation => Count < 2 ? null : Math.Sqrt(Variance());

    /// <summary>The 95 % percentile interval of the mean; null without a bootstrap or below two values.</summary>
    public Interval? Bootstrap95 => Count < 2 ? null : _bootstrap?.Percentile();

    /// <summary>Adds a value to an accumulator that has no bootstrap.</summary>
    public void Add(double value)
    {
        if (_bootstrap is not null)
            throw new InvalidOperationException("This accumulator bootstraps: give the episode's weights with the value.");
        ThrowUnlessInRange(value);
        Take(value);
    }

    /// <summary>Adds a value under its episode's weights; an accumulator without a bootstrap does not look at them.</summary>
    public void Add(double value, BootstrapWeights weights)
    {
        ThrowUnlessInRange(value);
        _bootstrap?.Add(value, weights);
        Take(value);
    }

    public void Merge(MeanAccumulator other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (_bootstrap is null != other._bootstrap is null)
            throw new ArgumentException("Only one of the two accumulators bootstraps.", nameof(other));
        if (_bootstrap is not null) _bootstrap.Merge(other._bootstrap!);
        _sum.Merge(other._sum);
        _squares.Merge(other._squares);
        Count += other.Count;
        _min = Math.Min(_min, other._min);
        _max = Math.Max(_max, other._max);
    }

    private static void ThrowUnlessInRange(double value)
    {
        if (!(Math.Abs(value) < ValueLimit))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A measured value is finite and below 1e150.");
    }

    private void Take(double value)
    {
        var square = Worlds.DoubleDouble.Product(value, value);
        _sum.Add(value);
        _squares.Add(square.High);
        _squares.Add(square.Low);
        Count++;
        _min = Math.Min(_min, value);
        _max = Math.Max(_max, value);
    }

    /// <summary>(n sum(x^2) - sum(x)^2) / (n (n - 1)), the numerator in whole numbers.</summary>
    private double Variance()
    {
        var total = _sum.ToScaledInteger();
        var numerator = ((Count * _squares.ToScaledInteger()) << ExactSum.FractionBits) - (total * total);
        if (numerator.Sign <= 0) return 0;
        return ExactSum.ToDouble(numerator, -2 * ExactSum.FractionBits) / Count / (Count - 1);
    }
}
