using Tiltyard.Reports.Charts;

namespace Tiltyard.Reports.Page;

/// <summary>Paired differences around nought, with how many pairs were won, tied and lost.</summary>
internal static class ContrastSection
{
    private const int MostBytes = 300_000;

    public static Markup Draw(PageModel model)
    {
        var groups = model.Contrasts.GroupBy(contrast => contrast.Figure, StringComparer.Ordinal).Select(group => group.ToList()).ToList();
        if (groups.Count is 0) return Markup.Empty;

        var bodies = Room.Fill(MostBytes, groups, group => Group(group, MostBytes / Math.Min(groups.Count, 20)),
            left => Table.Rest(5, left, "figures"));
        return Markup.Of(
            $"""
            <section id="differences" aria-labelledby="h-differences"><h2 id="h-differences">Paired differences</h2>
            <table class="whiskers" role="table"><caption>A − B over the same cases and seeds. An interval that crosses nought shows no clear difference.</caption>
            {Table.Head("A − B", "Around nought", "Difference", "95 % interval", "Pairs")}
            {bodies}
            </table></section>
            """);
    }

    private static Markup Group(List<ContrastView> contrasts, int bytes)
    {
        var reach = contrasts.SelectMany(contrast => new[] { contrast.Difference, contrast.Low, contrast.High })
            .OfType<double>().Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(1).Max();
        var scale = Scale.Around([-reach, reach], 0, 100);
        var decimals = scale.Ticks(4).Decimals;
        var low = Digits.Tick(scale.Low, decimals).Replace('-', '−');
        var head = Table.Row("group",
            Table.RowHead(Markup.Text(Hostile.Clip(contrasts[0].Figure, 160)), "rowgroup"),
            Table.Cell(Whisker.Ends(low, "+" + Digits.Tick(scale.High, decimals), "0")), Table.Cell(default), Table.Cell(default), Table.Cell(default));
        var rows = Room.Fill(bytes, contrasts, contrast => Row(contrast, scale), left => Table.Rest(5, left, "differences"));
        return Table.Body(Markup.Join([head, rows], "\n"));
    }

    private static Markup Row(ContrastView contrast, Scale scale)
    {
        var decimals = Digits.Decimals(contrast.Difference, contrast.Low, contrast.High);
        var unit = contrast.Unit.Length > 0 ? "\u00A0" + Hostile.Clip(contrast.Unit, 20) : "";
        var difference = contrast.Difference is null ? Digits.Unknown : Digits.Signed(contrast.Difference, decimals) + unit;
        var interval = contrast.Low is null || contrast.High is null
            ? ""
            : $"{Digits.Signed(contrast.Low, decimals)} to {Digits.Signed(contrast.High, decimals)}";
        var told = $"{difference}, 95 % interval {interval}: {contrast.Reading}";
        var cells = Markup.Of($"<small>{Hostile.Clip(contrast.CellA, 120)} − {Hostile.Clip(contrast.CellB, 120)}</small>");
        var won = Markup.Of($"<small>{Digits.Count(contrast.Wins)} won · {Digits.Count(contrast.Ties)} tied · {Digits.Count(contrast.Losses)} lost</small>");
        return Table.Row("",
            Table.RowHead(Markup.Of($"{Hostile.Clip(contrast.Name, 160)} {cells}")),
            Table.Cell(Whisker.Draw(scale, contrast.Difference, contrast.Low, contrast.High, told, hasZero: true), "plot"),
            Table.Cell(Markup.Of($"{difference}<br><small>{contrast.Reading}</small>"), "num est"),
            Table.Cell(Markup.Text(interval), "num ci"),
            Table.Cell(Markup.Of($"n={Digits.Count(contrast.Pairs)} {won}"), "num ev"));
    }
}
