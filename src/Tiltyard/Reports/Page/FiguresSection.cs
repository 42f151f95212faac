using Tiltyard.Reports.Charts;

namespace Tiltyard.Reports.Page;

/// <summary>Every figure of every cell as a dot with its interval, its estimate and its denominator; several cells begin with <see cref="FigureMatrix"/>.</summary>
internal static class FiguresSection
{
    private const int MostBytes = 500_000;

    public static Markup Draw(PageModel model)
    {
        var groups = model.Cells.SelectMany(cell => cell.Figures.Select(figure => new Entry(cell, figure)))
            .GroupBy(entry => entry.Figure.Name, StringComparer.Ordinal).Select(group => group.ToList()).ToList();
        if (groups.Count is 0) return Markup.Empty;

        var (lead, body) = model.Cells.Length is 1
            ? (Markup.Of($"{OnlyCell(model.Cells[0])}{Rows([.. groups.Where(group => !group[0].Figure.Minor)], isSingle: true)}"), Folded("Further figures", [.. groups.Where(group => group[0].Figure.Minor)], isSingle: true))
            : (FigureMatrix.Draw(model.Cells), Folded("Figure by figure, cells beneath each other", groups, isSingle: false));
        return Markup.Of(
            $"""
            <section id="figures" aria-labelledby="h-figures"><h2 id="h-figures">Figures</h2>
            {lead}
            {body}
            </section>
            """);
    }

    private static Markup Folded(string summary, List<List<Entry>> groups, bool isSingle) => Markup.When(groups.Count > 0,
        $"<details class=\"more\"><summary>{summary} ({Digits.Count(groups.Count)})</summary>\n{Rows(groups, isSingle)}\n</details>");

    private static Markup Rows(List<List<Entry>> groups, bool isSingle)
    {
        var bodies = isSingle
            ? Table.Body(Fill([.. groups.Select(group => (group[0], ScaleOf(group), true))], MostBytes))
            : Room.Fill(MostBytes, groups, group => Group(group, MostBytes / Math.Min(groups.Count, 20)), left => Table.Rest(5, left, "figures"));
        return Markup.Of(
            $"""
            <table class="whiskers" role="table"><caption>Dot: estimate. Line: 95 % interval. What errored or was skipped is in no denominator.</caption>
            {Table.Head(isSingle ? "Figure" : "Cell", "On its axis", "Estimate", "95 % interval", "Evidence")}
            {bodies}
            </table>
            """);
    }

    private static Markup OnlyCell(CellView cell) => Markup.Of(
        $"""<p class="lead">{Hostile.Clip(cell.Name, 200)} · {Hostile.Clip(cell.Described, 300)} · n={Digits.Count(cell.N)}</p>""");

    private static Markup Group(List<Entry> entries, int bytes)
    {
        var scale = ScaleOf(entries);
        var figure = entries[0].Figure;
        var head = Table.Row("group",
            Table.RowHead(Name(figure), "rowgroup"), Table.Cell(Ends(figure, scale)), Table.Cell(default), Table.Cell(default), Table.Cell(default));
        return Table.Body(Markup.Join([head, Fill([.. entries.Select(entry => (entry, scale, false))], bytes)], "\n"));
    }

    private static Markup Fill(IReadOnlyList<(Entry Entry, Scale Scale, bool IsSingle)> rows, int bytes) =>
        Room.Fill(bytes, rows, row => Row(row.Entry, row.Scale, row.IsSingle), left => Table.Rest(5, left, "rows"));

    private static Markup Row(Entry entry, Scale scale, bool isSingle)
    {
        var figure = entry.Figure;
        var label = $"{figure.Shown}{(figure.ShownInterval.Length > 0 ? ", 95 % interval " + figure.ShownInterval : "")}";
        var whisker = figure.Kind is FigureKind.Count || figure.N is 0
            ? Markup.Empty
            : Markup.Of($"{Whisker.Draw(scale, figure.Estimate, figure.Low, figure.High, label)}{(isSingle ? Ends(figure, scale) : Markup.Empty)}");
        return Table.Row("",
            Table.RowHead(isSingle ? Name(figure) : Markup.Text(Hostile.Clip(entry.Cell.Name, 200))),
            Table.Cell(whisker, "plot"),
            Table.Cell(Markup.Text(figure.Shown), "num est"),
            Table.Cell(Markup.Text(figure.ShownInterval), "num ci"),
            Table.Cell(Markup.Text(figure.ShownEvidence), "num ev"));
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

    private static Scale ScaleOf(List<Entry> entries) => FigureMatrix.ScaleOf([.. entries.Select(entry => entry.Figure)]);

    private sealed record Entry(CellView Cell, FigureView Figure);
}
