using System.Collections.Immutable;

namespace Tiltyard.Reports.Page;

/// <summary>Episodes with their transcripts while there is room: worst, failed, sampled, then the rest; the others by name and command.</summary>
internal static class EpisodeSection
{
    private const int MostInlineBytes = 3_000_000;
    private const int MostListBytes = 1_100_000;
    private const int MostOneEpisode = 500_000;

    /// <summary>After so many in a row that do not fit, the rest are listed without being drawn.</summary>
    private const int MostMisses = 6;

    public static Markup Draw(PageModel model, int bytes)
    {
        if (model.Episodes.IsEmpty && model.Elsewhere.IsEmpty && model.ElsewhereUnlisted is 0) return Markup.Empty;

        var listBytes = Math.Min(MostListBytes, bytes / 3);
        var (shown, left) = Choose(model.Episodes, Math.Min(MostInlineBytes, bytes - listBytes - 20_000));
        return Markup.Of(
            $"""
            <section id="episodes" aria-labelledby="h-episodes"><h2 id="h-episodes">Episodes</h2>
            <p class="lead">{Digits.Count(shown.Count)} of {Digits.Count(model.Episodes.Length + model.Elsewhere.Length + model.ElsewhereUnlisted)} episodes are on this page: worst first, then failed, then sampled.</p>
            {Tools(model, shown.Count)}
            <div id="episode-list">
            {Markup.Join(shown, "\n")}
            </div>
            {Elsewhere(model, left, listBytes)}
            </section>
            """);
    }

    private static (List<Markup> Shown, List<EpisodeView> Left) Choose(ImmutableArray<EpisodeView> episodes, int bytes)
    {
        var (shown, left) = (new List<Markup>(), new List<EpisodeView>());
        var room = new Room(bytes);
        var misses = 0;
        foreach (var (index, episode) in episodes.Index().OrderBy(entry => Rank(entry.Item)))
        {
            var part = misses < MostMisses ? EpisodeBlock.Draw(episode, index) : Markup.Empty;
            if (!part.IsEmpty && part.Bytes <= MostOneEpisode && room.Take(part))
            {
                shown.Add(part);
                misses = 0;
                continue;
            }

            misses++;
            left.Add(episode);
        }

        return (shown, left);
    }

    private static int Rank(EpisodeView episode) => episode switch
    {
        { Worst: true } => 0,
        { Failed: true } or { End: EpisodeEnd.Errored } => 1,
        { Sampled: true } => 2,
        _ => 3,
    };

    private static Markup Tools(PageModel model, int shown)
    {
        if (shown < 2) return Markup.Empty;
        var cells = model.Episodes.Select(episode => episode.Cell).Distinct(StringComparer.Ordinal).Take(200).ToList();
        var byCell = cells.Count < 2
            ? Markup.Empty
            : Markup.Of($"""<label>Cell <select id="by-cell"><option value="">all</option>{Markup.Join(cells.Select(cell => Markup.Of($"""<option>{EpisodeBlock.Name(cell)}</option>""")))}</select></label>""");
        var figure = model.Episodes.SelectMany(episode => episode.Figures.Take(1)).Select(one => one.Label).FirstOrDefault();
        var byFigure = Markup.When(figure is not null, $"""<option value="figure">{Hostile.Clip(figure, 60)}, lowest first</option>""");
        return Markup.Of(
            $"""
            <p class="tools" data-scripted hidden><label>Find <input id="by-text" type="search" autocomplete="off" placeholder="name, reason, tool"></label><label>Show <select id="by-flag"><option value="">all</option><option>worst</option><option>failed</option><option>sampled</option><option>attacked</option><option>denied</option><option>errored</option></select></label>{byCell}<label>Sort <select id="by-order"><option value="rank">worst first</option><option value="plan">plan order</option>{byFigure}</select></label><output id="found" aria-live="polite"></output></p>
            """);
    }

    private static Markup Elsewhere(PageModel model, List<EpisodeView> left, int bytes)
    {
        var links = left.Select(episode => new EpisodeLink(episode.Id, episode.Command)).Concat(model.Elsewhere).ToList();
        var total = links.Count + model.ElsewhereUnlisted;
        if (total is 0) return Markup.Empty;

        var room = new Room(bytes);
        var items = links.Select(link => Markup.Of($"<li><b>{Hostile.Clip(Hostile.Line(link.Id), 160)}</b> <code>{Hostile.Clip(link.Command, 300)}</code>")).TakeWhile(room.Take).ToList();
        var unlisted = total - items.Count;
        return Markup.Of(
            $"""
            <details class="elsewhere"><summary>{Digits.Count(total)} more by name and command</summary>
            <ul>
            {Markup.Join(items, "</li>\n")}{Markup.When(items.Count > 0, $"</li>")}
            </ul>{Markup.When(unlisted > 0, $"""<p class="rest">and {Digits.Count(unlisted)} more that are not listed here; rows.jsonl names them all.</p>""")}</details>
            """);
    }
}
