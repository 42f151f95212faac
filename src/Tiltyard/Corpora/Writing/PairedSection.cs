using Tiltyard.Corpora.Figures;
using Tiltyard.Reports;
using Tiltyard.Reports.Page;

namespace Tiltyard.Corpora.Writing;

/// <summary>Configurations against each other on the same runs, and which dominates which.</summary>
internal static class PairedSection
{
    private const int MostRows = 200;

    public static Markup Draw(GateReport report)
    {
        if (report.Pairs.IsEmpty) return Markup.Empty;
        var rows = report.Pairs.Where(pair => pair.Difference is not null).Take(MostRows).Select(Row);
        return Markup.Of(
            $"""
            <section id="paired" aria-labelledby="h-paired"><h2 id="h-paired">Against each other</h2>
            {Dominances(report)}
            <table class="stack" role="table"><caption>The first minus the second on the same runs, with an interval over clusters; McNemar’s exact test takes every run for itself.</caption>
            {Table.Head("Configurations", "Figure", "Difference", "Only the first", "Only the second", "McNemar p")}
            {Table.Body(Markup.Join(rows, "\n"))}
            </table>
            </section>
            """);
    }

    /// <summary>A p-value as text: below a ten-thousandth only that it is.</summary>
    public static string Probability(double? p) => p is not { } known ? Digits.Unknown : known < 0.0001 ? "< 0.0001" : Digits.Fixed(known, 4);

    private static Markup Row(PairedShare pair) => Table.Row("",
        Table.RowHead(Markup.Of($"{GatePage.Clip(pair.A)} − {GatePage.Clip(pair.B)} <small>{GatePage.Shown(pair.Point)}</small>")),
        Table.Cell(Markup.Text(pair.What == Compared.Stopped ? "attacks stopped" : "benign broken"), "", "figure"),
        Table.Cell(Markup.Of($"<b>{Points(pair.Difference)}</b> <small>{(pair.Interval is { } bounds ? $"{Points(bounds.Low)} to {Points(bounds.High)}" : "")}</small>"), "num", "difference"),
        Table.Cell(Markup.Text(Digits.Count(pair.OnlyA)), "num", "only the first"),
        Table.Cell(Markup.Text(Digits.Count(pair.OnlyB)), "num", "only the second"),
        Table.Cell(Markup.Text(Probability(pair.McNemarP)), "num", "McNemar p"));

    private static string Points(double? share) => Digits.Signed(share * 100, 1);

    private static Markup Dominances(GateReport report)
    {
        if (report.Dominances.IsEmpty) return Markup.Of($"""<p class="lead">No configuration is at least as good as another one in both figures.</p>""");
        var items = report.Dominances.Take(MostRows).Select(one => Markup.Of(
            $"<li><strong>{GatePage.Clip(one.Better)}</strong> ({GatePage.Shown(one.BetterPoint)}) dominates {GatePage.Clip(one.Worse)} ({GatePage.Shown(one.WorsePoint)}): it stops at least as much and breaks at most as much</li>"));
        return Markup.Of($"""<ul class="better">{Markup.Join(items)}</ul>""");
    }
}
