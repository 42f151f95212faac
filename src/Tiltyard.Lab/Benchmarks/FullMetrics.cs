using Tiltyard.Documents;
using Tiltyard.Lab.Episodes;
using Tiltyard.Metrics;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Benchmarks;

/// <summary>
/// What version 0.3 of the results adds to an episode: quantiles of the turnaround and intervals. What an episode is too short for is left out, because the published form
/// has no place for null.
/// </summary>
public static class FullMetrics
{
    /// <summary>Fewer turnarounds than this say nothing about their tail.</summary>
    public const int LeastForTail = 20;

    private const int Replicates = 1000;

    private static readonly int[] Quantiles = [10, 25, 50, 75, 90];

    /// <summary>Trials so many that a binomial of them is the Poisson to six digits.</summary>
    private const long PoissonTrials = 10_000_000;

    public static DocumentMap Of(DocumentMap plain, LabWorld world, long seed)
    {
        ArgumentNullException.ThrowIfNull(plain);
        ArgumentNullException.ThrowIfNull(world);
        var turnarounds = world.Ledger.Turnarounds.Order().ToArray();
        var more = new List<(string Key, DocumentNode Value)> { ("throughput_ci_95", Pair(Counted(world.Ledger.Counts.Releases))) };
        if (turnarounds.Length > 0) more.Add(("turnaround_quantiles_s", DocumentNode.Map([.. Quantiles.Select(percent => ($"p{percent}", EpisodeMetrics.Percentile(turnarounds, percent)))])));
        if (turnarounds.Length >= LeastForTail) more.Add(("p95_turnaround_s_ci_95", Pair(Tail(turnarounds, seed))));
        return DocumentNode.Map([.. plain.Entries.Select(entry => (entry.Key, entry.Value)).Concat(more).OrderBy(entry => entry.Item1, StringComparer.Ordinal)]);
    }

    /// <summary>The exact interval of a count of independent events.</summary>
    public static Interval Counted(long count)
    {
        var rate = new Rate(count, PoissonTrials).ClopperPearson()!.Value;
        return new Interval(rate.Low * PoissonTrials, rate.High * PoissonTrials);
    }

    /// <summary>The documented bootstrap: a thousand resamples of a seeded stream, percentile method.</summary>
    private static Interval Tail(int[] turnarounds, long seed)
    {
        var random = new MersenneTwister(seed);
        var (sample, tails) = (new int[turnarounds.Length], new double[Replicates]);
        for (var replicate = 0; replicate < Replicates; replicate++)
        {
            for (var place = 0; place < sample.Length; place++) sample[place] = turnarounds[random.ChoiceIndex(turnarounds.Length)];
            Array.Sort(sample);
            tails[replicate] = EpisodeMetrics.Percentile(sample, 95).AsNumber();
        }

        Array.Sort(tails);
        return new Interval(At(tails, 0.025), At(tails, 0.975));
    }

    private static double At(double[] sorted, double portion)
    {
        var position = (sorted.Length - 1) * portion;
        var low = (int)position;
        return sorted[low] + ((sorted[Math.Min(low + 1, sorted.Length - 1)] - sorted[low]) * (position - low));
    }

    private static DocumentMap Pair(Interval interval) => DocumentNode.Map(("lower", interval.Low), ("upper", interval.High));
}
