using System.Text;
using Tiltyard.Documents;
using Tiltyard.Reports;
using Tiltyard.Runs.Projecting;

namespace Tiltyard.Lab.Pages;

/// <summary>
/// The laboratory's part of a run's page: how many specimens were at which stage, shift by shift, and the command that shows one of them second by second. The whole page
/// of a shift is a <see cref="ShiftPage"/>.
/// </summary>
public static class ShiftFragment
{
    private const int Left = 34;
    private const int Width = 380;
    private const int Height = 44;
    private const int Row = Height + 10;
    private const int Head = 22;

    private static readonly (string Field, string Style, string Label)[] Stages = [("resulted", "c-p2", "results wait"), ("running", "c-p0", "measured"), ("queued", "c-p1", "queued"), ("waiting", "c-band", "before")];

    public static IEnumerable<PageFragment> Draw(FragmentSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Episodes.IsEmpty) yield break;
        var shifts = source.Episodes.Select(episode => (episode.Number, Moments: Read(episode))).ToList();
        var most = Math.Max(1, shifts.SelectMany(shift => shift.Moments).Select(moment => moment.Counts.Sum()).DefaultIfEmpty(1).Max());
        var drawn = Markup.Join(shifts.Select((shift, place) => Shift(shift.Number, shift.Moments, most, Head + (place * Row))));
        yield return new PageFragment(
            $"Specimens by stage · {source.Cell.Name}",
            Markup.Of(
                $"""
                <svg class="chart" viewBox="0 0 {Width} {Head + (shifts.Count * Row)}" role="img" aria-label="Specimens by stage in {shifts.Count} shifts, at most {most} at once.">{Legend()}{drawn}</svg>
                <small>At most {most} at once; red: harm was done. One shift second by second, with its floor plan and audit trail:</small>
                <pre class="command" tabindex="0"><code>tiltyard lab page . --episode {source.Episodes[0].Id} --out shift.html</code></pre>
                """));
    }

    private static List<Moment> Read(EpisodeView episode)
    {
        var moments = new List<Moment>();
        foreach (var log in episode.Steps.Select(step => step.Log).OfType<string>())
        {
            var state = JsonDocumentReader.Read("log", Encoding.UTF8.GetBytes(log)).AsMap().Map("state");
            moments.Add(new Moment([.. Stages.Select(stage => state.Integer(stage.Field))], state.Integer("harms")));
        }

        return moments;
    }

    private static Markup Legend() => Markup.Join(Stages.Select((stage, place) => Markup.Of(
        $"""<rect class="{stage.Style}" x="{Left + (place * 86)}" y="5" width="10" height="8"/><text class="c-t" x="{Left + 14 + (place * 86)}" y="13">{stage.Label}</text>""")));

    private static Markup Shift(long number, List<Moment> moments, long most, int top)
    {
        var areas = Stages.Select((stage, place) => Area(stage.Style, moments, place, most, top));
        var harms = moments.Index().Where(entry => entry.Item.Harms > (entry.Index == 0 ? 0 : moments[entry.Index - 1].Harms))
            .Select(entry => Markup.Of($"""<line class="c-hitline" x1="{X(entry.Index, moments.Count)}" x2="{X(entry.Index, moments.Count)}" y1="{top}" y2="{top + Height}"/>"""));
        return Markup.Of(
            $"""<text class="c-t c-end" x="{Left - 6}" y="{top + (Height / 2) + 4}">e{number}</text>{Markup.Join(areas)}{Markup.Join(harms)}<line class="c-grid" x1="{Left}" x2="{Width}" y1="{top + Height}" y2="{top + Height}"/>""");
    }

    private static Markup Area(string style, List<Moment> moments, int stage, long most, int top)
    {
        if (moments.TrueForAll(moment => moment.Counts[stage] == 0)) return Markup.Empty;
        var path = new StringBuilder();
        for (var at = 0; at < moments.Count; at++) path.Append(at == 0 ? "M" : "L").Append(Point(at, moments, stage + 1, most, top));
        for (var at = moments.Count - 1; at >= 0; at--) path.Append('L').Append(Point(at, moments, stage, most, top));
        return Markup.Of($"""<path class="{style}" d="{path.Append('Z').ToString()}"/>""");
    }

    /// <summary>The height of the stages below.</summary>
    private static string Point(int at, List<Moment> moments, int stages, long most, int top) =>
        $"{X(at, moments.Count)} {Digits.Coordinate(top + Height - (Height * moments[at].Counts.Take(stages).Sum() / (double)most))}";

    private static string X(int at, int count) => Digits.Coordinate(Left + ((Width - Left) * at / (double)Math.Max(1, count - 1)));

    private sealed record Moment(long[] Counts, long Harms);
}
