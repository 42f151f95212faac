namespace Tiltyard.Reports.Charts;

/// <summary>
/// A drawn chart: shown inside the page with the page's colours, or on its own as an SVG file that brings them along.
/// </summary>
public sealed record Picture
{
    private const int HeadHeight = 34;

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required string Title { get; init; }

    /// <summary>What a reader who cannot see the picture is told.</summary>
    public required string Description { get; init; }

    public required Markup Body { get; init; }

    /// <summary>For a page that holds <see cref="ChartStyle.Css"/>; the title stands beside it, not in it.</summary>
    public Markup Inline() => Markup.Of(
        $"""<svg class="chart" viewBox="0 0 {Width} {Height}" role="img" aria-label="{Title}. {Description}">{Body}</svg>""");

    /// <summary>A file of its own, twice as large, with its title, colours for light and dark, and a background.</summary>
    public string Standalone()
    {
        var height = Height + HeadHeight;
        return Markup.Of(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width * 2}" height="{height * 2}" viewBox="0 0 {Width} {height}" role="img" aria-labelledby="title desc">
            <title id="title">{Title}</title>
            <desc id="desc">{Description}</desc>
            <style>{Markup.Trusted(ChartStyle.Standalone)}</style>
            <rect class="c-paper" width="{Width}" height="{height}"/>
            <text class="c-title" x="12" y="22">{Hostile.Clip(Hostile.Line(Title), Width / 7)}</text>
            <g transform="translate(0,{HeadHeight})">{Body}</g>
            </svg>

            """).ToString();
    }
}
