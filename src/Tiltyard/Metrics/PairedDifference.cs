namespace Tiltyard.Metrics;

/// <summary>
/// The difference a - b of two treatments of the same case and seed, accumulated pair by pair; the caller joins the pairs. Chance that
/// both arms share cancels, so the interval is far narrower than that of two separate means.
/// </summary>
public sealed class PairedDifference
{
    private readonly MeanAccumulator differences;

    public PairedDifference(int replicates = 0) => differences = new MeanAccumulator(replicates);

    public long Pairs => differences.Count;

    /// <summary>Pairs with a above b.</summary>
    public long Wins { get; private set; }

    public long Ties { get; private set; }

    public long Losses { get; private set; }

    public double? Mean => differences.Mean;

    public double? StandardDeviation => differences.StandardDeviation;

    public double? Min => differences.Min;

    public double? Max => differences.Max;

    public Interval? Bootstrap95 => differences.Bootstrap95;

    public void Add(double a, double b)
    {
        differences.Add(a - b);
        Score(a, b);
    }

    /// <summary>Adds a pair under the weights of the episode both arms played.</summary>
    public void Add(double a, double b, BootstrapWeights weights)
    {
        differences.Add(a - b, weights);
        Score(a, b);
    }

    public void Merge(PairedDifference other)
    {
        ArgumentNullException.ThrowIfNull(other);
        differences.Merge(other.differences);
        Wins += other.Wins;
        Ties += other.Ties;
        Losses += other.Losses;
    }

    private void Score(double a, double b)
    {
        if (a > b) Wins++;
        else if (a < b) Losses++;
        else Ties++;
    }
}
