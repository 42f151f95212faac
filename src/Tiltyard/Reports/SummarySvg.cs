using System.Collections.Immutable;
using Tiltyard.Reports.Charts;

namespace Tiltyard.Reports;

/// <summary>summary.svg: one bar per cell for one figure, with its interval; a picture that says so when there is no data.</summary>
public static class SummarySvg
{
    /// <summary>Without a name the first rate is drawn, or the first figure where no cell has a rate.</summary>
    public static string Render(PageModel model, string? figure = null)
    {
        var name = figure ?? Choose(model.Cells);
        var bars = model.Cells
            .Select(cell => (Cell: cell, Figure: cell.Figures.FirstOrDefault(one => one.Name.Equals(name, StringComparison.Ordinal))))
            .Where(bar => bar.Figure is { Estimate: not null, N: > 0 }).ToList();
        return bars.Count is 0 ? NoData(model.RunId) : Draw(bars[0].Figure!, [.. bars.Select(bar => Row(bar.Cell, bar.Figure!))]);
    }

    private static string? Choose(ImmutableArray<CellView> cells)
    {
        var all = cells.SelectMany(cell => cell.Figures).ToList();
        return (all.Find(figure => figure.Kind is FigureKind.Rate) ?? all.FirstOrDefault())?.Name;
    }

    private static ChartRow Row(CellView cell, FigureView figure) => new()
    {
        Label = cell.Name,
        Value = figure.Estimate,
        Low = figure.Low,
        High = figure.High,
        Note = $"{figure.Shown} ({figure.ShownEvidence})",
    };

    private static string Draw(FigureView figure, ImmutableArray<ChartRow> rows)
    {
        var isShare = figure.Kind is FigureKind.Rate;
        return new RowChart
        {
            Title = $"{figure.Label} by cell",
            Rows = rows,
            Low = isShare ? 0 : null,
            High = isShare ? 1 : null,
            IsShare = isShare,
        }.Draw().Standalone();
    }

    private static string NoData(string runId)
    {
        var canvas = new Canvas();
        canvas.Rectangle(14, 10, 352, 120, "c-band");
        canvas.Text(190, 74, "no data", "c-n c-mid");
        return new Picture { Width = 380, Height = 144, Title = $"Run {runId}", Description = "No episode was evaluated.", Body = canvas.Drawn() }.Standalone();
    }
}
