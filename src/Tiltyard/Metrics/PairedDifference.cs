namespace Tiltyard.Metrics;

/// <summary>
/// The difference a - b of two treatments of the same case and seed, accumulated pair by pair; the caller joins the pairs. Chance that
/// both arms share cancels, so the interval is far narrower than that of two separate means.
/// </summary>
public sealed class PairedDifference
{
    private readonly MeanAccumulator _differences;

    public PairedDifference(int replicates = 0) => _differences = new MeanAccumulator(replicates);

    public long Pairs => _differences.Count;

    /// <summary>Pairs with a above b.</summary>
    public long Wins { get; private set; }

    public long Ties { get; private set; }

    public long Losses { get; private set; }

    public double? Mean => _differences.Mean;

    public double? StandardDeviation => _differences.StandardDeviation;

    public double? Min => _differences.Min;

    public double? Max => _differences.Max;

    public Interval? Bootstrap95 => _differences.Bootstrap95;

    /// <summary>
    /// The exact two-sided McNemar test for pairs of yes and no: the probability of discordant pairs as lopsided as these if both arms
    /// were alike; the discordant pairs are then Binomial(n, 1/2). Null without a discordant pair. For means of anything but yes and no
    /// it is the sign test.
    /// </summary>
    public double? McNemarP => McNemar(Wins, Losses);

    /// <summary>The same test of pairs that were counted elsewhere.</summary>
    public static double? McNemar(long wins, long losses)
    {
        var discordant = wins + losses;
        if (discordant == 0) return null;
        var fewer = Math.Min(wins, losses);
        if (fewer * 2 == discordant) return 1;
        return Math.Min(1, 2 * BetaTails.Lower(discordant - fewer, fewer + 1, 0.5));
    }

    public void Add(double a, double b)
    {
        _differences.Add(a - b);
        Score(a, b);
    }

    /// <summary>Adds a pair under the weights of the episode both arms played.</summary>
    public void Add(double a, double b, BootstrapWeights weights)
    {
        _differences.Add(a - b, weights);
        Score(a, b);
    }

    public void Merge(PairedDifference other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _differences.Merge(other._differences);
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
