using System.Collections.Immutable;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Runs.Playing;

/// <summary>
/// Counts the scenarios that have failed and says when more than a share of them has. What it has seen depends on the order of play, so a
/// run with one is marked as order-dependent. A ceiling on what a run may spend is <see cref="Engine.BudgetLedger"/>'s.
/// </summary>
public sealed class EarlyStop
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _failed = [];
    private readonly ImmutableArray<JudgedCells> _judged;
    private readonly double _share;

    private EarlyStop(double share, RunPlan plan)
    {
        _share = share;
        _judged = [.. plan.Blocks.Select(JudgedCells.Of)];
    }

    /// <summary>One for a plan, with what was played of it before.</summary>
    public static EarlyStop After(double share, RunPlan plan, IEnumerable<(PlannedEpisode At, EpisodeRow Row)> played)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(played);
        var stop = new EarlyStop(share, plan);
        foreach (var (at, row) in played) stop.Saw(at, row);
        return stop;
    }

    public bool IsReached
    {
        get
        {
            lock (_gate) return _failed.Count > _share * _judged.Length;
        }
    }

    public void Saw(in PlannedEpisode at, EpisodeRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Success || row.Terminal is Traces.Terminal.SkippedBudget or Traces.Terminal.DryRun or Traces.Terminal.Cancelled || !_judged[at.Block].Holds(at.Cell)) return;
        lock (_gate) _failed.Add(at.Block);
    }
}
