using System.Globalization;
using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>
/// The common time of all lanes of a page: a second is a share of the lane's width, so that a lane fits any window and its text is never stretched. Marks that have a
/// shape of their own stand in a picture of no width at their place.
/// </summary>
internal sealed class Timeline(int end)
{
    private static readonly int[] Steps = [60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400];

    public int End => end;

    /// <summary>A second as a percentage of the width.</summary>
    public string At(int time) => Digits.Coordinate(100.0 * Math.Clamp(time, 0, end) / Math.Max(end, 1)) + "%";

    public string Long(int from, int to) => Digits.Coordinate(100.0 * (Math.Min(to, end) - Math.Max(from, 0)) / Math.Max(end, 1)) + "%";

    /// <summary>A second as minutes and seconds.</summary>
    public static string Clock(int time) => string.Create(CultureInfo.InvariantCulture, $"{time / 60}:{time % 60:00}");

    public Markup Bar(string css, int from, int to, int y, int height, string title) =>
        Markup.Of($"""<rect class="{css}" x="{At(from)}" width="{Long(from, to)}" y="{y}" height="{height}"><title>{title}</title></rect>""");

    /// <summary>A drawn mark at a second.</summary>
    public Markup Mark(string css, int time, int y, string path, string title) =>
        Markup.Of($"""<svg class="{css}" x="{At(time)}" y="{y}" overflow="visible"><path d="{path}"><title>{title}</title></path></svg>""");

    /// <summary>A lane with its name in words of ours and a picture.</summary>
    public static Markup Lane(Markup name, Markup picture, string summary, int height, Markup attributes = default) => Markup.Of(
        $"""<div class="lane"{attributes}><div class="lane-name">{name}</div><svg class="track h{height}" role="img" aria-label="{summary}">{picture}</svg></div>""");

    /// <summary>Lanes under each other, with lines of the minutes behind and the line of the moment before them.</summary>
    public Markup Lanes(IEnumerable<Markup> lanes, string id, string label) => Markup.Of(
        $"""
        <div class="lanes" id="{id}" role="group" aria-label="{label}">
        <svg class="grid" aria-hidden="true">{Markup.Join(Ticks().Select(time => Markup.Of($"""<line x1="{At(time)}" x2="{At(time)}" y1="0" y2="100%"/>""")))}</svg>
        {Markup.Join(lanes, "\n")}
        <div class="lane axis"><div class="lane-name">min:s</div><svg class="track h18" aria-hidden="true">{Markup.Join(Ticks().Select(Label))}</svg></div>
        <svg class="moment" aria-hidden="true"><line x1="100%" x2="100%" y1="0" y2="100%"/></svg>
        </div>
        """);

    private IEnumerable<int> Ticks()
    {
        var step = Steps.FirstOrDefault(step => end / step <= 8, Steps[^1]);
        for (var time = 0; time <= end; time += step) yield return time;
    }

    /// <summary>Every second one makes way in a narrow window.</summary>
    private Markup Label(int time, int place) => Markup.Of($"""<text x="{At(time)}" y="13" class="{(time == 0 ? "first" : time > end * 0.975 ? "last" : "")}{(place % 2 == 1 ? " odd" : "")}">{Clock(time)}</text>""");
}
