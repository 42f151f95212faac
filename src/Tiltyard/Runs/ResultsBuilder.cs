using System.Collections.Immutable;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;
using Tiltyard.Worlds;

namespace Tiltyard.Runs;

/// <summary>Takes rows in plan order and adds them up: cells, the whole, and pairs of cells. It remembers one case and episode at a time.</summary>
public sealed class ResultsBuilder
{
    /// <summary>Up to this many planned episodes means have 1,000 bootstrap replicates, beyond it 200.</summary>
    public const long FullBootstrapUpTo = 20_000;

    private readonly RunPlan _plan;
    private readonly string _runId;
    private readonly BootstrapWeights _weights;
    private readonly int _replicates;
    private readonly ImmutableArray<ImmutableArray<CellFigures>> _cells;
    private readonly ImmutableArray<ImmutableArray<(Contrast Contrast, int A, int B)>> _contrasts;
    private readonly Dictionary<int, EpisodeRow> _unit = [];
    private (int Block, int Case, long Episode) _at = (-1, 0, 0);

    public ResultsBuilder(RunPlan plan, string runId)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _runId = runId;
        var replicates = plan.Planned <= FullBootstrapUpTo ? 1000 : 200;
        _weights = new BootstrapWeights(replicates);
        _replicates = replicates;
        _cells = [.. plan.Blocks.Select(block => block.Cells.Select(_ => new CellFigures(replicates)).ToImmutableArray())];
        _contrasts = [.. plan.Blocks.Select(block => ContrastMaking.Of(block, replicates))];
    }

    public void Add(in PlannedEpisode at, EpisodeRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (_at != (at.Block, at.Case, at.Episode))
        {
            Close();
            _at = (at.Block, at.Case, at.Episode);
            _weights.Draw(Cluster(at).Stream("bootstrap").Fingerprint());
        }

        _cells[at.Block][at.Cell].Add(row, _weights);
        _unit[at.Cell] = row;
    }

    public RunResults Build()
    {
        Close();
        var total = new CellFigures(_replicates);
        foreach (var cell in _cells.SelectMany(block => block)) total.Merge(cell);
        return new RunResults(
            _plan,
            _runId,
            [.. _plan.Blocks.SelectMany((block, index) => block.Cells.Select((cell, place) => (cell, _cells[index][place])))],
            [.. _contrasts.SelectMany(block => block.Select(entry => entry.Contrast))],
            total);
    }

    /// <summary>What is drawn as one: the case with all its episodes where there are several cases, for they resemble each other; else the episode.</summary>
    private EpisodeKey Cluster(in PlannedEpisode at)
    {
        var key = _plan.Key(at);
        return _plan.Blocks[at.Block].Cases.Length > 1 ? key with { Episode = 0, Seed = 0 } : key;
    }

    private void Close()
    {
        if (_unit.Count == 0) return;
        foreach (var (contrast, a, b) in _contrasts[_at.Block])
        {
            if (_unit.TryGetValue(a, out var rowA) && _unit.TryGetValue(b, out var rowB)) contrast.Add(rowA, rowB, _weights);
        }

        _unit.Clear();
    }
}
