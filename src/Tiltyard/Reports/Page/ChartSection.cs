using System.Collections.Immutable;
using Tiltyard.Reports.Charts;

namespace Tiltyard.Reports.Page;

/// <summary>
/// Series over steps: first what each treatment does to the same agent, then which tools were used where, then every cell by itself with
/// its band.
/// </summary>
internal static class ChartSection
{
    private const int MostBytes = 700_000;

    /// <summary>As many as there are strokes to tell apart.</summary>
    private const int MostCompared = 5;

    /// <summary>A longer series is drawn with every k-th step.</summary>
    private const int MostPoints = 240;

    /// <summary>So many cells are shown open; more are folded.</summary>
    private const int MostOpenCells = 2;

    public static Markup Draw(PageModel model)
    {
        var compared = model.Cells.Length > 1 ? Compared(model.Cells).ToList() : [];
        var single = model.Cells.SelectMany(OfCell).ToList();
        var tools = ToolTable.Draw(model.Cells);
        if (single.Count is 0 && tools.IsEmpty) return Markup.Empty;

        var names = single.Select(figure => figure.Series).Distinct(StringComparer.Ordinal).Take(40).ToList();
        var options = Markup.Join(names.Select(name => Markup.Of($"""<option value="{Key(name)}">{Hostile.Clip(name, 60)}</option>""")));
        var choice = Markup.When(names.Count > 1,
            $"""<p class="tools" data-scripted hidden><label>Show <select id="series"><option value="">all series</option>{options}</select></label></p>""");
        return Markup.Of(
            $"""
            <section id="charts" aria-labelledby="h-charts"><h2 id="h-charts">Over the steps</h2>
            {choice}
            {Grid(compared, MostBytes / 2)}
            {(compared.Count > 0 ? tools : Markup.Empty)}
            {Single(model, single)}
            {(compared.Count > 0 ? Markup.Empty : tools)}
            </section>
            """);
    }

    private static Markup Single(PageModel model, List<Drawn> figures)
    {
        var grid = Grid(figures, MostBytes);
        return figures.Count is 0 || model.Cells.Length <= MostOpenCells
            ? grid
            : Markup.Of($"<details class=\"more\"><summary>Each cell by itself, with its spread ({Digits.Count(figures.Count)} charts)</summary>\n{grid}\n</details>");
    }

    private static Markup Grid(List<Drawn> figures, int bytes) => figures.Count is 0 ? Markup.Empty : Markup.Of(
        $"""
        <div class="grid">
        {Room.Fill(bytes, figures,
            figure => Markup.Of($"""<figure data-series="{Key(figure.Series)}"><figcaption>{Hostile.Clip(figure.Caption, 300)}{Markup.When(figure.Basis.Length > 0, $" <small>{Hostile.Clip(figure.Basis, 120)}</small>")}</figcaption>{figure.Picture.Inline()}</figure>"""),
            left => Markup.Of($"""<p class="rest">{Digits.Count(left)} more charts did not fit; the plot command draws them.</p>"""))}
        </div>
        """);

    /// <summary>
    /// One chart for each series and agent of a scenario, with a line for each treatment that differs. Alignment is always drawn; of another
    /// series, where no treatment changes it or an earlier chart looks the same, only the first chart is.
    /// </summary>
    private static IEnumerable<Drawn> Compared(ImmutableArray<CellView> cells)
    {
        var entries = cells.SelectMany(cell => cell.Series.Select(series => new Entry(cell, series))).ToList();
        var isNamed = cells.Select(cell => cell.Scenario).Distinct(StringComparer.Ordinal).Count() > 1;
        foreach (var series in entries.GroupBy(entry => entry.Series.Name, StringComparer.Ordinal))
        {
            var groups = series.GroupBy(entry => (entry.Cell.Scenario, entry.Cell.Agent)).Where(group => group.Count() > 1)
                .Select(group => (All: group.ToList(), Lines: group.DistinctBy(entry => Points(entry.Series), StringComparer.Ordinal).ToList())).ToList();
            var telling = series.Key is "alignment"
                ? groups
                : [.. groups.Where(group => group.Lines.Count > 1).DistinctBy(group => string.Join('|', group.Lines.Select(entry => Points(entry.Series))), StringComparer.Ordinal)];
            foreach (var (all, lines) in telling.Count > 0 ? telling : groups.Take(1)) yield return Compare(all, lines, isNamed);
        }
    }

    private static Drawn Compare(List<Entry> group, List<Entry> lines, bool isNamed)
    {
        var first = group[0].Series;
        var who = string.Join(" · ", new[] { CellNaming.Agent(group[0].Cell), isNamed ? group[0].Cell.Scenario : "" }.Where(part => part.Length > 0));
        var shown = lines.Take(MostCompared).ToList();
        var more = lines.Count > shown.Count ? $", the first {shown.Count} of {Digits.Count(lines.Count)}" : "";
        var picture = new LineChart
        {
            Title = $"{first.Label}, {who}, treatments compared",
            Series = [.. shown.Select(entry => Line(entry.Series, Treatments(entry, group), withBand: false))],
            Low = first.AxisLow,
            High = first.AxisHigh,
            Threshold = first.Threshold,
        }.Draw();
        return new(first.Name, $"{first.Label} · {who}", Basis(group, more), picture);
    }

    /// <summary>What the line stands for: every treatment of the group that has these very points.</summary>
    private static string Treatments(Entry line, List<Entry> group)
    {
        var points = Points(line.Series);
        var same = group.Where(entry => Points(entry.Series).Equals(points, StringComparison.Ordinal)).Select(entry => Treatment(entry.Cell, group)).Distinct(StringComparer.Ordinal).ToList();
        return string.Join(" = ", same);
    }

    /// <summary>The parts of the treatment in which the cells of the group differ.</summary>
    private static string Treatment(CellView cell, List<Entry> group)
    {
        var arms = group.Select(entry => entry.Cell.Arm).Distinct(StringComparer.Ordinal).Count() > 1;
        var treatments = group.Select(entry => entry.Cell.Treatment).Distinct(StringComparer.Ordinal).Count() > 1;
        var parts = new[] { arms ? cell.Arm : "", treatments ? cell.Treatment : "" }.Where(part => part.Length > 0).ToList();
        return parts.Count > 0 ? string.Join(" · ", parts) : cell.Name;
    }

    private static string Basis(List<Entry> group, string more)
    {
        var bases = group.Select(entry => entry.Series.Basis).Where(basis => basis.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return bases.Count switch
        {
            0 => $"means{more}",
            1 => $"means over {bases[0]} each{more}",
            _ => $"means over {string.Join(" or ", bases.Take(3))}{more}",
        };
    }

    private static string Points(StepSeriesView series) => string.Join(';', series.Points.Select(point => $"{point.Step}:{Digits.Fixed(point.Mean, 9)}"));

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
            var basis = series.Basis.Length > 0 ? series.Basis : $"n={Digits.Count(cell.N)}";
            yield return new(series.Name, $"{series.Label} · {cell.Name}", $"mean over {basis}", picture);
        }
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

    private sealed record Entry(CellView Cell, StepSeriesView Series);

    private sealed record Drawn(string Series, string Caption, string Basis, Picture Picture);
}
