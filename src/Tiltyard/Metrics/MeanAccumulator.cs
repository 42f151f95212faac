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

    private readonly ExactSum sum = new();
    private readonly ExactSum squares = new();
    private readonly PoissonBootstrap? bootstrap;
    private double min = double.PositiveInfinity;
    private double max = double.NegativeInfinity;

    /// <summary>An accumulator without a bootstrap for 0 replicates, else with one.</summary>
    public MeanAccumulator(int replicates = 0) => bootstrap = replicates == 0 ? null : new PoissonBootstrap(replicates);

    /// <summary>The bootstrap replicates, 0 without a bootstrap.</summary>
    public int Replicates => bootstrap?.Replicates ?? 0;

    public long Count { get; private set; }

    public double? Mean => Count == 0 ? null : sum.Value / Count;

    public double? Min => Count == 0 ? null : min;

    public double? Max => Count == 0 ? null : max;

    /// <summary>The sample deviation (divisor n - 1), from exact sums, so equal values give exactly 0; null below two values.</summary>
    public double? StandardDeviation => Count < 2 ? null : Math.Sqrt(Variance());

    /// <summary>The 95 % percentile interval of the mean; null without a bootstrap or below two values.</summary>
    public Interval? Bootstrap95 => Count < 2 ? null : bootstrap?.Percentile();

    /// <summary>Adds a value to an accumulator that has no bootstrap.</summary>
    public void Add(double value)
    {
        if (bootstrap is not null)
            throw new InvalidOperationException("This accumulator bootstraps: give the episode's weights with the value.");
        ThrowUnlessInRange(value);
        Take(value);
    }

    /// <summary>Adds a value under its episode's weights; an accumulator without a bootstrap does not look at them.</summary>
    public void Add(double value, BootstrapWeights weights)
    {
        ThrowUnlessInRange(value);
        bootstrap?.Add(value, weights);
        Take(value);
    }

    public void Merge(MeanAccumulator other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (bootstrap is null != other.bootstrap is null)
            throw new ArgumentException("Only one of the two accumulators bootstraps.", nameof(other));
        if (bootstrap is not null) bootstrap.Merge(other.bootstrap!);
        sum.Merge(other.sum);
        squares.Merge(other.squares);
        Count += other.Count;
        min = Math.Min(min, other.min);
        max = Math.Max(max, other.max);
    }

    private static void ThrowUnlessInRange(double value)
    {
        if (!(Math.Abs(value) < ValueLimit))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A measured value is finite and below 1e150.");
    }

    private void Take(double value)
    {
        var square = Worlds.DoubleDouble.Product(value, value);
        sum.Add(value);
        squares.Add(square.High);
        squares.Add(square.Low);
        Count++;
        min = Math.Min(min, value);
        max = Math.Max(max, value);
    }

    /// <summary>(n sum(x^2) - sum(x)^2) / (n (n - 1)), the numerator in whole numbers.</summary>
    private double Variance()
    {
        var total = sum.ToScaledInteger();
        var numerator = ((Count * squares.ToScaledInteger()) << ExactSum.FractionBits) - (total * total);
        if (numerator.Sign <= 0) return 0;
        return ExactSum.ToDouble(numerator, -2 * ExactSum.FractionBits) / Count / (Count - 1);
    }
}
