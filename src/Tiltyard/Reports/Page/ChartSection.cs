using System.Collections.Immutable;
using Tiltyard.Reports.Charts;

namespace Tiltyard.Reports.Page;

/// <summary>Series over steps, cells beside each other first, then each cell with its band and its tools.</summary>
internal static class ChartSection
{
    private const int MostBytes = 700_000;

    /// <summary>As many as there are strokes to tell apart.</summary>
    private const int MostCompared = 5;

    /// <summary>A longer series is drawn with every k-th step.</summary>
    private const int MostPoints = 240;

    private const int MostTools = 16;

    public static Markup Draw(PageModel model)
    {
        var compared = model.Cells.Length > 1 ? Compared(model.Cells).ToList() : [];
        var single = model.Cells.SelectMany(OfCell).ToList();
        if (single.Count is 0) return Markup.Empty;

        var names = single.Select(figure => figure.Series).Distinct(StringComparer.Ordinal).Take(40).ToList();
        var options = Markup.Join(names.Select(name => Markup.Of($"""<option value="{Key(name)}">{Hostile.Clip(name, 60)}</option>""")));
        return Markup.Of(
            $"""
            <section id="charts" aria-labelledby="h-charts"><h2 id="h-charts">Over the steps</h2>
            <p class="tools" data-scripted hidden><label>Show <select id="series"><option value="">all series</option>{options}</select></label></p>
            {Grid(compared, MostBytes / 3)}
            {Grid(single, MostBytes)}
            </section>
            """);
    }

    private static Markup Grid(List<Drawn> figures, int bytes) => figures.Count is 0 ? Markup.Empty : Markup.Of(
        $"""
        <div class="grid">
        {Room.Fill(bytes, figures,
            figure => Markup.Of($"""<figure data-series="{Key(figure.Series)}"><figcaption>{Hostile.Clip(figure.Caption, 300)}</figcaption>{figure.Picture.Inline()}</figure>"""),
            left => Markup.Of($"""<p class="rest">{Digits.Count(left)} more charts did not fit; the plot command draws them.</p>"""))}
        </div>
        """);

    private static IEnumerable<Drawn> Compared(ImmutableArray<CellView> cells)
    {
        var groups = cells.SelectMany(cell => cell.Series.Select(series => (Cell: cell, Series: series)))
            .GroupBy(entry => entry.Series.Name, StringComparer.Ordinal);
        foreach (var group in groups.Where(group => group.Count() > 1))
        {
            var shown = group.Take(MostCompared).ToList();
            var first = shown[0].Series;
            var more = group.Count() > shown.Count ? $", the first {shown.Count} of {Digits.Count(group.Count())} cells" : "";
            var picture = new LineChart
            {
                Title = $"{first.Label}, cells compared",
                Series = [.. shown.Select(entry => Line(entry.Series, entry.Cell.Name, withBand: false))],
                Low = first.AxisLow,
                High = first.AxisHigh,
                Threshold = first.Threshold,
            }.Draw();
            yield return new(group.Key, $"{first.Label}: means of the cells compared{more}", picture);
        }
    }

    private static IEnumerable<Drawn> OfCell(CellView cell)
    {
        foreach (var series in cell.Series)
        {
            var picture = new LineChart
            {
                Title = $"{series.Label} · {cell.Name}",
                Series = [Line(series, series.Label, withBand: true)],
                Low = series.AxisLow,
                High = series.AxisHigh,
                Threshold = series.Threshold,
            }.Draw();
            yield return new(series.Name, $"{series.Label} · {cell.Name} · mean of n={Digits.Count(cell.N)}", picture);
        }

        if (!cell.ToolUsage.IsEmpty) yield return new("tool use", $"Tool use · {cell.Name} · all steps of n={Digits.Count(cell.N)}", Tools(cell));
    }

    private static Picture Tools(CellView cell)
    {
        var total = cell.ToolUsage.Sum(tool => tool.Count);
        return new RowChart
        {
            Title = $"Tool use · {cell.Name}",
            Rows =
            [
                .. cell.ToolUsage.OrderByDescending(tool => tool.Count).ThenBy(tool => tool.Name, StringComparer.Ordinal).Take(MostTools)
                    .Select(tool => new ChartRow
                    {
                        Label = tool.Name,
                        Value = total is 0 ? 0 : (double)tool.Count / total,
                        Note = $"{Digits.Percent(total is 0 ? 0 : (double)tool.Count / total)} ({Digits.Count(tool.Count)})",
                    }),
            ],
            Low = 0,
            High = 1,
            IsShare = true,
        }.Draw();
    }

    private static LineSeries Line(StepSeriesView series, string label, bool withBand)
    {
        var every = Math.Max(1, (series.Points.Length + MostPoints - 1) / MostPoints);
        var points = series.Points.Where((_, at) => at % every is 0);
        var hasBand = withBand && series.Points.Any(point => point.Low is not null);
        return new LineSeries
        {
            Label = label,
            BandLabel = hasBand ? series.BandLabel : "",
            Points = [.. points.Select(point => hasBand ? new LinePoint(point.Step, point.Mean, point.Low, point.High) : new LinePoint(point.Step, point.Mean))],
        };
    }

    private static string Key(string series) => Hostile.Clip(Hostile.Line(series), 60);

    private sealed record Drawn(string Series, string Caption, Picture Picture);
}
