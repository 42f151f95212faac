using Tiltyard.Lab.Policies;
using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>What lies outside the building: sites from which specimens are sent, and the road.</summary>
internal sealed class YardDrawing(LabPolicy policy, Whereabouts places, int[] counts)
{
    private const int Height = 44;

    public Markup Draw(int width, int top)
    {
        var routes = policy.Routes.Where(route => route.IsEnabled).DistinctBy(route => route.From).Take(3).ToList();
        if (routes.Count == 0) return Markup.Empty;
        var each = width / routes.Count;
        return Markup.Join(routes.Select((route, place) => Site(route, place * each, top, Math.Min(each - 16, 560))), "\n");
    }

    private Markup Site(Route route, int left, int top, int width)
    {
        var box = width * 2 / 5;
        return Markup.Of(
            $"""
            <g class="site" transform="translate({left} {top})"><rect class="wall" width="{box}" height="{Height}" rx="5"/><text class="room-name" x="10" y="18">{ReadableNames.Of(policy.Sites[route.From])} site</text>
            <g class="tubes" data-place="{places.SiteAt(route.From)}" data-what="waiting"><text x="10" y="35">{Waiting(places.SiteAt(route.From), "waiting")}</text></g>
            <line class="road" x1="{box}" x2="{width}" y1="{Height / 2}" y2="{Height / 2}"/><path class="arrow" d="M{width - 2} {(Height / 2) - 6}l8 6l-8 6z"/>
            <text class="room-note start" x="{box + 8}" y="{(Height / 2) - 6}">to {ReadableNames.Of(policy.Sites[route.To])}, {route.MeanSeconds} s</text>
            <g class="tubes" data-place="{places.Road}" data-what="on the road"><text x="{box + 8}" y="{(Height / 2) + 16}">{Waiting(places.Road, "on the road")}</text></g></g>
            """);
    }

    private string Waiting(int place, string what) => counts[place] > 0 ? $"{counts[place]} {what}" : "";
}
