using Tiltyard.Lab.Model;
using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>The life of each specimen as a lane. Where there are many, those that a reader looks for come first, and the rest is in the picture of all of them.</summary>
internal sealed class SpecimenLanes(ShiftRecord shift, Timeline timeline)
{
    public const int MostLanes = 160;

    /// <summary>So many stand on the page as they are; more are scrolled.</summary>
    private const int MostOpen = 40;

    public Markup Draw()
    {
        var shown = shift.Specimens.Select((one, place) => (One: one, Place: place)).OrderBy(entry => Rank(entry.One)).ThenBy(entry => entry.Place).Take(MostLanes)
            .OrderBy(entry => First(entry.One)).ThenBy(entry => entry.Place).Select(entry => entry.One).ToList();
        var left = shift.Specimens.Length - shown.Count;
        return Markup.Of(
            $"""
            <p class="tools" data-scripted hidden><label>Find <input id="specimen-text" type="search" autocomplete="off" placeholder="name or panel"></label>
            <label>Show <select id="specimen-flag"><option value="">all</option><option value="stat">STAT</option><option value="late">late or not out</option><option value="harmed">harmed</option></select></label>
            <output id="specimen-found" aria-live="polite"></output></p>
            <div{Markup.When(shown.Count > MostOpen, $""" class="scroller" tabindex="0" role="region" aria-label="Specimens" """)}>{timeline.Lanes(shown.Select(Lane), "specimen-lanes", "The stages of each specimen")}</div>
            {Markup.When(left > 0, $"""<p class="rest">{Digits.Count(left)} more are not drawn one by one: harmed, STAT and late ones come first. The picture of all stages counts every one.</p>""")}
            """);
    }

    private static int Rank(SpecimenTrack one) => one switch
    {
        { Harms.IsEmpty: false } => 0,
        { Priority: Priority.Stat } => 1,
        { IsLate: true } or { Released: < 0 } => 2,
        _ => 3,
    };

    private static int First(SpecimenTrack one) => one.Stages.Changes.First(change => change.Value.Stage != SpecimenStatus.Unknown).Time;

    private Markup Lane(SpecimenTrack one)
    {
        var groups = new Track<int>();
        foreach (var (time, moment) in one.Stages.Changes) groups.Note(time, StageLook.Group(moment.Stage));
        var bars = groups.Spans(timeline.End).Where(span => span.Value >= 0).Select(span => Bar(StageLook.All[span.Value], span.From, span.To));
        var due = one.Deadline >= 0 ? timeline.Mark("m-due", one.Deadline, 0, "M0 0V19M-4 0H4L0 5Z", $"due {Timeline.Clock(one.Deadline)}") : Markup.Empty;
        var released = one.Released >= 0 ? timeline.Mark(one.IsLate ? "m-late" : "m-out", one.Released, 9, "M-4 0L-1 4L5-5", $"out at {Timeline.Clock(one.Released)}") : Markup.Empty;
        var harms = one.Harms.Select(harm => timeline.Mark("m-harm", harm.Time, 9, "M8-5L17 4M17-5L8 4", $"{HarmWords.Of(harm.Harm)} at {Timeline.Clock(harm.Time)}"));
        var isOpen = one.Released < 0;
        var flags = string.Join(' ', new[] { one.Priority == Priority.Stat ? "stat" : "", one.IsLate || isOpen ? "late" : "", one.Harms.IsEmpty ? "" : "harmed" }.Where(flag => flag.Length > 0));
        var stat = Markup.When(one.Priority == Priority.Stat, $"""<span class="stat">STAT</span> """);
        var outcome = isOpen ? "not out" : one.IsLate ? "out late" : "out";
        return Timeline.Lane(
            Markup.Of($"""{stat}{ReadableNames.Plain(one.Name)} <small>{Panel(one.Panel)}</small>"""), Markup.Join([.. bars, due, released, .. harms]),
            $"{ReadableNames.Plain(one.Name)}: {outcome}{(one.Harms.IsEmpty ? "" : $", {one.Harms.Length} harm")}", 19,
            Markup.Of($""" data-flags="{flags}" data-words="{ReadableNames.Plain(one.Name).ToLowerInvariant()} {ReadableNames.Plain(one.Panel).ToLowerInvariant()}" """));
    }

    private Markup Bar(StageLook look, int from, int to) => timeline.Bar(look.Css, from, to, look.Y, look.Height, $"{look.Word}, {DeviceLanes.Between(from, to)}");

    private static string Panel(string panel) => panel.Length == 0 ? "" : ReadableNames.Of(panel.Replace("_PANEL", "", StringComparison.Ordinal).Replace("_CORE", "", StringComparison.Ordinal));
}
