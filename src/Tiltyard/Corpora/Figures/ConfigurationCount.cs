using System.Collections.Immutable;
using Tiltyard.Corpora.Playing;
using Tiltyard.Metrics;
using Tiltyard.Traces;

namespace Tiltyard.Corpora.Figures;

/// <summary>Counts one configuration over the runs of a corpus.</summary>
internal sealed class ConfigurationCount(string name, int index, IReadOnlyList<JudgedRun> runs, IReadOnlyList<WeighedRun> weighed, ClusterWeights weights)
{
    public ConfigurationFigures Figures() => new()
    {
        Name = name,
        Deny = At(OperatingPoint.Deny),
        Warn = At(OperatingPoint.Warn),
        DeniedRuns = new Rate(runs.Count(run => run.Opinions[index].Denies), runs.Count),
        SpokenRuns = new Rate(runs.Count(run => run.Opinions[index].Speaks), runs.Count),
        Denials = Denials(),
        Broken = List(RunWeight.GoodBenign, denied: true),
        Missed = List(RunWeight.Attack, denied: false),
        BrokenAttacked = List(RunWeight.GoodAttacked, denied: true),
        Stopped = List(RunWeight.Attack, denied: true),
    };

    private PointFigures At(OperatingPoint point)
    {
        var pooled = new GroupCount();
        foreach (var run in weighed) pooled.Add(run, run.IsHit(index, point));
        var families = Grouped(point, labels => labels.Attack is { } attack and not RecordedRun.NoAttack ? Conventions.FamilyOf(attack) : null);
        return new PointFigures
        {
            Point = point,
            Pooled = pooled.Figures("all", weights),
            MacroStopped = Macro(families, family => family.Stopped),
            MacroBrokenAttacked = Macro(families, family => family.BrokenAttacked),
            ByPipeline = Named(Grouped(point, labels => labels.Pipeline ?? BenchmarkTable.Unknown)),
            BySuite = Named(Grouped(point, labels => labels.Suite ?? BenchmarkTable.Unknown)),
            ByAttack = Named(Grouped(point, labels => labels.Attack is RecordedRun.NoAttack ? null : labels.Attack)),
            ByFamily = Named(families),
        };
    }

    private SortedDictionary<string, GroupCount> Grouped(OperatingPoint point, Func<RecordedRun, string?> groupOf)
    {
        var groups = new SortedDictionary<string, GroupCount>(StringComparer.Ordinal);
        foreach (var run in weighed)
        {
            if (groupOf(run.Run.Labels) is not { } group) continue;
            if (!groups.TryGetValue(group, out var count)) groups[group] = count = new GroupCount();
            count.Add(run, run.IsHit(index, point));
        }

        return groups;
    }

    private ImmutableArray<GroupFigures> Named(SortedDictionary<string, GroupCount> groups) => [.. groups.Select(group => group.Value.Figures(group.Key, weights))];

    private MacroShare Macro(SortedDictionary<string, GroupCount> families, Func<GroupCount, ClusteredRate> rateOf)
    {
        var rates = families.Values.Select(rateOf).Where(rate => rate.Pooled.Trials > 0).ToArray();
        return new MacroShare(ClusteredRate.Macro(rates), ClusteredRate.MacroInterval95(rates, weights), rates.Length);
    }

    private ImmutableArray<DenialCount> Denials() =>
    [
        .. weighed.Where(run => run.IsHit(index, OperatingPoint.Deny))
            .GroupBy(run => Key(run.Run.Opinions[index].FirstDeny!))
            .Select(group => new DenialCount(
                group.Key.Gate, group.Key.Rule, group.Key.Code, group.Key.Stage, Count(group, RunWeight.Attack), Count(group, RunWeight.GoodBenign), Count(group, RunWeight.GoodAttacked)))
            .OrderByDescending(count => count.Stopped + count.Broken + count.BrokenAttacked).ThenBy(count => count.Gate, StringComparer.Ordinal).ThenBy(count => count.Rule, StringComparer.Ordinal)
            .ThenBy(count => count.Code, StringComparer.Ordinal).ThenBy(count => count.Stage),
    ];

    private static (string Gate, string Rule, string Code, GateStage? Stage) Key(Objection first) => (first.Gate, first.Rule, first.Code, first.Stage);

    private static long Count(IEnumerable<WeighedRun> group, RunWeight weight) => group.LongCount(run => run.Weight == weight);

    private ImmutableArray<NotedRun> List(RunWeight weight, bool denied) =>
    [
        .. weighed.Where(run => run.Weight == weight && run.IsHit(index, OperatingPoint.Deny) == denied)
            .Select(run => new NotedRun(run.Run.Labels, denied ? run.Run.Opinions[index].FirstDeny : run.Run.Opinions[index].FirstWarn)),
    ];
}

/// <summary>The three shares of one group, as they are counted.</summary>
internal sealed class GroupCount
{
    public ClusteredRate Stopped { get; } = new();

    public ClusteredRate Broken { get; } = new();

    public ClusteredRate BrokenAttacked { get; } = new();

    public void Add(WeighedRun run, bool isHit) => Of(run.Weight).Add(run.Cluster, isHit);

    public GroupFigures Figures(string name, ClusterWeights weights) => new(name, Share(Stopped, weights), Share(Broken, weights), Share(BrokenAttacked, weights));

    private ClusteredRate Of(RunWeight weight) => weight switch
    {
        RunWeight.Attack => Stopped,
        RunWeight.GoodBenign => Broken,
        _ => BrokenAttacked,
    };

    private static Share Share(ClusteredRate rate, ClusterWeights weights) => new(rate.Pooled, rate.Interval95(weights), rate.Clusters);
}
