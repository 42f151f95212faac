using System.Collections.Immutable;
using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>A lane for each kind of alarm, and the moments that matter as a list to jump from.</summary>
internal sealed class AlarmSection(ShiftRecord shift, Timeline timeline)
{
    private const int MostMoments = 40;
    private const int MostMarks = 300;

    private static readonly string[] Always = ["harm done", "control failed", "device out of order", "critical unheard", "door open", "rule broken", "bad signature", "temperature excursion", "enforcement", "log frozen"];

    public Markup Draw()
    {
        var alarms = Alarms.Of(shift);
        var lanes = Always.Concat(alarms.Select(alarm => alarm.Kind)).Distinct(StringComparer.Ordinal).Select(kind => (Kind: kind, All: alarms.Where(alarm => alarm.Kind.Equals(kind, StringComparison.Ordinal)).ToList())).ToList();
        var silent = lanes.Where(lane => lane.All.Count == 0).Select(lane => lane.Kind).ToList();
        var ringing = lanes.Where(lane => lane.All.Count > 0).ToList();
        return Markup.Of(
            $"""
            {(ringing.Count > 0 ? timeline.Lanes(ringing.Select(lane => Lane(lane.Kind, lane.All)), "alarm-lanes", "Alarms") : Markup.Empty)}
            {Markup.When(silent.Count > 0, $"""<p class="rest">Silent: {string.Join(", ", silent)}.</p>""")}
            {Moments(alarms)}
            """);
    }

    private Markup Lane(string kind, List<Alarm> alarms)
    {
        var css = kind is "harm done" or "log frozen" ? "grave" : kind.StartsWith("blocked", StringComparison.Ordinal) ? "stopped" : "plain";
        var marks = alarms.DistinctBy(alarm => (alarm.From, alarm.To, alarm.Text)).Take(MostMarks).Select(alarm => alarm.Lasts
            ? timeline.Bar($"al-{css}", alarm.From, alarm.To, 5, 10, $"{alarm.Text}, {DeviceLanes.Between(alarm.From, alarm.To)}")
            : timeline.Mark($"al-{css}", alarm.From, 10, Path(css), $"{Timeline.Clock(alarm.From)} {alarm.Text}"));
        return Timeline.Lane(Markup.Of($"""<span title="{ReadableNames.Sentence(kind)}">{ReadableNames.Sentence(kind)}</span> <small>{alarms.Count}</small>"""), Markup.Join(marks), $"{ReadableNames.Sentence(kind)}: {alarms.Count}", 20);
    }

    /// <summary>A cross for harm, a bar across for what was stopped, a diamond for the rest.</summary>
    private static string Path(string css) => css switch
    {
        "grave" => "M-5-6L0-1L5-6L6-5L1 0L6 5L5 6L0 1L-5 6L-6 5L-1 0L-6-5Z",
        "stopped" => "M-6-1.8H6V1.8H-6Z",
        _ => "M0-6L5 0L0 6L-5 0Z",
    };

    private static Markup Moments(ImmutableArray<Alarm> alarms)
    {
        var grave = alarms.Where(alarm => alarm.IsGrave).OrderBy(alarm => alarm.From).ToList();
        if (grave.Count == 0) return Markup.Of($"""<p class="rest">Nothing went wrong that a rule or an oracle saw.</p>""");
        var items = grave.Take(MostMoments).Select(alarm => Markup.Of(
            $"""<li><button type="button" class="jump" data-seek="{alarm.From}">{Timeline.Clock(alarm.From)}</button> <b>{ReadableNames.Sentence(alarm.Kind)}</b> <span>{ReadableNames.Sentence(alarm.Text)}</span></li>"""));
        var rest = grave.Count - MostMoments;
        return Markup.Of(
            $"""
            <h3>Moments</h3>
            <ol class="moments">
            {Markup.Join(items, "\n")}
            </ol>
            {Markup.When(rest > 0, $"""<p class="rest">and {Digits.Count(rest)} more in the lanes and the audit trail</p>""")}
            """);
    }
}
