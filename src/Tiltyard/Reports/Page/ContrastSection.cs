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
            left => Markup.Of($"""<tbody><tr><td colspan="5">and {Digits.Count(left)} more figures, all in results.json</td></tr></tbody>"""));
        return Markup.Of(
            $"""
            <section id="differences" aria-labelledby="h-differences"><h2 id="h-differences">Paired differences</h2>
            <table class="whiskers" role="table"><caption>A − B over the same cases and seeds. An interval that crosses nought shows no clear difference.</caption>
            <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">A − B</th><th scope="col" role="columnheader">Around nought</th><th scope="col" role="columnheader">Difference</th><th scope="col" role="columnheader">95 % interval</th><th scope="col" role="columnheader">Pairs</th></tr></thead>
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
        var rows = Room.Fill(bytes, contrasts, contrast => Row(contrast, scale),
            left => Markup.Of($"""<tr><td colspan="5">and {Digits.Count(left)} more, all in results.json</td></tr>"""));
        return Markup.Of(
            $"""
            <tbody role="rowgroup"><tr role="row" class="group"><th scope="rowgroup" role="rowheader">{Hostile.Clip(contrasts[0].Figure, 160)}</th><td role="cell">{Whisker.Ends(Digits.Tick(scale.Low, decimals).Replace('-', '−'), "+" + Digits.Tick(scale.High, decimals), "0")}</td><td role="cell"></td><td role="cell"></td><td role="cell"></td></tr>
            {rows}
            </tbody>
            """);
    }

    private static Markup Row(ContrastView contrast, Scale scale)
    {
        var decimals = Digits.Decimals(contrast.Difference, contrast.Low, contrast.High);
        var unit = contrast.Unit.Length > 0 ? "\u00A0" + Hostile.Clip(contrast.Unit, 20) : "";
        var difference = contrast.Difference is null ? Digits.Unknown : Digits.Signed(contrast.Difference, decimals) + unit;
        var interval = contrast.Low is null || contrast.High is null
            ? ""
            : $"{Digits.Signed(contrast.Low, decimals)} to {Digits.Signed(contrast.High, decimals)}";
        var whisker = Whisker.Draw(scale, contrast.Difference, contrast.Low, contrast.High, $"{difference}, 95 % interval {interval}: {contrast.Reading}", hasZero: true);
        return Markup.Of(
            $"""<tr role="row"><th scope="row" role="rowheader">{Hostile.Clip(contrast.Name, 160)} <small>{Hostile.Clip(contrast.CellA, 120)} − {Hostile.Clip(contrast.CellB, 120)}</small></th><td role="cell" class="plot">{whisker}</td><td role="cell" class="num est">{difference}<br><small>{contrast.Reading}</small></td><td role="cell" class="num ci">{interval}</td><td role="cell" class="num ev">n={Digits.Count(contrast.Pairs)} <small>{Digits.Count(contrast.Wins)} won · {Digits.Count(contrast.Ties)} tied · {Digits.Count(contrast.Losses)} lost</small></td></tr>""");
    }
}
