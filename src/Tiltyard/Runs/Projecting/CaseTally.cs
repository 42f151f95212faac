using System.Collections.Immutable;
using Tiltyard.Reports;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Projecting;

/// <summary>
/// What became of each case in each arm, over all agents and seeds. It counts while rows pass by; for the cells see
/// <see cref="CellViews"/>. A plan with too many cases to keep has no such table.
/// </summary>
internal sealed class CaseTally
{
    private const long MostCases = 100_000;
    private const int MostShown = 200;

    /// <summary>So many of the cases shown say where their attack enters: that is read from a trace.</summary>
    private const int MostWithSurface = 60;

    private readonly RunPlan _plan;
    private readonly Counts[][] _counts;
    private readonly PlannedEpisode?[][] _struck;

    public CaseTally(RunPlan plan)
    {
        _plan = plan;
        var isKept = plan.Blocks.Sum(block => (long)block.Cases.Length) <= MostCases;
        _counts = [.. plan.Blocks.Select(block => isKept && block.Cases.Length > 1 ? new Counts[block.Cases.Length * Arms.Names.Length] : [])];
        _struck = [.. _counts.Select((counts, block) => new PlannedEpisode?[counts.Length == 0 ? 0 : plan.Blocks[block].Cases.Length])];
    }

    public void Add(in PlannedEpisode at, in RowGlance row, bool isTraced)
    {
        if (_counts[at.Block].Length == 0 || !row.IsAssessed) return;
        var arm = _plan.Cell(at).Arm;
        ref var counts = ref _counts[at.Block][(at.Case * Arms.Names.Length) + (int)arm];
        if (row.HarmDone is { } harmed) counts.Harm.Add(harmed);
        if (row.TaskDone is { } done) counts.Task.Add(done);
        if (row.AttackSucceeded is not { } succeeded) return;
        counts.Attack.Add(succeeded);
        if (isTraced && arm.Attacks()) _struck[at.Block][at.Case] ??= at;
    }

    /// <summary>The cases with the most harm first: behind gates that enforce, then in any arm, then with the task undone.</summary>
    public ImmutableArray<CaseView> Views(TracedEpisodes episodes)
    {
        var worst = Enumerable.Range(0, _counts.Length).SelectMany(block => Enumerable.Range(0, _struck[block].Length).Select(index => (Block: block, Case: index, Arms: Of(block, index))))
            .Where(entry => Array.Exists(entry.Arms, counts => counts.Harm.N + counts.Attack.N + counts.Task.N > 0))
            .OrderByDescending(entry => entry.Arms[(int)Arm.Defended].Harm.Fraction).ThenByDescending(entry => entry.Arms.Sum(counts => counts.Harm.Fraction))
            .ThenBy(entry => entry.Arms.Sum(counts => counts.Task.N == 0 ? 1 : counts.Task.Fraction)).Take(MostShown).ToList();
        return
        [
            .. worst.Select((entry, place) => new CaseView
            {
                Scenario = _plan.Blocks[entry.Block].Scenario,
                Name = _plan.Blocks[entry.Block].Cases[entry.Case],
                Surface = place < MostWithSurface && _struck[entry.Block][entry.Case] is { } at ? Surface(episodes, at) : "",
                Arms = [.. entry.Arms.Select((counts, arm) => new CaseArmView(Arms.Names[arm], counts.Harm.View, counts.Attack.View, counts.Task.View)).Where(view => view.Any)],
            }),
        ];
    }

    private static string Surface(TracedEpisodes episodes, in PlannedEpisode at) =>
        string.Join(", ", episodes.Read(at)?.View.Steps.SelectMany(step => step.Injected).Select(injected => injected.Surface).Distinct(StringComparer.Ordinal) ?? []);

    private Counts[] Of(int block, int index) => _counts[block][(index * Arms.Names.Length)..((index + 1) * Arms.Names.Length)];

    private struct Counts
    {
        public Share Harm;
        public Share Attack;
        public Share Task;
    }

    private record struct Share(int K, int N)
    {
        public readonly RateView View => new(K, N);

        /// <summary>The fraction; 0 of nothing, so that a case without the question stands behind those with it.</summary>
        public readonly double Fraction => N == 0 ? 0 : (double)K / N;

        public void Add(bool yes)
        {
            N++;
            if (yes) K++;
        }
    }
}
