using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Playing;

/// <summary>
/// Plays what is still missing of a plan and journals every finished episode. Any number of workers, any order, any interruption:
/// what the journal holds in the end is the same but for the order of its lines.
/// </summary>
public sealed class Runner(RunPlan plan, RunnerOptions options, IRunStore store, Func<CellPlan, IBudget, EpisodePlayer> makePlayer, TimeProvider clock)
{
    /// <summary>Units that a worker takes and journals at once when episodes are pure computing.</summary>
    private const int UnitsAtOnce = 64;

    private readonly long _started = clock.GetTimestamp();
    private readonly BudgetLedger _budget = Ledger(plan, clock);
    private JournalIndex _journal = JournalIndex.Empty(0);
    private long _nextUnit;
    private long _played;
    private long _planned;
    private long _resumed;
    private EarlyStop? _earlyStop;
    private RunStatus _status = RunStatus.Running;

    /// <summary>Units of a plan: one case and episode with all its cells, block after block.</summary>
    private readonly ImmutableArray<long> _unitsBefore = [.. UnitsBefore(plan)];

    public BudgetLedger Budget => _budget;

    public RunProgress Progress => new(
        _planned, _resumed + Interlocked.Read(ref _played), Interlocked.Read(ref _played), clock.GetElapsedTime(_started));

    /// <summary>Plays the missing episodes; cancelling lets those in flight end or be dropped and leaves a folder that can be resumed.</summary>
    public async Task<(RunStatus Status, JournalIndex Journal)> PlayAsync(CancellationToken cancellation)
    {
        _journal = JournalIndex.Read(store, plan.Planned);
        _resumed = _journal.Finished;
        _earlyStop = plan.Limits.MaxFailedShare is { } share ? EarlyStop.After(share, plan, RunRows.Read(store, plan, _journal).Select(row => (row.At, RunRows.Parse(row.Bytes)))) : null;
        _planned = PlannedHere();
        var workers = Math.Max(1, options.Workers);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(cancellation), CancellationToken.None))).ConfigureAwait(false);
        _status = _journal.Finished >= _planned ? RunStatus.Complete : RunStatus.Cancelled;
        return (_status, _journal);
    }

    private async Task WorkAsync(CancellationToken cancellation)
    {
        var players = new Dictionary<CellPlan, EpisodePlayer>();
        var batch = new JournalBatch(store, _journal);
        while (!cancellation.IsCancellationRequested && TakeUnit(out var unit))
        {
            var (block, inBlock) = Locate(unit);
            for (var cell = 0; cell < plan.Blocks[block].Cells.Length; cell++)
            {
                var index = IndexOf(block, inBlock, cell);
                if (_journal.Holds(index)) continue;
                if (!await PlayOneAsync(index, players, batch, cancellation).ConfigureAwait(false)) break;
                Interlocked.Increment(ref _played);
            }

            if (batch.Units++ >= UnitsAtOnce || !batch.MayWait) batch.Flush();
        }

        batch.Flush();
    }

    private async ValueTask<bool> PlayOneAsync(long index, Dictionary<CellPlan, EpisodePlayer> players, JournalBatch batch, CancellationToken cancellation)
    {
        var at = plan.At(index);
        var cell = plan.Cell(at);
        if (!players.TryGetValue(cell, out var player)) players[cell] = player = makePlayer(cell, BudgetFor());
        if (plan.Limits.MaxTrials is { } most && index >= most && plan.Compat == SeedCompat.None)
        {
            _budget.Reserve(new BudgetAmount(Trials: 1));
            batch.Add(index, new PlayedEpisode(player.Skipped(at), default, 0, ""), null, false);
            return true;
        }

        if (_budget.FirstHit is not null && DependsOnOrder && plan.Compat != SeedCompat.Seed)
        {
            batch.Add(index, new PlayedEpisode(player.Skipped(at), default, 0, ""), null, false);
            return true;
        }

        if (_earlyStop is { IsReached: true })
        {
            batch.Add(index, new PlayedEpisode(player.Skipped(at, ReasonCodes.StoppedEarly), default, 0, ""), null, false);
            return true;
        }

        if (plan.Compat == SeedCompat.None) _budget.Reserve(new BudgetAmount(Trials: 1));
        var computes = player.Computes;
        var stem = plan.FileStem(at);
        if (!computes) store.DropUnfinished(stem);
        var played = computes ? player.Play(at) : await player.PlayAsync(at, more => store.KeepUnfinished(stem, more.Span), cancellation).ConfigureAwait(false);
        if (played.Row.Terminal == Terminal.Cancelled) return false;
        _earlyStop?.Saw(at, played.Row);
        batch.Add(index, played, stem, durable: !computes);
        if (!computes) store.DropUnfinished(stem);
        return true;
    }

    private IBudget BudgetFor() => DependsOnOrder ? _budget : UnlimitedBudget.Instance;

    /// <summary>In the documented accounting trials are attempted calls, so that their ceiling depends on the order like any other.</summary>
    private bool DependsOnOrder => plan.Limits.DependsOnOrder || (plan.Compat != SeedCompat.None && plan.Limits.MaxTrials is not null);

    private bool TakeUnit(out long unit)
    {
        while (true)
        {
            unit = Interlocked.Increment(ref _nextUnit) - 1;
            if (unit >= _unitsBefore[^1]) return false;
            if (options.Shard.Holds(unit)) return true;
        }
    }

    private (int Block, long InBlock) Locate(long unit)
    {
        var block = 0;
        while (unit >= _unitsBefore[block + 1]) block++;
        return (block, unit - _unitsBefore[block]);
    }

    private long IndexOf(int block, long inBlock, int cell)
    {
        long index = 0;
        for (var before = 0; before < block; before++) index += (_unitsBefore[before + 1] - _unitsBefore[before]) * plan.Blocks[before].Cells.Length;
        return index + (inBlock * plan.Blocks[block].Cells.Length) + cell;
    }

    private long PlannedHere()
    {
        long planned = 0;
        for (var block = 0; block < plan.Blocks.Length; block++)
        {
            long units = 0;
            for (var unit = _unitsBefore[block]; unit < _unitsBefore[block + 1]; unit++) units += options.Shard.Holds(unit) ? 1 : 0;
            planned += units * plan.Blocks[block].Cells.Length;
        }

        return planned;
    }

    private static IEnumerable<long> UnitsBefore(RunPlan plan)
    {
        long units = 0;
        yield return units;
        foreach (var block in plan.Blocks) yield return units += plan.Episodes * block.Cases.Length;
    }

    private static BudgetLedger Ledger(RunPlan plan, TimeProvider clock)
    {
        var started = clock.GetTimestamp();
        return new BudgetLedger(plan.Limits, () => clock.GetElapsedTime(started).TotalSeconds, plan.Compat != SeedCompat.None);
    }
}
