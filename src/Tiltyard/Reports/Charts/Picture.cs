namespace Tiltyard.Reports.Charts;

/// <summary>
/// A drawn chart: shown inside the page with the page's colours, or on its own as an SVG file that brings them along.
/// </summary>
public sealed record Picture
{
    private const int LineHeight = 17;

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required string Title { get; init; }

    /// <summary>What a reader who cannot see the picture is told.</summary>
    public required string Description { get; init; }

    public required Markup Body { get; init; }

    /// <summary>For a page that holds <see cref="ChartStyle.Css"/>; the title stands beside it, not in it.</summary>
    public Markup Inline() => Markup.Of(
        $"""<svg class="chart" viewBox="0 0 {Width} {Height}" role="img" aria-label="{Hostile.Clip(Title, 200)}. {Hostile.Clip(Description, 800)}">{Body}</svg>""");

    /// <summary>A file of its own, twice as large, with its title, colours for light and dark, and a background.</summary>
    public string Standalone()
    {
        var lines = Title.Split(" · ", 2);
        var head = 18 + (lines.Length * LineHeight);
        var height = Height + head;
        var second = Markup.When(lines.Length is 2, $"""<text class="c-n" x="12" y="{22 + LineHeight}">{Canvas.Fit(lines[^1], Width - 24)}</text>""");
        return Markup.Of(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" class="picture" width="{Width * 2}" height="{height * 2}" viewBox="0 0 {Width} {height}" role="img" aria-labelledby="title desc">
            <title id="title">{Hostile.Clip(Title, 200)}</title>
            <desc id="desc">{Hostile.Clip(Description, 800)}</desc>
            <style>{Markup.Trusted(ChartStyle.Standalone)}</style>
            <rect class="c-paper" width="{Width}" height="{height}"/>
            <text class="c-title" x="12" y="22">{Canvas.Fit(lines[0], (Width - 24) * 0.75)}</text>{second}
            <g transform="translate(0,{head})">{Body}</g>
            </svg>

            """).ToString();
    }
}
