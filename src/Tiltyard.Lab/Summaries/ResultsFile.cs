using Tiltyard.Metrics;

namespace Tiltyard.Lab.Summaries;

/// <summary>Which results may be averaged: those of one task, agent, partner and set of conditions.</summary>
internal sealed record ResultsGroup(string Task, string Agent, string? Partner, string? Timing, string? Signatures, string? Roster, string? Load, string? Enforcement, string? Access) : IComparable<ResultsGroup>
{
    private string[] Key => [Task, Agent, Partner ?? "", Timing ?? "", Signatures ?? "", Roster ?? "", Load ?? "", Enforcement ?? "", Access ?? ""];

    public int CompareTo(ResultsGroup? other)
    {
        if (other is null) return 1;
        foreach (var (one, two) in Key.Zip(other.Key))
        {
            if (string.CompareOrdinal(one, two) is var order and not 0) return order;
        }

        return 0;
    }
}

/// <summary>What a model cost and how it answered, as the results of one run say.</summary>
internal sealed record ModelFigures
{
    public static IReadOnlyList<string> Names { get; } = ["llm_error_rate", "llm_invalid_output_rate", "llm_total_tokens", "llm_tokens_per_step", "llm_mean_latency_ms", "llm_p95_latency_ms", "llm_estimated_cost_usd"];

    /// <summary>In the order of <see cref="Names"/>; null where the run says nothing.</summary>
    public required double?[] Values { get; init; }
}

/// <summary>The figures of many episodes.</summary>
internal sealed class EpisodeTally
{
    public long Episodes { get; set; }

    public MetricTally[] Metrics { get; } = [.. SummaryMetric.All.Select(metric => new MetricTally(metric.Scale))];

    /// <summary>Episodes in which the attack was contained, of those in which that can be said.</summary>
    public Rate Contained { get; set; } = new(0, 0);

    public void Merge(EpisodeTally other)
    {
        Episodes += other.Episodes;
        Contained = Contained.Merge(other.Contained);
        for (var place = 0; place < Metrics.Length; place++) Metrics[place].Merge(other.Metrics[place]);
    }
}

/// <summary>One results document: who it is of, and the figures of its episodes.</summary>
internal sealed record ResultsFile
{
    public required string Name { get; init; }

    /// <summary>0.2 or 0.3.</summary>
    public required string Version { get; init; }

    public required ResultsGroup Group { get; init; }

    /// <summary>Null once it was merged into that of its group.</summary>
    public required EpisodeTally? Tally { get; init; }

    public required long Episodes { get; init; }

    public string? PipelineMode { get; init; }

    public string? Backend { get; init; }

    public string? Model { get; init; }

    /// <summary>Seconds that the run took by the clock, where it says so; 0 in a deterministic one.</summary>
    public double? WallSeconds { get; init; }

    public required ModelFigures ModelFigures { get; init; }

    public ResultsFile WithoutTally() => this with { Tally = null };
}
