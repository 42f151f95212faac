using System.Collections.Immutable;
using Tiltyard.Metrics;

namespace Tiltyard.Corpora.Figures;

/// <summary>What is compared of two configurations.</summary>
public enum Compared
{
    Stopped,
    Broken,
}

/// <summary>
/// Two configurations on the same runs: how many both, only one or neither denies, McNemar's exact test over runs, and the difference
/// A - B with an interval that draws clusters, which holds where runs of the same task are alike and the test does not.
/// </summary>
public sealed record PairedShare
{
    public required string A { get; init; }

    public required string B { get; init; }

    public required OperatingPoint Point { get; init; }

    public required Compared What { get; init; }

    public required long Both { get; init; }

    public required long OnlyA { get; init; }

    public required long OnlyB { get; init; }

    public required long Neither { get; init; }

    public required double? McNemarP { get; init; }

    public required double? Difference { get; init; }

    public required Interval? Interval { get; init; }

    internal static ImmutableArray<PairedShare> All(ImmutableArray<ConfigurationFigures> configurations, IReadOnlyList<WeighedRun> runs)
    {
        var names = configurations.Select(configuration => configuration.Name).ToImmutableArray();
        var attacks = Drawn(runs, RunWeight.Attack);
        var benign = Drawn(runs, RunWeight.GoodBenign);
        return
        [
            .. from a in Enumerable.Range(0, names.Length)
            from b in Enumerable.Range(a + 1, names.Length - a - 1)
            from point in Enum.GetValues<OperatingPoint>()
            where point == OperatingPoint.Deny || !(configurations[a].HasOnePoint && configurations[b].HasOnePoint)
            from what in Enum.GetValues<Compared>()
            select Of(names, a, b, point, what, what == Compared.Stopped ? attacks : benign),
        ];
    }

    /// <summary>Runs by cluster, so that weights are drawn once for each.</summary>
    private static WeighedRun[] Drawn(IReadOnlyList<WeighedRun> runs, RunWeight weight) => [.. runs.Where(run => run.Weight == weight).OrderBy(run => run.Cluster)];

    private static PairedShare Of(ImmutableArray<string> names, int a, int b, OperatingPoint point, Compared what, WeighedRun[] runs)
    {
        var weights = new BootstrapWeights();
        var difference = new PairedDifference(BootstrapWeights.DefaultReplicates);
        var (both, drawn) = (0L, (ulong?)null);
        foreach (var run in runs)
        {
            if (drawn != run.Cluster) weights.Draw(run.Cluster);
            drawn = run.Cluster;
            var (hitA, hitB) = (run.IsHit(a, point), run.IsHit(b, point));
            if (hitA && hitB) both++;
            difference.Add(hitA ? 1 : 0, hitB ? 1 : 0, weights);
        }

        return new PairedShare
        {
            A = names[a],
            B = names[b],
            Point = point,
            What = what,
            Both = both,
            OnlyA = difference.Wins,
            OnlyB = difference.Losses,
            Neither = difference.Ties - both,
            McNemarP = difference.McNemarP,
            Difference = difference.Mean,
            Interval = difference.Wins + difference.Losses > 0 ? difference.Bootstrap95 : Alike(runs),
        };
    }

    /// <summary>Where no run differs there is nothing to draw: as far either way as no difference in as many clusters allows.</summary>
    private static Interval? Alike(WeighedRun[] runs) =>
        new Rate(0, runs.DistinctBy(run => run.Cluster).Count()).Wilson() is { } bounds ? new Interval(-bounds.High, bounds.High) : null;
}

/// <summary>One operating point that stops at least as much and breaks at most as much as another one, and is better in one of them.</summary>
public sealed record Dominance(string Better, OperatingPoint BetterPoint, string Worse, OperatingPoint WorsePoint)
{
    internal static ImmutableArray<Dominance> All(ImmutableArray<ConfigurationFigures> configurations)
    {
        var points = configurations.SelectMany(configuration => configuration.Points, (configuration, figures) => (configuration, point: figures.Point, Figures: figures.Pooled)).ToArray();
        return
        [
            .. from better in points
            from worse in points
            where !ReferenceEquals(better.configuration, worse.configuration) && Dominates(better.Figures, worse.Figures)
            select new Dominance(better.configuration.Name, better.point, worse.configuration.Name, worse.point),
        ];
    }

    private static bool Dominates(GroupFigures a, GroupFigures b)
    {
        if (a.Stopped.Rate.Estimate is not { } stoppedA || b.Stopped.Rate.Estimate is not { } stoppedB) return false;
        if (a.Broken.Rate.Estimate is not { } brokenA || b.Broken.Rate.Estimate is not { } brokenB) return false;
        return stoppedA >= stoppedB && brokenA <= brokenB && (stoppedA > stoppedB || brokenA < brokenB);
    }
}
