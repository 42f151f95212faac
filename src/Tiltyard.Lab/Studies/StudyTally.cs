using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Metrics;

namespace Tiltyard.Lab.Studies;

/// <summary>The figures of one condition, and how far they are from those of the first condition on the same seeds.</summary>
public sealed class StudyTally
{
    private readonly MeanAccumulator[] _means = [.. Figures.Select(_ => new MeanAccumulator())];
    private readonly PairedDifference[] _differences = [.. Figures.Select(_ => new PairedDifference())];

    /// <summary>What is compared: the name of a figure and where it stands in an episode.</summary>
    public static ImmutableArray<(string Name, Func<DocumentMap, double?> Of)> Figures { get; } =
    [
        ("throughput", metrics => metrics.NumberOrNull("throughput")),
        ("p95_turnaround_s", metrics => metrics.NumberOrNull("p95_turnaround_s")),
        ("blocked_total", metrics => Sum(metrics, "blocked_by_reason_code")),
        ("violations_strict_total", metrics => Sum(metrics, "violations_strict")),
        ("harms_total", metrics => Sum(metrics, "harms_by_kind")),
        ("merit", metrics => metrics.NumberOrNull("merit")),
        ("fraction_of_attacks_contained", metrics => metrics.NumberOrNull("fraction_of_attacks_contained")),
        ("containment_delay_steps", metrics => metrics.MapOrNull("sec")?.NumberOrNull("containment_delay_steps")),
    ];

    /// <summary>Episodes in which the attacker did harm, of those in which somebody attacked.</summary>
    public Rate Attacked { get; private set; } = new(0, 0);

    /// <summary>Refusals by reason code, over all episodes.</summary>
    public SortedDictionary<string, long> Blocks { get; } = new(StringComparer.Ordinal);

    public double? Mean(int figure) => _means[figure].Mean;

    public Interval? Interval(int figure) => Around(_means[figure].Mean, _means[figure].StandardDeviation, _means[figure].Count);

    public double? Difference(int figure) => _differences[figure].Mean;

    public Interval? DifferenceInterval(int figure) => Around(_differences[figure].Mean, _differences[figure].StandardDeviation, _differences[figure].Pairs);

    /// <summary>Takes an episode beside that of the first condition with the same seed.</summary>
    public void Add(DocumentMap metrics, DocumentMap first)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        for (var figure = 0; figure < Figures.Length; figure++)
        {
            if (Figures[figure].Of(metrics) is not { } value) continue;
            _means[figure].Add(value);
            if (Figures[figure].Of(first) is { } other) _differences[figure].Add(value, other);
        }

        if (metrics.MapOrNull("sec")?.IntegerOrNull("attack_success_rate") is { } success) Attacked = Attacked.With(success == 1);
        foreach (var block in metrics.Map("blocked_by_reason_code").Entries) Blocks[block.Key] = Blocks.GetValueOrDefault(block.Key) + block.Value.AsInteger();
    }

    private static double? Sum(DocumentMap metrics, string key) => metrics.MapOrNull(key)?.Entries.Sum(entry => entry.Value.AsNumber());

    private static Interval? Around(double? mean, double? deviation, long count) =>
        mean is { } center && deviation is { } spread && count >= Summaries.MetricTally.LeastForInterval ? new Interval(center - (1.96 * spread / Math.Sqrt(count)), center + (1.96 * spread / Math.Sqrt(count))) : null;
}
