namespace Tiltyard.Runs.Playing;

/// <summary>A part of a plan, for one machine of several: part <paramref name="Number"/> of <paramref name="Count"/>, from 1.</summary>
public readonly record struct Shard(int Number, int Count)
{
    public static Shard Whole { get; } = new(1, 1);

    public bool IsWhole => Count == 1;

    /// <summary>Whether this part plays the unit: one case and episode with all its cells.</summary>
    public bool Holds(long unit) => unit % Count == Number - 1;

    public override string ToString() => $"{Number}/{Count}";
}

/// <summary>How a plan is carried out. Nothing here changes a result.</summary>
public sealed record RunnerOptions
{
    /// <summary>Threads for agents that compute, or episodes in flight for agents that wait.</summary>
    public int Workers { get; init; } = 1;

    public Shard Shard { get; init; } = Shard.Whole;
}

/// <summary>How far a run has come.</summary>
/// <param name="Planned">Episodes of this shard.</param>
/// <param name="Finished">Of these, finished so far, in this session and before.</param>
/// <param name="Played">Played in this session.</param>
/// <param name="Elapsed">Time since this session began.</param>
public readonly record struct RunProgress(long Planned, long Finished, long Played, TimeSpan Elapsed)
{
    public double PerSecond => Elapsed > TimeSpan.Zero ? Played / Elapsed.TotalSeconds : 0;

    public TimeSpan? Remaining => Played > 0 && Elapsed > TimeSpan.Zero
        ? TimeSpan.FromSeconds(Math.Min((Planned - Finished) / PerSecond, TimeSpan.MaxValue.TotalSeconds / 2))
        : null;
}

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    Running,
    Complete,
    Cancelled,
}
