using System.Collections.Immutable;

namespace Tiltyard.Reports.Charts;

/// <summary>Alignment, pressure and actions above each other on one step axis: how an episode went, in one picture.</summary>
public sealed record OverlayFigure
{
    private const int PlaneHeight = 120;

    public required string Title { get; init; }

    public required ImmutableArray<LineSeries> Series { get; init; }

    public required ImmutableArray<ToolMark> Marks { get; init; }

    public double? Threshold { get; init; }

    public double Low { get; init; } = -0.05;

    public double High { get; init; } = 1.05;

    public int Width { get; init; } = 380;

    public Picture Draw()
    {
        var canvas = new Canvas();
        var rows = new ToolRows(Marks);
        var from = rows.LabelRoom + 18;
        var across = rows.Across(from, Width - 14);
        var legend = Legend.Of(Series, Threshold);
        var top = legend.Draw(canvas, 12, Width - 10) + 4;
        var plane = new Plane(canvas, across, new Scale(Low, High, top + PlaneHeight, top));
        plane.Axes(label: null);
        plane.Lines(Series);
        plane.Limit(Threshold);

        var below = new Canvas();
        var legendHeight = rows.Legend().Draw(below, 12, Width - 10);
        var rowsTop = legendHeight + 10;
        rows.Draw(below, across, rowsTop);
        var shift = top + PlaneHeight + 28;
        var body = Markup.Of($"""{canvas.Drawn()}<g transform="translate(0,{Canvas.C(shift)})">{below.Drawn()}</g>""");
        return new Picture
        {
            Width = Width,
            Height = (int)(shift + rowsTop + rows.Height) + 34,
            Title = Title,
            Description = rows.Describe(),
            Body = body,
        };
    }
}
