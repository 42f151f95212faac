using System.Collections.Immutable;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Projecting;

/// <summary>Cells and what is compared, attacked and ruled in them, from the results.</summary>
internal static class CellViews
{
    public static CellView Of(CellPlan cell, CellFigures figures, ImmutableArray<StepSeriesView> series) => new()
    {
        Name = cell.Name,
        Scenario = cell.Scenario,
        Agent = cell.Agent,
        Arm = cell.Attacks.IsEmpty ? "" : cell.Arm.Name(),
        Treatment = string.Join(" · ", GridValues(cell).Prepend(cell.Pressure ? "pressed" : "unpressed")),
        N = figures.Assessed,
        Figures = [.. FigureViews.All(figures).Where(figure => figure.N > 0 || figure.Name.Equals(CellFigures.PassRate, StringComparison.Ordinal))],
        Series = series,
        ToolUsage = [.. figures.Tools.Select(tool => new CountView(tool.Key, tool.Value))],
    };

    /// <summary>Every ruling of the run, by stage, decision and reason.</summary>
    public static IEnumerable<RulingCountView> Rulings(RunResults results)
    {
        var enforcing = results.Cells.Where(entry => entry.Cell.EnforcesGates).ToList();
        return results.Total.Rulings.Select(ruling => Of(ruling) with { Enforced = enforcing.Sum(entry => entry.Figures.Rulings.GetValueOrDefault(ruling.Key)) });
    }

    /// <summary>Every ruling of a cell.</summary>
    public static IEnumerable<RulingCountView> Rulings(CellFigures figures) => figures.Rulings.Select(Of);

    /// <summary>
    /// Each attacked cell with what became of the attack there, what the attacker gets in the benign arm anyway, and the difference of
    /// the two pair by pair: that much the attack caused.
    /// </summary>
    public static IEnumerable<AttackView> Attacks(RunResults results)
    {
        foreach (var (cell, figures) in results.Cells.Where(entry => !entry.Cell.Attacks.IsEmpty && entry.Cell.Arm.Attacks()))
        {
            var caused = results.Contrasts.FirstOrDefault(contrast => contrast.A == cell && contrast.B.Arm == Arm.Benign);
            var benign = results.Cells.FirstOrDefault(entry => entry.Cell.Arm == Arm.Benign && IsSameBut(entry.Cell, cell));
            var struck = figures.Rates[CellFigures.AttackSuccessRate];
            var difference = caused?.Figures.GetValueOrDefault(CellFigures.AttackSuccessRate);
            yield return new AttackView
            {
                Name = string.Join(", ", cell.Attacks.Select(attack => attack.Name)),
                Cell = cell.Name,
                Attempted = Rate(new Rate(struck.Trials, figures.Assessed)),
                Succeeded = Rate(struck),
                Unattacked = benign.Figures is null ? default : Rate(benign.Figures.Rates[CellFigures.AttackSuccessRate]),
                Caused = difference?.Mean,
                CausedLow = difference?.Bootstrap95?.Low,
                CausedHigh = difference?.Bootstrap95?.High,
                Detected = Rate(figures.Rates[CellFigures.DetectionRate]),
                Contained = Rate(figures.Rates[CellFigures.ContainmentRate]),
            };
            foreach (var (name, tally) in figures.Attacks) yield return OfOne(name, cell, figures, tally, benign.Figures);
        }
    }

    /// <summary>One of several attacks of a cell, by itself. A deed is counted for the last attack that reached the agent before it.</summary>
    private static AttackView OfOne(string name, CellPlan cell, CellFigures figures, in AttackTally tally, CellFigures? benign) => new()
    {
        Name = name,
        Cell = cell.Name,
        Attempted = Rate(new Rate(tally.Succeeded.Trials, figures.Assessed)),
        Succeeded = Rate(tally.Succeeded),
        Unattacked = benign is not null && benign.Attacks.TryGetValue(name, out var unattacked) ? Rate(unattacked.Succeeded) : default,
        Detected = Rate(tally.Detected),
        Contained = Rate(tally.Contained),
    };

    private static RulingCountView Of(KeyValuePair<string, long> ruling)
    {
        var parts = ruling.Key.Split(':', 3);
        return new RulingCountView { Stage = parts[0], Decision = parts[1], ReasonCode = parts[2], Count = ruling.Value };
    }

    /// <summary>The grid values that the cell's name was made of.</summary>
    public static IEnumerable<string> GridValues(CellPlan cell) =>
        cell.Labels.Where(label => label.Key.StartsWith("parameters.", StringComparison.Ordinal)).Select(label => $"{label.Key["parameters.".Length..]} {label.Value}");

    private static bool IsSameBut(CellPlan one, CellPlan other) =>
        one.Labels.Where(label => label.Key is not "arm").SequenceEqual(other.Labels.Where(label => label.Key is not "arm"));

    private static RateView Rate(Rate rate)
    {
        var interval = rate.Wilson();
        return new RateView(rate.Successes, rate.Trials, interval?.Low, interval?.High);
    }
}
