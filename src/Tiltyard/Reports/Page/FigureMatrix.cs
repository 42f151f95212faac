using System.Collections.Immutable;
using Tiltyard.Reports.Charts;

namespace Tiltyard.Reports.Page;

/// <summary>The main figures of all cells at a glance: a table for each scenario, a row for each cell, a column for each figure, all of a column on one axis.</summary>
internal static class FigureMatrix
{
    private const int MostBytes = 400_000;
    private const int MostFigures = 9;

    public static Markup Draw(ImmutableArray<CellView> cells)
    {
        var names = CellNaming.Short(cells);
        var scenarios = cells.GroupBy(cell => cell.Scenario, StringComparer.Ordinal).Select(group => group.ToList()).ToList();
        return Room.Fill(MostBytes, scenarios, scenario => Scenario(scenario, names, scenarios.Count > 1, MostBytes / Math.Min(scenarios.Count, 10)),
            left => Markup.Of($"""<p class="rest">and {Digits.Count(left)} more scenarios, all in results.json</p>"""));
    }

    internal static Scale ScaleOf(IReadOnlyList<FigureView> figures)
    {
        if (figures[0].Kind is FigureKind.Rate) return new(0, 1, 0, 100);
        return Scale.Around(figures.SelectMany(figure => new[] { figure.Estimate, figure.Low, figure.High }), 0, 100).Within(figures[0].AxisLow, figures[0].AxisHigh);
    }

    private static Markup Scenario(List<CellView> cells, IReadOnlyDictionary<string, string> names, bool isNamed, int bytes)
    {
        var figures = cells.SelectMany(cell => cell.Figures).Where(figure => !figure.Minor).GroupBy(figure => figure.Name, StringComparer.Ordinal)
            .OrderBy(group => group.First().Kind is FigureKind.Rate ? 0 : 1).Take(MostFigures).Select(group => (First: group.First(), Scale: ScaleOf([.. group]))).ToList();
        var rows = Room.Fill(bytes, cells, cell => Row(cell, names[cell.Name], figures), left => Table.Rest(figures.Count + 1, left, "cells"));
        var title = Markup.When(isNamed, $"<strong>{Hostile.Clip(Hostile.Line(cells[0].Scenario), 160)}</strong> ");
        return Markup.Of(
            $"""
            <table class="stack matrix" role="table"><caption>{title}<small>Dot: estimate. Line: 95 % interval. k/n is of assessed episodes, n stands behind a mean; what errored or was skipped is in neither.</small></caption>
            {Table.Head(["Cell", .. figures.Select(figure => Hostile.Clip(figure.First.Label, 60))])}
            {Table.Body(rows)}</table>
            """);
    }

    private static Markup Row(CellView cell, string name, List<(FigureView First, Scale Scale)> figures) => Table.Row("",
    [
        Table.RowHead(Markup.Text(Hostile.Clip(Hostile.Line(name), 160))),
        .. figures.Select(column => Measured(cell.Figures.FirstOrDefault(figure => figure.Name.Equals(column.First.Name, StringComparison.Ordinal)), column.First, column.Scale)),
    ]);

    private static Markup Measured(FigureView? figure, FigureView first, Scale scale)
    {
        var label = Hostile.Clip(first.Label, 60);
        if (figure is null) return Table.Cell(Markup.Of($"""<span class="none">{Digits.Unknown}</span>"""), "num", label);
        var told = $"{figure.Shown}{(figure.ShownInterval.Length > 0 ? ", 95 % interval " + figure.ShownInterval : "")}";
        var whisker = figure.Kind is FigureKind.Count || figure.N is 0 ? Markup.Empty : Whisker.Draw(scale, figure.Estimate, figure.Low, figure.High, told);
        var interval = Markup.When(figure.ShownInterval.Length > 0, $"<small>{figure.ShownInterval}</small>");
        return Table.Cell(Markup.Of($"<b>{figure.Shown}</b>{whisker}{interval}<small>{figure.ShownEvidence}</small>"), "num", label);
    }
}
