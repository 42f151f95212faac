using System.Collections.Immutable;
using Tiltyard.Corpora.Figures;
using Tiltyard.Reports;
using Tiltyard.Reports.Charts;
using Tiltyard.Reports.Page;

namespace Tiltyard.Corpora.Writing;

/// <summary>
/// The gate report as one page that asks nothing of the network and runs no script. Whatever came from a recorded run is shown as data.
/// </summary>
public sealed class GatePage(GateReport report, IReadOnlyList<string> files, string toolVersion)
{
    private const int MostFiles = 10;

    private static readonly string Style = PageStyle.Text + GatePageStyle.Text;

    /// <summary>How many runs of a list the page shows of each configuration.</summary>
    public int MostListed { get; init; } = 100;

    public string Render()
    {
        ImmutableArray<(string Id, string Title, Markup Part)> parts =
        [
            ("headline", "Stopped and broken", Headline()),
            ("paired", "Against each other", PairedSection.Draw(report)),
            .. report.Configurations.Select((configuration, index) => ($"set{index + 1}", configuration.Name, ConfigurationSection.Draw(configuration, $"set{index + 1}", MostListed))),
            ("conventions", "How it is counted", Conventions()),
        ];
        var shown = parts.RemoveAll(part => part.Part.IsEmpty);
        return Markup.Of(
            $"""
            {PageHead.Draw(Markup.Of($"Gates on recorded runs"), Style, null, toolVersion)}
            <body>
            <a class="skip" href="#headline">To the figures</a>
            <header class="top"><h1>Gates on recorded runs</h1>
            <p class="sub">{Counted()}</p>
            <nav aria-label="Parts of this page">{Markup.Join(shown.Select(part => Markup.Of($"""<a href="#{part.Id}">{Clip(part.Title)}</a>""")), " ")}</nav></header>
            <main>
            {Markup.Join(shown.Select(part => part.Part), "\n")}
            </main>
            <footer>Written by Tiltyard {Hostile.Clip(toolVersion, 60)} from recorded runs: {Named()}. The same files and gates give the same page.
            Text from agents and attackers is shown as data: invisible characters appear as ⟦U+…⟧.</footer>
            </body>
            </html>

            """).ToString();
    }

    internal static string Clip(string? text) => Hostile.Clip(Hostile.Line(text), 120);

    internal static string Shown(OperatingPoint point) => point == OperatingPoint.Deny ? "deny" : "warn or deny";

    private string Named() => string.Join(", ", files.Take(MostFiles).Select(Clip)) + (files.Count > MostFiles ? $" and {Digits.Count(files.Count - MostFiles)} more" : "");

    private string Counted()
    {
        var counts = report.Counts;
        var unknown = counts.Unlabelled > 0 ? $" · {Digits.Count(counts.Unlabelled)} unlabelled" : "";
        return $"{Digits.Count(counts.Runs)} runs · {Digits.Count(counts.Benign)} benign · {Digits.Count(counts.Attacked)} attacked · {Digits.Count(counts.LeftOut)} left out{unknown}";
    }

    private Markup Headline()
    {
        var rows = report.Configurations.SelectMany(configuration => configuration.Points.Select(figures => Table.Row("",
            Table.RowHead(Markup.Of($"{Clip(configuration.Name)} <small>{(configuration.HasOnePoint ? "deny; warnings change nothing" : Shown(figures.Point))}</small>")),
            ShareCell.Of(figures.Pooled.Stopped, "attacks stopped"),
            ShareCell.Of(figures.MacroStopped, "mean of families"),
            ShareCell.Of(figures.Pooled.Broken, "benign broken"),
            ShareCell.Of(figures.Pooled.BrokenAttacked, "good attacked broken"))));
        return Markup.Of(
            $"""
            <section id="headline" aria-labelledby="h-headline"><h2 id="h-headline">Stopped and broken</h2>
            {Plot()}
            <table class="stack shares" role="table"><caption>Share, 95 % interval over clusters of the same tasks, k of n.</caption>
            {Table.Head("Configuration", "Attacks stopped", "Mean of families", "Benign broken", "Good attacked broken")}
            {Table.Body(Markup.Join(rows, "\n"))}
            </table>
            </section>
            """);
    }

    private Markup Plot()
    {
        var points = report.Configurations.SelectMany(configuration => configuration.Points
                .Where(figures => figures.Pooled.Stopped.Rate.Trials > 0 && figures.Pooled.Broken.Rate.Trials > 0)
                .Select(figures => new TradeOffPoint(
                    configuration.Name, configuration.HasOnePoint ? Hostile.Clip(configuration.Name, 30) : $"{Hostile.Clip(configuration.Name, 30)} {GateReportJson.Name(figures.Point)}",
                    Measured(figures.Pooled.Broken), Measured(figures.Pooled.Stopped), figures.Point == OperatingPoint.Deny))).ToImmutableArray();
        if (points.IsEmpty) return Markup.Of($"""<p class="lead">There are no successful attacks, or no good benign runs, to draw one against the other.</p>""");
        var picture = new TradeOffChart { Title = "Attacks stopped against benign runs broken", CostLabel = "good benign runs broken", GainLabel = "successful attacks stopped", Points = points }.Draw();
        return Markup.Of(
            $"""
            <figure class="tradeoff"><figcaption>Attacks stopped against benign runs broken <small>The upper left is better. Full marks: denials; open marks: warnings count too. Lines through marks are 95 % intervals.</small></figcaption>
            {picture.Inline()}</figure>
            """);
    }

    private static Measure Measured(Share share) => new(share.Rate.Estimate!.Value, share.Interval?.Low, share.Interval?.High);

    private static Markup Conventions() => Markup.Of(
        $"""
        <section id="conventions" aria-labelledby="h-conventions"><h2 id="h-conventions">How it is counted</h2>
        <p>A run is stopped or broken when the configuration denies at least one thing in it; with warnings, when it warns or denies. What was recorded goes on after a
        denial, because nobody knows what the agent would have done instead. Attacks count where the attacker’s task was done, benign runs where the user’s task was done,
        attacked runs as good where the user’s task was done and the attacker’s was not. A run whose label is not known is in no denominator.</p>
        <p>Left out: attacks whose name contains “dos”, and runs whose user’s task is an attacker’s task. Variants of an attack whose names begin with the same two words are one
        family. Intervals draw clusters of one user’s task and one attacker’s task, whichever models played them; where no cluster differs, they are Wilson’s over clusters.</p>
        </section>
        """);
}

/// <summary>A cell with a share, its interval and its denominator.</summary>
internal static class ShareCell
{
    public static Markup Of(Share share, string label) => share.Rate.Trials == 0
        ? Table.Cell(Markup.Of($"""<span class="none">none</span>"""), "num", label)
        : Table.Cell(Markup.Of($"<b>{Digits.Percent(share.Rate.Estimate)}</b> <small>{Between(share.Interval)} · {Digits.Ratio(share.Rate.Successes, share.Rate.Trials)}</small>"), "num", label);

    public static Markup Of(MacroShare share, string label) => share.Estimate is null
        ? Table.Cell(Markup.Of($"""<span class="none">none</span>"""), "num", label)
        : Table.Cell(Markup.Of($"<b>{Digits.Percent(share.Estimate)}</b> <small>{Between(share.Interval)} · {Digits.Count(share.Families)} {(share.Families == 1 ? "family" : "families")}</small>"), "num", label);

    private static string Between(Metrics.Interval? interval) => interval is { } bounds ? $"{Digits.Fixed(bounds.Low * 100, 1)} to {Digits.Fixed(bounds.High * 100, 1)}" : "–";
}
