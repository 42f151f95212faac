using System.Collections.Immutable;
using Tiltyard.Corpora.Playing;
using Tiltyard.Metrics;

namespace Tiltyard.Corpora.Figures;

/// <summary>What configurations stop and break in a corpus, each by itself and against each other.</summary>
public sealed record GateReport
{
    public required RunCounts Counts { get; init; }

    public required ImmutableArray<ConfigurationFigures> Configurations { get; init; }

    public required ImmutableArray<PairedShare> Pairs { get; init; }

    public required ImmutableArray<Dominance> Dominances { get; init; }

    /// <summary>The report of judged runs, in the order of the corpus.</summary>
    public static GateReport Of(IReadOnlyList<JudgedRun> runs, ImmutableArray<string> names)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var counts = runs.Aggregate(new RunCounts(), static (sum, run) => sum.With(run.Labels, Conventions.ClassOf(run.Labels)));
        var weighed = runs.Select(WeighedRun.Of).OfType<WeighedRun>().ToArray();
        var weights = new ClusterWeights();
        var configurations = names.Select((name, index) => new ConfigurationCount(name, index, runs, weighed, weights).Figures()).ToImmutableArray();
        return new GateReport
        {
            Counts = counts,
            Configurations = configurations,
            Pairs = PairedShare.All(configurations, weighed),
            Dominances = Dominance.All(configurations),
        };
    }
}

/// <summary>What a run that counts is counted as.</summary>
internal enum RunWeight
{
    Attack,
    GoodBenign,
    GoodAttacked,
}

/// <summary>A run that counts, with its cluster.</summary>
internal sealed record WeighedRun(JudgedRun Run, RunWeight Weight, ulong Cluster)
{
    /// <summary>Null where the run counts for nothing, or the label that matters is not known.</summary>
    public static WeighedRun? Of(JudgedRun run)
    {
        var labels = run.Labels;
        RunWeight? weight = Conventions.ClassOf(labels) switch
        {
            RunClass.Benign when labels.Utility == true => RunWeight.GoodBenign,
            RunClass.Attacked when labels.Security == true => RunWeight.Attack,
            RunClass.Attacked when labels is { Security: false, Utility: true } => RunWeight.GoodAttacked,
            _ => null,
        };
        return weight is { } known ? new WeighedRun(run, known, Conventions.ClusterOf(labels)) : null;
    }

    public bool IsHit(int configuration, OperatingPoint point) =>
        point == OperatingPoint.Deny ? Run.Opinions[configuration].Denies : Run.Opinions[configuration].Speaks;
}
