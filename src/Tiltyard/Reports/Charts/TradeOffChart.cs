using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Tiltyard.Reports.Charts;

/// <summary>A share with its interval, between 0 and 1.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Measure(double Estimate, double? Low, double? High);

/// <summary>One point: what it costs across, what it gains upright. Points of one series are joined in their order.</summary>
public sealed record TradeOffPoint(string Series, string Label, Measure Cost, Measure Gain, bool IsFilled);

/// <summary>
/// Gain against cost: a point with a whisker each way for every way of operating, so that it shows which is better than which in both.
/// The better corner is the upper left.
/// </summary>
public sealed record TradeOffChart
{
    private const int LabelHeight = 15;

    public required string Title { get; init; }

    public required string CostLabel { get; init; }

    public required string GainLabel { get; init; }

    public required ImmutableArray<TradeOffPoint> Points { get; init; }

    public int Width { get; init; } = 520;

    public int Height { get; init; } = 340;

    public Picture Draw()
    {
        var canvas = new Canvas();
        var across = Scale.Around(Points.SelectMany(point => Ends(point.Cost)).Append(0), 52, Width - 24).Within(0, null);
        var upright = Scale.Around(Points.SelectMany(point => Ends(point.Gain)).Append(1), Height - 44, 24).Within(null, 1);
        Axes(canvas, across, upright);
        var series = Points.Select(point => point.Series).Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in series) Join(canvas, across, upright, name, Legend.StyleOf(series.IndexOf(name)));
        foreach (var point in Points) Whiskers(canvas, across, upright, point);
        foreach (var point in Points) Mark(canvas, across.At(point.Cost.Estimate), upright.At(point.Gain.Estimate), point.IsFilled, Legend.StyleOf(series.IndexOf(point.Series)));
        Labels(canvas, across, upright);
        return new Picture { Width = Width, Height = Height, Title = Title, Description = Describe(), Body = canvas.Drawn() };
    }

    private static IEnumerable<double?> Ends(Measure measure) => [measure.Estimate, measure.Low, measure.High];

    private void Axes(Canvas canvas, Scale across, Scale upright)
    {
        foreach (var value in upright.Ticks(5).Values)
        {
            canvas.Line(across.From, upright.At(value), across.To, upright.At(value), "c-grid");
            canvas.Text(across.From - 6, upright.At(value) + 4, Percent(value), "c-t c-end");
        }

        canvas.Line(across.From, upright.From, across.To, upright.From, "c-axis");
        foreach (var value in across.Ticks(6).Values)
        {
            canvas.Line(across.At(value), upright.From, across.At(value), upright.From + 4, "c-axis");
            canvas.Text(across.At(value), upright.From + 16, Percent(value), "c-t c-mid");
        }

        canvas.Text((across.From + across.To) / 2, Height - 8, CostLabel, "c-t c-mid");
        canvas.Text(8, 12, GainLabel, "c-t");
    }

    private void Join(Canvas canvas, Scale across, Scale upright, string series, int style) =>
        canvas.Curve(Points.Where(point => point.Series.Equals(series, StringComparison.Ordinal)).Select(point => (across.At(point.Cost.Estimate), (double?)upright.At(point.Gain.Estimate))), $"c-l{style}");

    private static void Whiskers(Canvas canvas, Scale across, Scale upright, TradeOffPoint point)
    {
        var (x, y) = (across.At(point.Cost.Estimate), upright.At(point.Gain.Estimate));
        if (point.Cost is { Low: { } left, High: { } right }) canvas.Line(across.At(left), y, across.At(right), y, "c-axis");
        if (point.Gain is { Low: { } low, High: { } high }) canvas.Line(x, upright.At(low), x, upright.At(high), "c-axis");
    }

    private static void Mark(Canvas canvas, double x, double y, bool isFilled, int style)
    {
        canvas.Circle(x, y, 5.5, $"c-p{style}");
        if (!isFilled) canvas.Circle(x, y, 3, "c-paper");
    }

    /// <summary>Beside their points, to the side with room, and moved to the middle of the chart where they would lie on each other.</summary>
    private void Labels(Canvas canvas, Scale across, Scale upright)
    {
        var taken = new List<(double X, double Y, double Width)>();
        var middle = (upright.From + upright.To) / 2;
        foreach (var point in Points.OrderByDescending(point => Math.Abs(upright.At(point.Gain.Estimate) - middle)).ThenBy(point => point.Cost.Estimate))
        {
            var width = Canvas.WidthOf(point.Label);
            var at = across.At(point.Cost.Estimate);
            var isRight = at + 12 + width <= Width - 4;
            var x = isRight ? at + 11 : at - 11 - width;
            var y = upright.At(point.Gain.Estimate) - 7;
            while (taken.Exists(other => x < other.X + other.Width && other.X < x + width && Math.Abs(other.Y - y) < LabelHeight)) y += upright.At(point.Gain.Estimate) < middle ? LabelHeight : -LabelHeight;
            taken.Add((x, y, width));
            canvas.Text(isRight ? x : at - 11, y, point.Label, isRight ? "c-n" : "c-n c-end");
        }
    }

    private string Describe() => Points.IsEmpty ? "no data" : string.Join("; ", Points.Take(20).Select(point =>
        $"{Hostile.Clip(point.Label, 60)}: {Digits.Percent(point.Gain.Estimate)} {GainLabel} at {Digits.Percent(point.Cost.Estimate)} {CostLabel}"));

    private static string Percent(double value) => Digits.Coordinate(value * 100) + "%";
}
