using System.Collections.Immutable;
using Tiltyard.Traces;

namespace Tiltyard.Reports.Page;

/// <summary>Short names for cells that stand beneath the name of their scenario: the parts in which they differ, and the whole name where that is not enough.</summary>
internal static class CellNaming
{
    public static IReadOnlyDictionary<string, string> Short(ImmutableArray<CellView> cells)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var scenario in cells.GroupBy(cell => cell.Scenario, StringComparer.Ordinal))
        {
            var peers = scenario.ToList();
            var parts = new Func<CellView, string>[] { Agent, cell => cell.Arm, cell => cell.Treatment }
                .Where(part => peers.Select(part).Distinct(StringComparer.Ordinal).Count() > 1).ToList();
            var shorts = peers.Select(cell => string.Join(" · ", parts.Select(part => part(cell)).Where(text => text.Length > 0))).ToList();
            var isClear = shorts.Distinct(StringComparer.Ordinal).Count() == peers.Count && shorts.TrueForAll(text => text.Length > 0);
            foreach (var (index, cell) in peers.Index()) names[cell.Name] = isClear ? shorts[index] : cell.Name;
        }

        return names;
    }

    public static string Agent(CellView cell) => SeatedNames.Short(cell.Agent);
}
