using System.Collections.Immutable;
using Tiltyard.Metrics;

namespace Tiltyard.Corpora.Figures;

/// <summary>One line of the benchmark's table. Runs without the label in question are in none of its numbers.</summary>
public sealed record BenchmarkRow(string Pipeline, string Suite, string Attack, Rate BenignUtility, Rate UtilityUnderAttack, Rate TargetedSuccess);

/// <summary>What the labels say without any gate: utility, utility under attack and targeted attack success by pipeline, suite and attack.</summary>
public sealed class BenchmarkTable
{
    private readonly SortedDictionary<(string Pipeline, string Suite), Rate> _benign = new(Order<(string Pipeline, string Suite)>(key => [key.Pipeline, key.Suite]));
    private readonly SortedDictionary<(string Pipeline, string Suite, string Attack), (Rate Utility, Rate Success)> _attacked =
        new(Order<(string Pipeline, string Suite, string Attack)>(key => [key.Pipeline, key.Suite, key.Attack]));

    public RunCounts Counts { get; private set; } = new();

    /// <summary>Pipelines and suites that nobody attacked have one line with the attack none.</summary>
    public ImmutableArray<BenchmarkRow> Rows =>
    [
        .. _attacked.Select(pair => new BenchmarkRow(
                pair.Key.Pipeline, pair.Key.Suite, pair.Key.Attack, _benign.GetValueOrDefault((pair.Key.Pipeline, pair.Key.Suite)), pair.Value.Utility, pair.Value.Success))
            .Concat(_benign.Where(pair => !_attacked.Keys.Any(key => (key.Pipeline, key.Suite) == pair.Key))
                .Select(pair => new BenchmarkRow(pair.Key.Pipeline, pair.Key.Suite, RecordedRun.NoAttack, pair.Value, default, default)))
            .OrderBy(row => row.Pipeline, StringComparer.Ordinal).ThenBy(row => row.Suite, StringComparer.Ordinal).ThenBy(row => row.Attack, StringComparer.Ordinal),
    ];

    public void Add(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var kind = Conventions.ClassOf(run);
        Counts = Counts.With(run, kind);
        var (pipeline, suite) = (run.Pipeline ?? Unknown, run.Suite ?? Unknown);
        if (kind == RunClass.Benign) _benign[(pipeline, suite)] = With(_benign.GetValueOrDefault((pipeline, suite)), run.Utility);
        if (kind != RunClass.Attacked) return;
        var held = _attacked.GetValueOrDefault((pipeline, suite, run.Attack!));
        _attacked[(pipeline, suite, run.Attack!)] = (With(held.Utility, run.Utility), With(held.Success, run.Security));
    }

    /// <summary>What stands for a name that the record does not give.</summary>
    public const string Unknown = "(not given)";

    private static Rate With(Rate rate, bool? outcome) => outcome is { } known ? rate.With(known) : rate;

    private static Comparer<T> Order<T>(Func<T, string[]> parts) => Comparer<T>.Create((left, right) =>
        parts(left).Zip(parts(right), string.CompareOrdinal).FirstOrDefault(order => order != 0));
}

/// <summary>How many runs were read and what they count for.</summary>
public sealed record RunCounts
{
    public long Runs { get; init; }

    public long Benign { get; init; }

    public long Attacked { get; init; }

    public long Unlabelled { get; init; }

    public long LeftOut { get; init; }

    /// <summary>Benign runs of which nobody knows whether the task was done.</summary>
    public long BenignNotEvaluated { get; init; }

    /// <summary>Attacked runs of which nobody knows whether the attacker's task was done.</summary>
    public long AttackedNotEvaluated { get; init; }

    public RunCounts With(RecordedRun run, RunClass kind) => this with
    {
        Runs = Runs + 1,
        Benign = Benign + (kind == RunClass.Benign ? 1 : 0),
        Attacked = Attacked + (kind == RunClass.Attacked ? 1 : 0),
        Unlabelled = Unlabelled + (kind == RunClass.Unlabelled ? 1 : 0),
        LeftOut = LeftOut + (kind == RunClass.LeftOut ? 1 : 0),
        BenignNotEvaluated = BenignNotEvaluated + (kind == RunClass.Benign && run.Utility is null ? 1 : 0),
        AttackedNotEvaluated = AttackedNotEvaluated + (kind == RunClass.Attacked && run.Security is null ? 1 : 0),
    };
}
