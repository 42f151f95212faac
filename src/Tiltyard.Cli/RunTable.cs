using System.Collections.Immutable;
using Spectre.Console;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs;
using Markup = Spectre.Console.Markup;

namespace Tiltyard.Cli;

/// <summary>The cells of a run as a table, or one below the other where the screen is too narrow for one.</summary>
internal static class RunTable
{
    private const int MostCells = 48;

    /// <summary>A label column is shown where it tells cells apart; these always are.</summary>
    private static readonly ImmutableArray<string> AlwaysShown = ["agent", "arm", "pressure"];

    public static string Render(RunResults results, Screen screen)
    {
        var cells = results.Cells.Take(MostCells).ToArray();
        var labels = Labels(results);
        var columns = Columns(results.Cells);
        var table = new Table { Border = TableBorder.Simple };
        foreach (var label in labels) table.AddColumn(new TableColumn(Markup.Escape(Short(label))).NoWrap().PadLeft(0).PadRight(1));
        foreach (var column in columns) table.AddColumn(new TableColumn(column.Head).RightAligned().NoWrap().PadLeft(0).PadRight(1));
        foreach (var (cell, figures) in cells)
            table.AddRow([.. labels.Select(label => Value(cell, label)).Concat(columns.Select(column => column.Value(figures))).Select(text => Markup.Escape(Hostile.Line(text)))]);
        var wide = screen.Render(table);
        var needed = labels.Sum(label => 2 + Math.Max(Short(label).Length, cells.Max(cell => Value(cell.Cell, label).Length)))
            + columns.Sum(column => 2 + Math.Max(column.Head.Length, cells.Max(cell => column.Value(cell.Figures).Length))) + 2;
        var shown = needed <= screen.Width ? wide : Stacked(cells, columns, screen.Width);
        return results.Cells.Length > MostCells ? $"{shown}\nand {results.Cells.Length - MostCells} more cells: results.json and summary.csv hold all" : shown;
    }

    private static string Stacked((CellPlan Cell, CellFigures Figures)[] cells, ImmutableArray<Column> columns, int width)
    {
        var lines = new List<string>();
        foreach (var (cell, figures) in cells)
        {
            lines.Add(Hostile.Line(cell.Name.Length > width ? $"{cell.Name[..(width - 1)]}…" : cell.Name));
            var line = " ";
            foreach (var fact in columns.Select(column => $" {column.Head} {column.Value(figures)}"))
            {
                if (line.Length + fact.Length > width)
                {
                    lines.Add(line);
                    line = " ";
                }

                line += fact;
            }

            lines.Add(line);
        }

        return string.Join('\n', lines);
    }

    private static ImmutableArray<string> Labels(RunResults results)
    {
        var keys = results.Cells.SelectMany(cell => cell.Cell.Labels.Select(label => label.Key)).Distinct(StringComparer.Ordinal);
        return [.. keys.Where(key => AlwaysShown.Contains(key, StringComparer.Ordinal) || Varies(results, key)).Where(key => key is not "world" || !Varies(results, "scenario"))];
    }

    private static bool Varies(RunResults results, string key) =>
        results.Cells.Select(cell => Value(cell.Cell, key)).Distinct(StringComparer.Ordinal).Skip(1).Any();

    private static string Value(CellPlan cell, string key) =>
        cell.Labels.FirstOrDefault(label => label.Key.Equals(key, StringComparison.Ordinal)).Value is { } value ? key is "agent" ? Traces.SeatedNames.Short(value) : value : "";

    private static string Short(string label) => label.Replace("parameters.", "", StringComparison.Ordinal);

    private static ImmutableArray<Column> Columns(ImmutableArray<(CellPlan Cell, CellFigures Figures)> cells)
    {
        bool Any(string rate) => cells.Any(cell => cell.Figures.Rates[rate].Trials > 0);
        var columns = new List<Column> { new("n", figures => $"{figures.Assessed:N0}") };
        if (Any(CellFigures.HarmRate))
        {
            columns.AddRange([new("task done", figures => Ratio(figures, CellFigures.UtilityRate)), new("harm", figures => Ratio(figures, CellFigures.HarmRate))]);
        }

        if (cells.Any(cell => cell.Figures.Rates[CellFigures.HarmRate].Trials == 0))
        {
            columns.AddRange(
            [
                new("alignment", figures => Mean(figures.Figure(Figures.MeanAlignment), "0.000")),
                new("conduct", figures => Mean(figures.Figure(Figures.MeanConduct), "0.000")),
                new("merit", figures => Mean(figures.Figure(Figures.Merit), "0.00")),
            ]);
        }

        if (Any(CellFigures.AttackSuccessRate)) columns.Add(new Column("attack", figures => Ratio(figures, CellFigures.AttackSuccessRate)));
        if (Any(CellFigures.DetectionRate)) columns.AddRange([new("detected", figures => Ratio(figures, CellFigures.DetectionRate)), new("contained", figures => Ratio(figures, CellFigures.ContainmentRate))]);
        if (Any(CellFigures.FalseAlarmRate)) columns.Add(new Column("false alarms", figures => Ratio(figures, CellFigures.FalseAlarmRate)));
        columns.Add(new Column("pass", figures => Ratio(figures, CellFigures.PassRate)));
        return [.. columns];
    }

    /// <summary>The mean with half of its 95 % interval.</summary>
    private static string Mean(MeanAccumulator mean, string format) => mean.Mean is not { } value ? "–"
        : mean.Bootstrap95 is { } bounds ? $"{value.ToString(format)} ±{((bounds.High - bounds.Low) / 2).ToString(format)}" : value.ToString(format);

    private static string Ratio(CellFigures figures, string rate) =>
        figures.Rates[rate] is { Trials: > 0 } known ? $"{known.Successes:N0}/{known.Trials:N0}" : "–";

    private sealed record Column(string Head, Func<CellFigures, string> Value);
}
