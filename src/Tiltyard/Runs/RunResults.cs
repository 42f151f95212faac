using System.Collections.Immutable;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;

namespace Tiltyard.Runs;

/// <summary>A comparison of two cells of a block, pair by pair on the same case and seed.</summary>
public sealed class Contrast(string name, string kind, CellPlan a, CellPlan b, int replicates)
{
    private readonly SortedDictionary<string, PairedDifference> _figures = new(StringComparer.Ordinal);

    /// <summary>What is compared, such as drift under pressure.</summary>
    public string Name => name;

    /// <summary>pressure, attack, defence, shadow or agent.</summary>
    public string Kind => kind;

    /// <summary>The treatment.</summary>
    public CellPlan A => a;

    /// <summary>The control.</summary>
    public CellPlan B => b;

    /// <summary>Differences A minus B by figure.</summary>
    public IReadOnlyDictionary<string, PairedDifference> Figures => _figures;

    internal void Add(EpisodeRow rowA, EpisodeRow rowB, BootstrapWeights weights)
    {
        if (!rowA.IsAssessed || !rowB.IsAssessed) return;
        foreach (var index in ComparedFigures)
        {
            if (rowA.Figure(index) is { } left && rowB.Figure(index) is { } right) Of(Metrics.Figures.All[index].Name).Add(left, right, weights);
        }

        Of(CellFigures.PassRate).Add(rowA.Success ? 1 : 0, rowB.Success ? 1 : 0, weights);
        if (rowA.TaskDone is { } doneA && rowB.TaskDone is { } doneB) Of(CellFigures.UtilityRate).Add(doneA ? 1 : 0, doneB ? 1 : 0, weights);
        if (rowA.Harmed is { } harmA && rowB.Harmed is { } harmB) Of(CellFigures.HarmRate).Add(harmA ? 1 : 0, harmB ? 1 : 0, weights);
        if (rowA.Attack.Succeeded is { } won && rowB.Attack.Succeeded is { } wonAnyway)
            Of(CellFigures.AttackSuccessRate).Add(won ? 1 : 0, wonAnyway ? 1 : 0, weights);
    }

    private static ImmutableArray<int> ComparedFigures { get; } =
        [Metrics.Figures.MeanAlignment, Metrics.Figures.MeanConduct, Metrics.Figures.Utility, Metrics.Figures.Merit, Metrics.Figures.StepsInLine];

    private PairedDifference Of(string figure)
    {
        if (!_figures.TryGetValue(figure, out var difference)) _figures[figure] = difference = new PairedDifference(replicates);
        return difference;
    }
}

/// <summary>What the rows of a run add up to.</summary>
public sealed class RunResults(RunPlan plan, string runId, ImmutableArray<(CellPlan Cell, CellFigures Figures)> cells, ImmutableArray<Contrast> contrasts, CellFigures total)
{
    public RunPlan Plan => plan;

    public string RunId => runId;

    public ImmutableArray<(CellPlan Cell, CellFigures Figures)> Cells => cells;

    public ImmutableArray<Contrast> Contrasts => contrasts;

    /// <summary>All cells together.</summary>
    public CellFigures Total => total;

    /// <summary>Episodes that have a row.</summary>
    public long Finished => total.Episodes;

    /// <summary>Skipped, dry and cancelled episodes were not played.</summary>
    public long Played => total.Assessed + total.Count(Terminal.Errored);
}
