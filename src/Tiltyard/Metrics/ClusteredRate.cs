namespace Tiltyard.Metrics;

/// <summary>
/// Successes out of trials that come in clusters, such as many models at the same task: its interval draws whole clusters, by weights
/// that depend on the cluster alone, so parts can be counted apart and added up. For trials that stand alone use <see cref="Rate"/>.
/// </summary>
public sealed class ClusteredRate
{
    private readonly Dictionary<ulong, Rate> _clusters = [];

    public Rate Pooled { get; private set; }

    public int Clusters => _clusters.Count;

    public void Add(ulong cluster, bool success)
    {
        _clusters[cluster] = _clusters.GetValueOrDefault(cluster).With(success);
        Pooled = Pooled.With(success);
    }

    public void Merge(ClusteredRate other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (cluster, rate) in other._clusters) _clusters[cluster] = _clusters.GetValueOrDefault(cluster).Merge(rate);
        Pooled = Pooled.Merge(other.Pooled);
    }

    /// <summary>
    /// The 95 % percentile interval over replicates. Where no cluster differs from another there is nothing to draw: then it is Wilson's,
    /// with as many trials as there are clusters, which claims the least.
    /// </summary>
    public Interval? Interval95(ClusterWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (Pooled.Trials == 0) return null;
        if (Clusters < 2) return Pooled.Wilson();
        if (Pooled.Successes == 0 || Pooled.Successes == Pooled.Trials) return new Rate(Pooled.Successes == 0 ? 0 : Clusters, Clusters).Wilson();
        return Percentile(Replicates(weights).OfType<double>());
    }

    /// <summary>The mean of the rates, each family counting alike however many runs it has; families without a trial do not count.</summary>
    public static double? Macro(IReadOnlyCollection<ClusteredRate> families)
    {
        var known = families.Where(family => family.Pooled.Trials > 0).Select(family => family.Pooled.Estimate!.Value).ToArray();
        return known.Length == 0 ? null : known.Sum() / known.Length;
    }

    /// <summary>The interval of <see cref="Macro"/>: all families are drawn by the same weights, because they share their tasks.</summary>
    public static Interval? MacroInterval95(IReadOnlyCollection<ClusteredRate> families, ClusterWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var all = new ClusteredRate();
        foreach (var family in families) all.Merge(family);
        if (all.Clusters < 2 || all.Pooled.Successes == 0 || all.Pooled.Successes == all.Pooled.Trials) return all.Interval95(weights);
        var replicates = families.Where(family => family.Pooled.Trials > 0).Select(family => family.Replicates(weights)).ToArray();
        var means = new List<double>(weights.Replicates);
        for (var replicate = 0; replicate < weights.Replicates; replicate++)
        {
            var drawn = replicates.Select(family => family[replicate]).OfType<double>().ToArray();
            if (drawn.Length > 0) means.Add(drawn.Sum() / drawn.Length);
        }

        return Percentile(means);
    }

    /// <summary>The rate in each replicate; null where nothing was drawn.</summary>
    private double?[] Replicates(ClusterWeights weights)
    {
        var (successes, trials) = (new long[weights.Replicates], new long[weights.Replicates]);
        foreach (var (cluster, rate) in _clusters)
        {
            var drawn = weights.Of(cluster);
            unchecked
            {
                for (var replicate = 0; replicate < drawn.Length; replicate++)
                {
                    successes[replicate] += drawn[replicate] * rate.Successes;
                    trials[replicate] += drawn[replicate] * rate.Trials;
                }
            }
        }

        return [.. successes.Zip(trials, (k, n) => n == 0 ? (double?)null : (double)k / n)];
    }

    private static Interval? Percentile(IEnumerable<double> replicates)
    {
        var sorted = replicates.ToList();
        if (sorted.Count < 2) return null;
        sorted.Sort();
        var tail = Rate.TailOf(0.95);
        return new Interval(PoissonBootstrap.OrderStatistic(sorted, tail), PoissonBootstrap.OrderStatistic(sorted, 1 - tail));
    }
}

/// <summary>The <see cref="BootstrapWeights"/> of clusters, drawn once each and kept for every figure that meets the cluster again.</summary>
public sealed class ClusterWeights(int replicates = BootstrapWeights.DefaultReplicates)
{
    private readonly BootstrapWeights _weights = new(replicates);
    private readonly Dictionary<ulong, ushort[]> _drawn = [];

    public int Replicates => _weights.Replicates;

    public ReadOnlySpan<ushort> Of(ulong cluster)
    {
        if (_drawn.TryGetValue(cluster, out var known)) return known;
        _weights.Draw(cluster);
        return _drawn[cluster] = _weights.Values.ToArray();
    }
}
