using System.Collections.Immutable;

namespace Tiltyard.Reports.Page;

/// <summary>Episodes with their transcripts while there is room: worst, failed, sampled, then the rest; the others by name and command.</summary>
internal static class EpisodeSection
{
    private const int MostInlineBytes = 3_000_000;
    private const int MostListBytes = 1_500_000;
    private const int MostOneEpisode = 500_000;

    /// <summary>Room for the section's own words and its choice of cells.</summary>
    private const int Reserve = 100_000;

    private const int MostCells = 60;

    /// <summary>After so many in a row that do not fit, the rest are listed without being drawn.</summary>
    private const int MostMisses = 6;

    private static readonly string[] Flags = ["worst", "harmed", "failed", "sampled", "attacked", "denied", "errored"];

    public static Markup Draw(PageModel model, int bytes)
    {
        if (model.Episodes.IsEmpty && model.Elsewhere.IsEmpty && model.ElsewhereUnlisted is 0) return Markup.Empty;

        var listBytes = Math.Min(MostListBytes, bytes / 3);
        var (shown, left) = Choose(model.Episodes, Math.Min(MostInlineBytes, bytes - listBytes - Reserve));
        var total = model.Episodes.Length + model.Elsewhere.Length + model.ElsewhereUnlisted;
        return Markup.Of(
            $"""
            <section id="episodes" aria-labelledby="h-episodes"><h2 id="h-episodes">Episodes</h2>
            <p class="lead">{(total is 1 ? "The only episode." : $"{Digits.Count(shown.Count)} of {Digits.Count(total)} episodes are on this page: worst first, then failed, then sampled.")} Commands are for a terminal in the folder of this page.</p>
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
            var part = misses < MostMisses ? EpisodeBlock.Draw(episode, index, isOpen: episodes.Length is 1) : Markup.Empty;
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
        var cells = model.Episodes.Select(episode => episode.Cell).Distinct(StringComparer.Ordinal).Take(MostCells).ToList();
        var byCell = cells.Count < 2
            ? Markup.Empty
            : Choice("Cell", "by-cell", [("", "all"), .. cells.Select(cell => (EpisodeBlock.Name(cell), EpisodeBlock.Name(cell)))]);
        var figure = model.Episodes.SelectMany(episode => episode.Figures.Take(1)).Select(one => one.Label).FirstOrDefault();
        (string, string)[] orders = [("rank", "worst first"), ("plan", "plan order")];
        if (figure is not null) orders = [.. orders, ("figure", Hostile.Clip(figure, 60) + ", lowest first")];
        return Markup.Of(
            $"""
            <p class="tools" data-scripted hidden>
            <label>Find <input id="by-text" type="search" autocomplete="off" placeholder="name, reason, tool"></label>
            {Choice("Show", "by-flag", [("", "all"), .. Flags.Select(flag => (flag, flag))])}
            {byCell}
            {Choice("Sort", "by-order", orders)}
            <output id="found" aria-live="polite"></output></p>
            """);
    }

    private static Markup Choice(string label, string id, IEnumerable<(string Value, string Text)> choices)
    {
        var options = choices.Select(choice => Markup.Of($"""<option value="{choice.Value}">{choice.Text}</option>"""));
        return Markup.Of($"""<label>{label} <select id="{id}">{Markup.Join(options)}</select></label>""");
    }

    private static Markup Elsewhere(PageModel model, List<EpisodeView> left, int bytes)
    {
        var links = left.Select(episode => new EpisodeLink(episode.Id, episode.Command)).Concat(model.Elsewhere).ToList();
        var total = links.Count + model.ElsewhereUnlisted;
        if (total is 0) return Markup.Empty;

        var room = new Room(bytes);
        var items = links
            .Select(link => Markup.Of($"<li><b>{EpisodeBlock.Name(link.Id)}</b> <code>{Hostile.Clip(link.Command, 300)}</code></li>\n"))
            .TakeWhile(room.Take).ToList();
        var unlisted = total - items.Count;
        var rest = Markup.When(unlisted > 0, $"""<p class="rest">and {Digits.Count(unlisted)} more that are not listed here; rows.jsonl names them all.</p>""");
        return Markup.Of(
            $"""
            <details class="elsewhere"><summary>{Digits.Count(total)} more by name and command</summary>
            <ul>
            {Markup.Join(items)}</ul>{rest}</details>
            """);
    }
}
