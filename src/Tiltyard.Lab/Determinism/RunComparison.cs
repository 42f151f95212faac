using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Determinism;

/// <summary>Two runs of the same task held against each other: what must be the same, and where it first is not.</summary>
public sealed record RunComparison(RunFingerprint First, RunFingerprint Second)
{
    /// <summary>What is compared, in the words of the report.</summary>
    public ImmutableArray<(string Name, string What, string First, string Second)> Checks =>
    [
        ("episode_log", "episode log", First.EpisodeLogSha256, Second.EpisodeLogSha256),
        ("results", "results of version 0.2", First.ResultsSha256, Second.ResultsSha256),
        ("v0_2_metrics", "figures of version 0.2", First.MetricsSha256, Second.MetricsSha256),
        ("v0_3_results", "results of version 0.3", First.FullResultsSha256, Second.FullResultsSha256),
        ("receipts_bundle", "receipts", First.ReceiptsBundleRootHash, Second.ReceiptsBundleRootHash),
    ];

    public double? ThroughputDelta => Delta(First.MeanThroughput, Second.MeanThroughput);

    public double? TailDelta => Delta(First.MeanTail, Second.MeanTail);

    public bool HasPassed => Errors().IsEmpty;

    /// <summary>What differs, and where it does first.</summary>
    public ImmutableArray<string> Errors()
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        foreach (var check in Checks.Where(check => !Same(check))) errors.Add($"{check.What}: the hashes differ");
        if (FirstLine() is { } line) errors.Add($"episodes.jsonl: line {line} is the first that differs");
        if (FirstFigure() is { } figure) errors.Add(figure);
        if (ThroughputDelta is not (null or 0)) errors.Add("throughput: the mean differs by more than the budget of 0");
        if (TailDelta is not (null or 0)) errors.Add("p95_turnaround_s: the mean differs by more than the budget of 0");
        return errors.ToImmutable();
    }

    public static bool Same((string Name, string What, string First, string Second) check) => check.First.Equals(check.Second, StringComparison.Ordinal);

    private int? FirstLine()
    {
        for (var line = 0; line < Math.Max(First.Lines.Length, Second.Lines.Length); line++)
        {
            if (line >= First.Lines.Length || line >= Second.Lines.Length || !First.Lines[line].Equals(Second.Lines[line], StringComparison.Ordinal)) return line + 1;
        }

        return null;
    }

    private string? FirstFigure()
    {
        if (First.Episodes.Length != Second.Episodes.Length) return $"results.json: {First.Episodes.Length} episodes against {Second.Episodes.Length}";
        foreach (var (one, two) in First.Episodes.Zip(Second.Episodes))
        {
            if (one.Seed != two.Seed) return $"results.json: an episode has seed {one.Seed} against {two.Seed}";
            foreach (var entry in one.Metrics.Entries)
            {
                if (two.Metrics.Find(entry.Key) is not { } other || !CanonicalJson.Text(other).Equals(CanonicalJson.Text(entry.Value), StringComparison.Ordinal)) return $"results.json: seed {one.Seed}: {entry.Key} is the first figure that differs";
            }
        }

        return null;
    }

    private static double? Delta(double? first, double? second) => (first, second) switch
    {
        ({ } one, { } two) => Math.Abs(one - two),
        (null, null) => null,
        _ => double.MaxValue,
    };
}
