using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Tiltyard.Reports.Charts;

[StructLayout(LayoutKind.Auto)]
public readonly record struct LinePoint(double X, double? Y, double? Low = null, double? High = null);

public sealed record LineSeries
{
    public required string Label { get; init; }

    public required ImmutableArray<LinePoint> Points { get; init; }

    /// <summary>What the band is, empty when there is none.</summary>
    public string BandLabel { get; init; } = "";
}

/// <summary>Lines over steps, each with its band when it has one, and a dashed threshold.</summary>
public sealed record LineChart
{
    public required string Title { get; init; }

    public required ImmutableArray<LineSeries> Series { get; init; }

    public string AxisLabel { get; init; } = "step";

    public double? Low { get; init; }

    public double? High { get; init; }

    public double? Threshold { get; init; }

    public int Width { get; init; } = 380;

    public int Height { get; init; } = 210;

    public Picture Draw()
    {
        var canvas = new Canvas();
        var legend = Legend.Of(Series, Threshold);
        var top = legend.Draw(canvas, 44, Width - 10);
        var plane = new Plane(canvas, Across(44, Width - 12), Upright(Height - 34, top + 6));
        plane.Axes(AxisLabel);
        plane.Lines(Series);
        plane.Limit(Threshold);
        return new Picture { Width = Width, Height = Height, Title = Title, Description = Describe(), Body = canvas.Drawn() };
    }

    private Scale Across(double from, double to)
    {
        var xs = Series.SelectMany(series => series.Points).Select(point => point.X).Where(double.IsFinite).ToList();
        return xs.Count is 0 ? new(0, 1, from, to) : new(xs.Min(), Math.Max(xs.Max(), xs.Min() + 1), from, to);
    }

    private Scale Upright(double from, double to)
    {
        var found = Scale.Around(
            Series.SelectMany(series => series.Points).SelectMany(point => new[] { point.Y, point.Low, point.High }).Append(Threshold), from, to);
        return found.Within(Low, High);
    }

    private string Describe() => string.Join("; ", Series.Select(series =>
    {
        var known = series.Points.Where(point => point.Y is not null).ToList();
        if (known.Count is 0) return $"{series.Label}: no data";
        var decimals = Digits.Decimals(known[0].Y, known[^1].Y);
        return $"{series.Label}: {Digits.Fixed(known[0].Y, decimals)} at {AxisLabel} {Digits.Coordinate(known[0].X)}, "
            + $"{Digits.Fixed(known[^1].Y, decimals)} at {AxisLabel} {Digits.Coordinate(known[^1].X)}";
    }).Append(Threshold is null ? "" : $"threshold {Digits.Coordinate(Threshold.Value)}").Where(part => part.Length > 0));
}
