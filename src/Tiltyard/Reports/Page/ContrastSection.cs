using Tiltyard.Reports.Charts;

namespace Tiltyard.Reports.Page;

/// <summary>Paired differences around nought: one table for each question, a row for each pair of cells, a column for each figure.</summary>
internal static class ContrastSection
{
    private const int MostBytes = 400_000;
    private const int MostFigures = 6;

    public static Markup Draw(PageModel model)
    {
        var kinds = model.Contrasts.GroupBy(contrast => contrast.Kind, StringComparer.Ordinal).Select(group => group.ToList()).ToList();
        if (kinds.Count is 0) return Markup.Empty;

        var tables = Room.Fill(MostBytes, kinds, group => Kind(group, MostBytes / Math.Min(kinds.Count, 10)),
            left => Markup.Of($"""<p class="rest">and {Digits.Count(left)} more comparisons, all in results.json</p>"""));
        return Markup.Of(
            $"""
            <section id="differences" aria-labelledby="h-differences"><h2 id="h-differences">Paired differences</h2>
            <p class="lead">Each is A − B over the same cases and seeds, so that chance cancels. An interval that crosses nought shows no clear difference. ↑ counts the pairs in which A is higher.</p>
            {tables}
            </section>
            """);
    }

    private static Markup Kind(List<ContrastView> contrasts, int bytes)
    {
        var figures = contrasts.GroupBy(contrast => contrast.Figure, StringComparer.Ordinal).Take(MostFigures)
            .Select(group => (Name: group.Key, First: group.First(), Scale: ScaleOf(group))).ToList();
        var pairs = contrasts.GroupBy(contrast => (contrast.Name, contrast.CellA, contrast.CellB)).Select(group => group.ToList()).ToList();
        var rows = Room.Fill(bytes, pairs, pair => Row(pair, figures), left => Table.Rest(figures.Count + 1, left, "pairs"));
        var caption = Markup.When(contrasts[0].Kind.Length > 0, $"""<caption><strong>{Hostile.Clip(contrasts[0].Kind, 120)}</strong> <small>{Hostile.Clip(contrasts[0].Explained, 200)}</small></caption>""");
        return Markup.Of(
            $"""
            <table class="stack matrix" role="table">{caption}
            {Table.Head(["A − B", .. figures.Select(figure => Head(figure.First))])}
            {Table.Body(rows)}</table>
            """);
    }

    private static string Head(ContrastView contrast) =>
        $"{Hostile.Clip(contrast.Figure, 60)}{(contrast.Unit.Length > 0 ? $", {Hostile.Clip(contrast.Unit, 20)}" : "")}";

    private static Scale ScaleOf(IEnumerable<ContrastView> contrasts)
    {
        var reach = contrasts.SelectMany(contrast => new[] { contrast.Difference, contrast.Low, contrast.High })
            .OfType<double>().Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(1).Max();
        return Scale.Around([-reach, reach], 0, 100);
    }

    private static Markup Row(List<ContrastView> pair, List<(string Name, ContrastView First, Scale Scale)> figures)
    {
        var first = pair[0];
        var cells = Markup.Of($"<small>{Hostile.Clip(first.CellA, 120)} − {Hostile.Clip(first.CellB, 120)}</small>");
        return Table.Row("",
        [
            Table.RowHead(Markup.Of($"{Hostile.Clip(first.Name, 160)} {cells}")),
            .. figures.Select(column => Difference(pair.Find(contrast => contrast.Figure.Equals(column.Name, StringComparison.Ordinal)), column.First, column.Scale)),
        ]);
    }

    private static Markup Difference(ContrastView? contrast, ContrastView first, Scale scale)
    {
        var label = Head(first);
        if (contrast is null) return Table.Cell(Markup.Of($"""<span class="none">{Digits.Unknown}</span>"""), "num", label);
        var decimals = Digits.Decimals(contrast.Difference, contrast.Low, contrast.High);
        var difference = contrast.Difference is null ? Digits.Unknown : Digits.Signed(contrast.Difference, decimals);
        var interval = contrast.Low is null || contrast.High is null ? "" : $"{Digits.Signed(contrast.Low, decimals)} to {Digits.Signed(contrast.High, decimals)}";
        var whisker = Whisker.Draw(scale, contrast.Difference, contrast.Low, contrast.High, $"{difference}, 95 % interval {interval}: {contrast.Reading}", hasZero: true);
        var won = $"n={Digits.Count(contrast.Pairs)}: {Digits.Count(contrast.Wins)} ↑, {Digits.Count(contrast.Ties)} =, {Digits.Count(contrast.Losses)} ↓{(contrast.McNemarP is { } p ? p < 0.001 ? ", McNemar p < 0.001" : $", McNemar p = {Digits.Fixed(p, 3)}" : "")}";
        return Table.Cell(Markup.Of($"<b>{difference}</b> <small>{contrast.Reading}</small>{whisker}<small>{interval}</small><small>{won}</small>"), "num", label);
    }
}
