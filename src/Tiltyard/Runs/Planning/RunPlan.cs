using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Planning;

/// <summary>Which episodes of a run leave their whole trace behind.</summary>
/// <param name="All">Every one.</param>
/// <param name="Failures">Those that errored, were denied, harmed or fell below the threshold.</param>
/// <param name="Sample">This many, spread evenly over the plan.</param>
public readonly record struct TracePolicy(bool All, bool Failures, long Sample)
{
    public const long AllUpTo = 1_000;

    public static TracePolicy None => default;

    public static TracePolicy Default(long planned) => planned <= AllUpTo ? new(true, false, 0) : new(false, true, 100);

    /// <summary>Reads none, failures, sample:N, all, or sample:N+failures.</summary>
    /// <exception cref="DocumentException">It is something else.</exception>
    public static TracePolicy Parse(string text, SourcePlace place)
    {
        ArgumentNullException.ThrowIfNull(text);
        switch (text)
        {
            case "none": return None;
            case "all": return new(true, false, 0);
            case "failures": return new(false, true, 0);
        }

        var failures = text.EndsWith("+failures", StringComparison.Ordinal);
        var sample = failures ? text[..^"+failures".Length] : text;
        return sample.StartsWith("sample:", StringComparison.Ordinal)
            && long.TryParse(sample.AsSpan(7), System.Globalization.NumberStyles.None, null, out var count) && count > 0
            ? new(false, failures, count)
            : throw new DocumentException(place, null, $"'{text}' is not a trace policy: none, failures, sample:N, sample:N+failures or all");
    }

    public override string ToString() => All ? "all"
        : (Sample, Failures) switch
        {
            (0, false) => "none",
            (0, true) => "failures",
            (_, false) => $"sample:{Sample}",
            _ => $"sample:{Sample}+failures",
        };

    /// <summary>Whether a sample of this size holds the item at this index: evenly spread, and exactly so many of all.</summary>
    internal static bool Spreads(long index, long all, long sample) => (Int128)(index + 1) * sample / all > (Int128)index * sample / all;
}

/// <summary>One episode's place in the plan.</summary>
public readonly record struct PlannedEpisode(long Index, int Block, int Case, long Episode, int Cell);

/// <summary>
/// Everything that decides a run's results, resolved and fixed before the first episode. Its order is: block, case, episode, cell; so
/// the plays that are compared pair by pair stand side by side.
/// </summary>
public sealed record RunPlan
{
    public const int FormatVersion = 1;

    public required string Name { get; init; }

    public required ImmutableArray<PlanBlock> Blocks { get; init; }

    /// <summary>The base seed: the root of every random stream; episode i has this plus i.</summary>
    public required long Seed { get; init; }

    /// <summary>An explicit list of episode seeds instead of base plus index, or empty.</summary>
    public ImmutableArray<long> Seeds { get; init; } = [];

    /// <summary>Episodes of each case in each cell.</summary>
    public required long Episodes { get; init; }

    public required TracePolicy Trace { get; init; }

    public BudgetLimits Limits { get; init; } = new();

    public bool DryRun { get; init; }

    /// <summary>Whose arithmetic budgets, gates after the call and verdicts follow.</summary>
    public SeedCompat Compat { get; init; }

    /// <summary>The instant at which simulated time begins; a part of the plan, never the clock.</summary>
    public DateTimeOffset Start { get; init; } = DateTimeOffset.UnixEpoch;

    public long Planned => Blocks.Sum(block => BlockSize(block));

    /// <summary>The episode at an index of the plan's order.</summary>
    public PlannedEpisode At(long index)
    {
        var rest = index;
        for (var at = 0; at < Blocks.Length; at++)
        {
            var block = Blocks[at];
            var size = BlockSize(block);
            if (rest < size)
            {
                var (unit, cell) = Math.DivRem(rest, block.Cells.Length);
                var (caseIndex, episode) = Math.DivRem(unit, Episodes);
                return new PlannedEpisode(index, at, (int)caseIndex, episode, (int)cell);
            }

            rest -= size;
        }

        throw new ArgumentOutOfRangeException(nameof(index), $"The plan has {Planned} episodes.");
    }

    /// <summary>
    /// Whether the trace policy's sample holds this episode. Whole units of one case and episode are sampled, so that all cells of a block
    /// are seen at the same seeds; the sample is rounded up to whole units.
    /// </summary>
    public bool Samples(in PlannedEpisode at)
    {
        if (Trace.All || Trace.Sample == 0) return Trace.All;
        var (units, before) = (0L, 0L);
        for (var block = 0; block < Blocks.Length; block++)
        {
            if (block == at.Block) before = units;
            units += Episodes * Blocks[block].Cases.Length;
        }

        var sampled = (long)Int128.Min(units, (((Int128)Trace.Sample * units) + Planned - 1) / Planned);
        return TracePolicy.Spreads(before + (at.Case * Episodes) + at.Episode, units, sampled);
    }

    public CellPlan Cell(in PlannedEpisode at) => Blocks[at.Block].Cells[at.Cell];

    public EpisodeKey Key(in PlannedEpisode at)
    {
        var block = Blocks[at.Block];
        return new EpisodeKey(Seed, block.Scenario, block.Cases[at.Case], at.Episode, Seeds.IsEmpty ? Seed + at.Episode : Seeds[(int)at.Episode]);
    }

    /// <summary>The name of the episode's files: cell folder and file stem.</summary>
    public string FileStem(in PlannedEpisode at) => $"{Cell(at).Name}/{Blocks[at.Block].Cases[at.Case]}-e{at.Episode}";

    private long BlockSize(PlanBlock block) => Episodes * block.Cases.Length * block.Cells.Length;
}
