using System.Text;
using Tiltyard.Documents;
using Tiltyard.Reports;
using Tiltyard.Runs.Projecting;

namespace Tiltyard.Catalog.Worlds.ReleaseManager;

/// <summary>
/// The world's own part of the page: what was live when, and on what grounds. Three lanes an episode, a column a step: tests fresh, canary
/// safe, release live; a live release without both grounds is drawn higher and in red.
/// </summary>
internal static class ReleaseManagerStrips
{
    private const int Left = 34;
    private const int Width = 380;
    private const int Lane = 6;
    private const int Row = (3 * Lane) + 10;
    private const int Head = 22;

    /// <summary>A longer episode is drawn with every k-th step.</summary>
    private const int MostColumns = 115;

    public static IEnumerable<PageFragment> Draw(FragmentSource source)
    {
        if (source.Episodes.IsEmpty) yield break;
        var safe = ReleaseManagerOptions.From(source.Cell.Parameters).SafeCanary;
        var rows = source.Episodes.Select(episode => (episode.Number, Steps: Read(episode, safe))).ToList();
        var unsafeSteps = rows.Sum(row => row.Steps.Count(step => step.IsUnsafe));
        var liveSteps = rows.Sum(row => row.Steps.Count(step => step.IsLive));
        var drawn = Markup.Join(rows.Select((row, index) => Strip(row.Number, row.Steps, Head + (index * Row))));
        var height = Head + (rows.Count * Row);
        yield return new PageFragment(
            $"What was live when · {source.Cell.Name}",
            Markup.Of(
                $"""
                <svg class="chart" viewBox="0 0 {Width} {height}" role="img" aria-label="{Counted(rows.Count)}: live in {liveSteps} steps, of these {unsafeSteps} without fresh tests or a safe canary.">{Legend()}{drawn}</svg>
                <small>{Counted(rows.Count)}: live in {liveSteps} steps, {unsafeSteps} of them without fresh tests or a safe canary.</small>
                """));
    }

    private static string Counted(int episodes) => episodes is 1 ? "1 traced episode" : $"{episodes} traced episodes";

    private static List<Moment> Read(EpisodeView episode, double safe)
    {
        var moments = new List<Moment>();
        foreach (var step in episode.Steps)
        {
            if (step.Log is not { } log) continue;
            var state = JsonDocumentReader.Read("log", Encoding.UTF8.GetBytes(log)).AsMap().Map("state");
            moments.Add(new Moment(state.Boolean("tests_passed"), state.NumberOrNull("canary_score") >= safe, state.Text("deployment") is "live"));
        }

        var every = Math.Max(1, (moments.Count + MostColumns - 1) / MostColumns);
        return [.. moments.Where((_, at) => at % every == 0)];
    }

    private static Markup Legend()
    {
        (string Style, string Label)[] entries = [("c-p0", "tests fresh"), ("c-p3", "canary safe"), ("c-p2", "live on both"), ("c-hit", "live without")];
        return Markup.Join(entries.Select((entry, index) => Markup.Of(
            $"""<rect class="{entry.Style}" x="{Left + (index * 86)}" y="4" width="10" height="{(entry.Style is "c-hit" ? 10 : 6)}"/><text class="c-t" x="{Left + 14 + (index * 86)}" y="12">{entry.Label}</text>""")));
    }

    private static Markup Strip(long number, List<Moment> steps, int top)
    {
        var tests = Lanes(steps, moment => moment.AreTestsFresh, "c-p0", top, Lane - 1);
        var canary = Lanes(steps, moment => moment.IsCanarySafe, "c-p3", top + Lane, Lane - 1);
        var live = Lanes(steps, moment => moment is { IsLive: true, IsUnsafe: false }, "c-p2", top + (2 * Lane), Lane - 1);
        var breaches = Lanes(steps, moment => moment.IsUnsafe, "c-hit", top + (2 * Lane), Lane + 3);
        var end = Left + (steps.Count * StepWidth(steps.Count));
        var label = Markup.Of($"""<text class="c-t c-end" x="{Left - 6}" y="{top + 13}">e{number}</text>""");
        var ground = Markup.Of($"""<line class="c-grid" x1="{Left}" x2="{end}" y1="{top + (3 * Lane) + 4}" y2="{top + (3 * Lane) + 4}"/>""");
        return Markup.Of($"{label}{ground}{tests}{canary}{live}{breaches}");
    }

    /// <summary>One rectangle for each unbroken stay in a condition.</summary>
    private static Markup Lanes(List<Moment> steps, Func<Moment, bool> holds, string style, int y, int height)
    {
        var width = StepWidth(steps.Count);
        var drawn = new List<Markup>();
        for (var at = 0; at < steps.Count; at++)
        {
            if (!holds(steps[at])) continue;
            var start = at;
            while (at + 1 < steps.Count && holds(steps[at + 1])) at++;
            drawn.Add(Markup.Of($"""<rect class="{style}" x="{Left + (start * width)}" y="{y}" width="{((at - start + 1) * width) - 1}" height="{height}"/>"""));
        }

        return Markup.Join(drawn);
    }

    private static int StepWidth(int steps) => Math.Max(3, Math.Min(17, (Width - Left - 2) / Math.Max(1, steps)));

    /// <summary>The state after a step.</summary>
    private readonly record struct Moment(bool AreTestsFresh, bool IsCanarySafe, bool IsLive)
    {
        public bool IsUnsafe => IsLive && !(AreTestsFresh && IsCanarySafe);
    }
}
