using System.Collections.Immutable;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Runs.Comparing;

/// <summary>One figure of two cells over the episodes that both played.</summary>
public sealed class ComparedFigure(int replicates)
{
    private readonly MeanAccumulator _a = new();
    private readonly MeanAccumulator _b = new();

    public double? MeanA => _a.Mean;

    public double? MeanB => _b.Mean;

    /// <summary>B minus A, pair by pair.</summary>
    public PairedDifference Difference { get; } = new(replicates);

    internal void Add(double a, double b, BootstrapWeights weights)
    {
        _a.Add(a);
        _b.Add(b);
        Difference.Add(b, a, weights);
    }
}

/// <summary>Two cells that stand for each other in two runs.</summary>
public sealed class ComparedCell(CellPlan a, CellPlan b, int replicates)
{
    private static readonly ImmutableArray<int> Compared =
        [Metrics.Figures.MeanAlignment, Metrics.Figures.MeanConduct, Metrics.Figures.Utility, Metrics.Figures.Merit, Metrics.Figures.StepsInLine];

    private readonly SortedDictionary<string, ComparedFigure> _figures = new(StringComparer.Ordinal);

    public CellPlan A => a;

    public CellPlan B => b;

    /// <summary>Labels that the two do not share, such as agent: policy:baseline → policy:careful.</summary>
    public ImmutableArray<(string Key, string A, string B)> Differing { get; } =
        [.. a.Labels.Select(label => (label.Key, label.Value, Value(b, label.Key))).Where(label => !label.Value.Equals(label.Item3, StringComparison.Ordinal))];

    /// <summary>Pairs in which both episodes were assessed.</summary>
    public long Pairs { get; private set; }

    /// <summary>Episodes of A that B did not play, or that were not assessed in one of the two.</summary>
    public long Unpaired { get; private set; }

    public IReadOnlyDictionary<string, ComparedFigure> Figures => _figures;

    /// <summary>Passed or not in both runs, pair by pair.</summary>
    public PassPairs Passes { get; } = new();

    internal void Add(EpisodeRow rowA, EpisodeRow? rowB, BootstrapWeights weights)
    {
        if (!rowA.IsAssessed || rowB is not { IsAssessed: true })
        {
            Unpaired++;
            return;
        }

        Pairs++;
        Passes.Add(rowA, rowB);
        foreach (var index in Compared)
        {
            if (rowA.Figure(index) is { } left && rowB.Figure(index) is { } right) Of(Metrics.Figures.All[index].Name).Add(left, right, weights);
        }

        Of(CellFigures.PassRate).Add(rowA.Success ? 1 : 0, rowB.Success ? 1 : 0, weights);
        if (rowA.Attack.Succeeded is { } wonA && rowB.Attack.Succeeded is { } wonB)
            Of(CellFigures.AttackSuccessRate).Add(wonA ? 1 : 0, wonB ? 1 : 0, weights);
    }

    internal static string Value(CellPlan cell, string key) => cell.Labels.FirstOrDefault(label => label.Key.Equals(key, StringComparison.Ordinal)).Value ?? "";

    private ComparedFigure Of(string figure)
    {
        if (!_figures.TryGetValue(figure, out var compared)) _figures[figure] = compared = new ComparedFigure(replicates);
        return compared;
    }
}

/// <summary>
/// Two runs side by side, paired on scenario, case, episode seed and the cells' labels. For cells of one run use its contrasts.
/// </summary>
public sealed class RunComparison
{
    private const int Replicates = 1_000;

    private readonly StoredRun _a;
    private readonly StoredRun _b;
    private readonly BootstrapWeights _weights = new(Replicates);

    private RunComparison(StoredRun a, StoredRun b)
    {
        _a = a;
        _b = b;
        Changes = [.. PlanDifference.Between(a.Plan, b.Plan)];
    }

    public ImmutableArray<ComparedCell> Cells { get; private set; } = [];

    /// <summary>Cells of A without a partner.</summary>
    public ImmutableArray<string> OnlyA { get; private set; } = [];

    /// <summary>Cells of B without a partner.</summary>
    public ImmutableArray<string> OnlyB { get; private set; } = [];

    /// <summary>What changed in the plan.</summary>
    public ImmutableArray<PlanChange> Changes { get; }

    public static RunComparison Of(StoredRun a, StoredRun b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var comparison = new RunComparison(a, b);
        comparison.Compare();
        return comparison;
    }

    private void Compare()
    {
        var cells = new Dictionary<(int Block, int Cell), (int Block, int Cell, ComparedCell Compared)>();
        for (var block = 0; block < _a.Plan.Blocks.Length; block++)
        {
            var partner = Partner(_a.Plan.Blocks[block].Scenario);
            if (partner < 0) continue;
            foreach (var (left, right) in CellPairing.Pairs(_a.Plan.Blocks[block].Cells, _b.Plan.Blocks[partner].Cells))
                cells[(block, left)] = (partner, right, new ComparedCell(_a.Plan.Blocks[block].Cells[left], _b.Plan.Blocks[partner].Cells[right], Replicates));
        }

        AddRows(cells);
        Cells = [.. cells.OrderBy(cell => cell.Key).Select(cell => cell.Value.Compared)];
        OnlyA = [.. Names(_a.Plan).Except(Cells.Select(cell => cell.A.Name), StringComparer.Ordinal)];
        OnlyB = [.. Names(_b.Plan).Except(Cells.Select(cell => cell.B.Name), StringComparer.Ordinal)];
    }

    private void AddRows(Dictionary<(int Block, int Cell), (int Block, int Cell, ComparedCell Compared)> cells)
    {
        var episodes = new EpisodesBySeed(_b.Plan);
        foreach (var (at, row) in _a.Rows())
        {
            if (!cells.TryGetValue((at.Block, at.Cell), out var partner)) continue;
            var caseIndex = _b.Plan.Blocks[partner.Block].Cases.IndexOf(row.Case);
            var episode = episodes.Find(row.Seed);
            var other = caseIndex < 0 || episode < 0 ? null : _b.Row(Index(_b.Plan, partner.Block, caseIndex, episode, partner.Cell));
            _weights.Draw(_a.Plan.Key(at).Stream("bootstrap").Fingerprint());
            partner.Compared.Add(row, other, _weights);
        }
    }

    private int Partner(string scenario)
    {
        for (var block = 0; block < _b.Plan.Blocks.Length; block++)
        {
            if (_b.Plan.Blocks[block].Scenario.Equals(scenario, StringComparison.Ordinal)) return block;
        }

        return -1;
    }

    private static long Index(RunPlan plan, int block, int caseIndex, long episode, int cell)
    {
        var before = plan.Blocks.Take(block).Sum(earlier => plan.Episodes * earlier.Cases.Length * earlier.Cells.Length);
        return before + (((caseIndex * plan.Episodes) + episode) * plan.Blocks[block].Cells.Length) + cell;
    }

    private static IEnumerable<string> Names(RunPlan plan) => plan.Blocks.SelectMany(block => block.Cells).Select(cell => cell.Name);
}
