using System.Collections.Immutable;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;

namespace Tiltyard.Runs.Projecting;

/// <summary>An episode on the page and why it is there.</summary>
internal readonly record struct InlinePick(EpisodePick Pick, bool IsWorst, bool IsSampled);

/// <summary>
/// Which episodes the page shows, names and averages. The rows pass by once and only a few candidates of each cell are kept, so a
/// million episodes choose in the memory of a thousand. Chance comes from the episode's key: the same plan always chooses the same.
/// </summary>
internal sealed class EpisodeChoice
{
    public const int MostInline = 24;
    public const int MostLinks = 1_000;
    public const int MostSeries = 2_000;

    /// <summary>Up to this many planned episodes, every traced one gets a folder of its own; above it, those on the page.</summary>
    public const int MostFolders = 100;

    private readonly RunPlan _plan;
    private readonly ImmutableArray<ImmutableArray<CellPicks>> _cells;
    private readonly List<EpisodePick> _all = [];
    private readonly bool _keepsAll;

    private EpisodeChoice(RunPlan plan)
    {
        _plan = plan;
        _keepsAll = plan.Planned <= MostFolders;
        Cases = new CaseTally(plan);
        var cells = Math.Max(1, plan.Blocks.Sum(block => block.Cells.Length));
        _cells = [.. plan.Blocks.Select(block => block.Cells.Select(_ => new CellPicks(Share(MostInline, cells), Share(MostLinks, cells), Share(MostSeries, cells))).ToImmutableArray())];
    }

    /// <summary>The longest simulated time of any episode.</summary>
    public double LongestTime { get; private set; }

    public long Rows { get; private set; }

    /// <summary>What became of each case.</summary>
    public CaseTally Cases { get; }

    public CellPicks Of(int block, int cell) => _cells[block][cell];

    public static EpisodeChoice Read(IRunStore store, RunPlan plan, JournalIndex journal)
    {
        var choice = new EpisodeChoice(plan);
        for (long index = 0; index < plan.Planned; index++)
        {
            if (!journal.Holds(index)) continue;
            var line = store.JournalLineAt(journal.OffsetOf(index));
            var isTraced = !line.Span.StartsWith("{\"events\":0,"u8);
            choice.Add(plan.At(index), RowGlance.Read(JournalEntry.RowOf(line).Span), isTraced);
        }

        return choice;
    }

    /// <summary>Round by round one errored, one harmed, one of the worst and one of the sample, so that none of them crowds out the others.</summary>
    public IReadOnlyList<InlinePick> Inline()
    {
        var classes = new[]
        {
            RankByRank(cell => cell.Errored, pick => (0, pick.At.Index)),
            RankByRank(cell => cell.Harmed, pick => (pick.Row.Merit ?? double.MaxValue, pick.At.Index)),
            RankByRank(cell => cell.Worst, pick => (pick.Row.IsFailure ? 0 : 1, pick.At.Index)),
            RankByRank(cell => cell.Sampled, pick => (0, Chance(pick.At) >> 1)),
        };
        var chosen = new Dictionary<long, InlinePick>();
        for (var round = 0; chosen.Count < MostInline && classes.Any(picks => picks.Count > 0); round++)
        {
            var turn = classes[round % classes.Length];
            while (turn.TryDequeue(out var pick) && !chosen.TryAdd(pick.At.Index, new InlinePick(pick, IsWorst(pick), round % classes.Length == 3)))
            {
            }
        }

        return [.. chosen.OrderBy(entry => entry.Key).Select(entry => entry.Value)];
    }

    /// <summary>Episodes to name beside those shown: failures first.</summary>
    public IReadOnlyList<EpisodePick> Links(IReadOnlyList<InlinePick> inline)
    {
        var shown = inline.Select(pick => pick.Pick.At.Index).ToHashSet();
        var cells = _cells.SelectMany(block => block).ToList();
        var failed = cells.SelectMany(cell => cell.FailedLinks).OrderBy(pick => pick.At.Index);
        var others = cells.SelectMany(cell => cell.OtherLinks).OrderBy(pick => pick.At.Index);
        return [.. failed.Concat(others).Where(pick => !shown.Contains(pick.At.Index)).Take(MostLinks)];
    }

    /// <summary>Episodes that get a folder: every traced one of a small plan, those on the page of a large one.</summary>
    public IReadOnlyList<EpisodePick> Folders(IReadOnlyList<InlinePick> inline) => _keepsAll ? _all : [.. inline.Select(pick => pick.Pick)];

    private void Add(in PlannedEpisode at, in RowGlance row, bool isTraced)
    {
        Rows++;
        LongestTime = Math.Max(LongestTime, row.Time);
        var pick = new EpisodePick(at, row, isTraced, _plan.Samples(at));
        Cases.Add(at, row, isTraced);
        _cells[at.Block][at.Cell].Add(pick, isTraced ? Chance(at) : 0);
        if (_keepsAll && isTraced) _all.Add(pick);
    }

    /// <summary>The same in every cell of a block, so that cells are shown at the same cases and seeds.</summary>
    private ulong Chance(in PlannedEpisode at) => _plan.Key(at).Stream("page").Fingerprint();

    /// <summary>Where all are equally good, none is the worst.</summary>
    private bool IsWorst(in EpisodePick pick) =>
        _plan.Episodes > 1 && _cells[pick.At.Block][pick.At.Cell] is { Worst: { Count: > 0 } worst, Differ: true } && worst[0].At.Index == pick.At.Index;

    private Queue<EpisodePick> RankByRank<TKey>(Func<CellPicks, IReadOnlyList<EpisodePick>> picks, Func<EpisodePick, TKey> order) => new(
        _cells.SelectMany(block => block).SelectMany(cell => picks(cell).Index())
            .OrderBy(entry => entry.Index).ThenBy(entry => order(entry.Item)).Select(entry => entry.Item));

    private static int Share(int most, int cells) => (most + cells - 1) / cells;
}
