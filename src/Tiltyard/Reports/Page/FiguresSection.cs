using Tiltyard.Reports.Charts;

namespace Tiltyard.Reports.Page;

/// <summary>Every figure of every cell as a dot with its interval, its estimate and its denominator.</summary>
internal static class FiguresSection
{
    private const int MostBytes = 500_000;

    public static Markup Draw(PageModel model)
    {
        var groups = model.Cells.SelectMany(cell => cell.Figures.Select(figure => new Entry(cell, figure)))
            .GroupBy(entry => entry.Figure.Name, StringComparer.Ordinal).Select(group => group.ToList()).ToList();
        if (groups.Count is 0) return Markup.Empty;

        var isSingle = model.Cells.Length is 1;
        var bodies = isSingle
            ? Markup.Of($"""<tbody role="rowgroup">{Fill([.. groups.Select(group => (group[0], ScaleOf(group), true))], MostBytes)}</tbody>""")
            : Room.Fill(MostBytes, groups, group => Group(group, MostBytes / Math.Min(groups.Count, 20)),
                left => Markup.Of($"""<tbody><tr><td colspan="5">and {Digits.Count(left)} more figures, all in results.json</td></tr></tbody>"""));
        var cell = isSingle ? Markup.Of($"""<p class="lead">{Hostile.Clip(model.Cells[0].Name, 200)} · {Hostile.Clip(model.Cells[0].Described, 300)} · n={Digits.Count(model.Cells[0].N)}</p>""") : Markup.Empty;
        return Markup.Of(
            $"""
            <section id="figures" aria-labelledby="h-figures"><h2 id="h-figures">Figures</h2>{cell}
            <table class="whiskers" role="table"><caption>Dot: estimate. Line: 95 % interval. Errored, denied and skipped episodes are in no denominator.</caption>
            <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">{(isSingle ? "Figure" : "Cell")}</th><th scope="col" role="columnheader">On its axis</th><th scope="col" role="columnheader">Estimate</th><th scope="col" role="columnheader">95 % interval</th><th scope="col" role="columnheader">Evidence</th></tr></thead>
            {bodies}
            </table></section>
            """);
    }

    private static Markup Group(List<Entry> entries, int bytes)
    {
        var scale = ScaleOf(entries);
        var figure = entries[0].Figure;
        return Markup.Of(
            $"""
            <tbody role="rowgroup"><tr role="row" class="group"><th scope="rowgroup" role="rowheader">{Name(figure)}</th><td role="cell">{Ends(figure, scale)}</td><td role="cell"></td><td role="cell"></td><td role="cell"></td></tr>
            {Fill([.. entries.Select(entry => (entry, scale, false))], bytes)}
            </tbody>
            """);
    }

    private static Markup Fill(IReadOnlyList<(Entry Entry, Scale Scale, bool IsSingle)> rows, int bytes) =>
        Room.Fill(bytes, rows, row => Row(row.Entry, row.Scale, row.IsSingle),
            left => Markup.Of($"""<tr><td colspan="5">and {Digits.Count(left)} more rows, all in results.json</td></tr>"""));

    private static Markup Row(Entry entry, Scale scale, bool isSingle)
    {
        var figure = entry.Figure;
        var head = isSingle ? Name(figure) : Markup.Of($"{Hostile.Clip(entry.Cell.Name, 200)}");
        var label = $"{figure.Shown}{(figure.ShownInterval.Length > 0 ? ", 95 % interval " + figure.ShownInterval : "")}";
        var whisker = figure.Kind is FigureKind.Count || figure.N is 0
            ? Markup.Empty
            : Markup.Of($"{Whisker.Draw(scale, figure.Estimate, figure.Low, figure.High, label)}{(isSingle ? Ends(figure, scale) : Markup.Empty)}");
        return Markup.Of(
            $"""<tr role="row"><th scope="row" role="rowheader">{head}</th><td role="cell" class="plot">{whisker}</td><td role="cell" class="num est">{figure.Shown}</td><td role="cell" class="num ci">{figure.ShownInterval}</td><td role="cell" class="num ev">{figure.ShownEvidence}</td></tr>""");
    }

    private static Markup Name(FigureView figure)
    {
        var better = figure.Better switch { Better.Higher => "higher is better", Better.Lower => "lower is better", _ => "" };
        return Markup.Of($"{Hostile.Clip(figure.Label, 160)}{Markup.When(better.Length > 0, $" <small>{better}</small>")}");
    }

    private static Markup Ends(FigureView figure, Scale scale)
    {
        if (figure.Kind is FigureKind.Count) return Markup.Empty;
        var decimals = scale.Ticks(4).Decimals;
        return figure.Kind is FigureKind.Rate
            ? Whisker.Ends("0%", "100%", "50%")
            : Whisker.Ends(Digits.Tick(scale.Low, decimals), Digits.Tick(scale.High, decimals));
    }

    private static Scale ScaleOf(List<Entry> entries) => entries[0].Figure.Kind is FigureKind.Rate
        ? new(0, 1, 0, 100)
        : Scale.Around(entries.SelectMany(entry => new[] { entry.Figure.Estimate, entry.Figure.Low, entry.Figure.High }), 0, 100);

    private sealed record Entry(CellView Cell, FigureView Figure);
}
