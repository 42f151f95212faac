using System.Collections.Immutable;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Runs.Comparing;

/// <summary>
/// Finds which cells of two runs of a scenario stand for each other: those with the same labels, and where one cell is left on either side
/// under the same arm and pressure, those two, because then it is plain what replaced what.
/// </summary>
internal static class CellPairing
{
    public static IEnumerable<(int A, int B)> Pairs(ImmutableArray<CellPlan> a, ImmutableArray<CellPlan> b)
    {
        var pairs = new List<(int A, int B)>();
        var byLabels = b.Select((cell, index) => (Labels: AllLabels(cell), index)).ToLookup(cell => cell.Labels, cell => cell.index, StringComparer.Ordinal);
        for (var index = 0; index < a.Length; index++)
        {
            var same = byLabels[AllLabels(a[index])].Take(2).ToArray();
            if (same.Length == 1) pairs.Add((index, same[0]));
        }

        var left = Rest(a, [.. pairs.Select(pair => pair.A)]);
        var right = Rest(b, [.. pairs.Select(pair => pair.B)]);
        foreach (var group in left)
        {
            if (group.Count() == 1 && right[group.Key].Count() == 1) pairs.Add((group.Single(), right[group.Key].Single()));
        }

        return pairs;
    }

    private static ILookup<(string Arm, string Pressure), int> Rest(ImmutableArray<CellPlan> cells, HashSet<int> taken) =>
        Enumerable.Range(0, cells.Length).Where(index => !taken.Contains(index))
            .ToLookup(index => (ComparedCell.Value(cells[index], "arm"), ComparedCell.Value(cells[index], "pressure")));

    private static string AllLabels(CellPlan cell) =>
        string.Join('\n', cell.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));
}

/// <summary>The episode of a plan that has a seed, or -1.</summary>
internal sealed class EpisodesBySeed(RunPlan plan)
{
    private readonly Dictionary<long, long> _listed =
        plan.Seeds.Select((seed, index) => (Seed: seed, Index: (long)index)).DistinctBy(entry => entry.Seed).ToDictionary(entry => entry.Seed, entry => entry.Index);

    public long Find(long seed)
    {
        if (!plan.Seeds.IsEmpty) return _listed.GetValueOrDefault(seed, -1);
        var episode = seed - plan.Seed;
        return episode >= 0 && episode < plan.Episodes ? episode : -1;
    }
}
