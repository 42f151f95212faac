namespace Tiltyard.Metrics;

/// <summary>
/// The interval of an F1 over texts: each text enters every replicate as often as its <see cref="BootstrapWeights"/> say, with all its
/// labels and finds. Sums are whole numbers, so order and grouping change nothing.
/// </summary>
public sealed class DetectionBootstrap
{
    private readonly long[] _met;
    private readonly long[] _missed;
    private readonly long[] _right;
    private readonly long[] _wrong;

    public DetectionBootstrap(int replicates = BootstrapWeights.DefaultReplicates)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 2);
        (_met, _missed, _right, _wrong) = (new long[replicates], new long[replicates], new long[replicates], new long[replicates]);
    }

    /// <summary>The counts of every text added, unweighted.</summary>
    public DetectionCounts Counts { get; private set; }

    /// <summary>Adds the counts of one text under the weights drawn for it.</summary>
    public void Add(DetectionCounts counts, BootstrapWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Replicates != _met.Length) throw new ArgumentException($"{weights.Replicates} replicates were given to a bootstrap of {_met.Length}.", nameof(weights));
        if (counts.IsEmpty) return;
        Counts = Counts.Merge(counts);
        var values = weights.Values;
        for (var at = 0; at < values.Length; at++)
        {
            long weight = values[at];
            _met[at] += weight * counts.Met;
            _missed[at] += weight * counts.Missed;
            _right[at] += weight * counts.Right;
            _wrong[at] += weight * counts.Wrong;
        }
    }

    /// <summary>The percentile interval of F1; replicates without label and find are left out, and null is returned when fewer than two remain.</summary>
    public Interval? Percentile(double confidence = 0.95)
    {
        var tail = Rate.TailOf(confidence);
        var means = new List<double>(_met.Length);
        for (var at = 0; at < _met.Length; at++)
        {
            if (DetectionCounts.Mean(_met[at], _missed[at], _right[at], _wrong[at]) is { } mean) means.Add(mean);
        }

        if (means.Count < 2) return null;
        means.Sort();
        return new Interval(PoissonBootstrap.OrderStatistic(means, tail), PoissonBootstrap.OrderStatistic(means, 1 - tail));
    }
}
