using Tiltyard.Lab.Policies;
using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>What lies outside the building: sites from which specimens are sent, and the road.</summary>
internal sealed class YardDrawing(LabPolicy policy, Whereabouts places, TubesDrawing tubes)
{
    private const int Road = 62;
    private const int Step = 92;

    public Markup Draw(FloorLayout layout)
    {
        var yard = layout.Yard;
        var isLeft = yard.Left < layout.Bands[^1].Left || yard.Top >= layout.Height;
        var routes = policy.Routes.Where(route => route.IsEnabled).DistinctBy(route => route.From).Take(Math.Max(1, yard.Height / Step));
        return Markup.Join(routes.Select((route, place) => Site(route, isLeft ? yard.Left : yard.Left + Road, yard.Top + 4 + (place * Step), Math.Min(yard.Width - Road, 150), isLeft)), "\n");
    }

    private Markup Site(Route route, int left, int top, int width, bool isLeft)
    {
        var road = isLeft
            ? Markup.Of($"""<line class="road" x1="{width}" x2="{width + Road + 8}" y1="24" y2="24"/><path class="arrow" d="M{width + Road + 6} 17l10 7l-10 7z"/>""")
            : Markup.Of($"""<line class="road" x1="0" x2="{-Road - 2}" y1="24" y2="24"/><path class="arrow" d="M{-Road} 17l-10 7l10 7z"/>""");
        return Markup.Of(
            $"""
            <g class="site" transform="translate({left} {top})"><rect class="wall" width="{width}" height="48" rx="5"/><text class="room-name" x="10" y="19">{ReadableNames.Of(policy.Sites[route.From])} site</text>
            {tubes.Draw(places.SiteAt(route.From), 10, 38, "waiting", "waiting", 0)}
            {road}<text class="room-note start" x="0" y="66">to {ReadableNames.Of(policy.Sites[route.To])}, about {route.MeanSeconds} s</text>
            {tubes.Draw(places.Road, 0, 82, "on the road", "on the road", 0)}</g>
            """);
    }
}
