namespace Tiltyard.Reports.Charts;

/// <summary>The ruled area of a chart with two axes; charts put lines, bands and limits into it.</summary>
internal sealed class Plane(Canvas canvas, Scale across, Scale upright)
{
    /// <summary>Beyond this many points no screen shows dots apart.</summary>
    private const int MostDots = 40;

    public void Axes(string? label)
    {
        var (values, decimals) = upright.Ticks(4);
        foreach (var value in values)
        {
            canvas.Line(across.From, upright.At(value), across.To, upright.At(value), "c-grid");
            canvas.Text(across.From - 6, upright.At(value) + 4, Digits.Tick(value, decimals), "c-t c-end");
        }

        StepAxis(canvas, across, upright.From, label);
    }

    public static void StepAxis(Canvas canvas, Scale across, double y, string? label)
    {
        canvas.Line(across.From, y, across.To, y, "c-axis");
        var (values, decimals) = across.Ticks(6, whole: true);
        foreach (var value in values)
        {
            canvas.Line(across.At(value), y, across.At(value), y + 4, "c-axis");
            canvas.Text(across.At(value), y + 16, Digits.Tick(value, decimals), "c-t c-mid");
        }

        if (label is not null) canvas.Text((across.From + across.To) / 2, y + 29, label, "c-t c-mid");
    }

    public void Lines(IReadOnlyList<LineSeries> series)
    {
        for (var i = 0; i < series.Count; i++) Band(series[i]);
        for (var i = 0; i < series.Count; i++) Line(series[i], Legend.StyleOf(i));
    }

    public void Limit(double? threshold)
    {
        if (threshold is { } limit && double.IsFinite(limit)) canvas.Line(across.From, upright.At(limit), across.To, upright.At(limit), "c-limit");
    }

    private static bool Known(double? value) => value is { } number && double.IsFinite(number);

    private void Band(LineSeries series)
    {
        var edges = series.Points.Where(point => Known(point.Low) && Known(point.High)).ToList();
        if (edges.Count < 2) return;
        var outline = edges.Select(point => (point.X, Y: point.High!.Value))
            .Concat(edges.AsEnumerable().Reverse().Select(point => (point.X, Y: point.Low!.Value)));
        canvas.Path("M" + string.Join('L', outline.Select(edge => $"{Canvas.C(across.At(edge.X))} {Canvas.C(upright.At(edge.Y))}")) + "Z", "c-band");
    }

    private void Line(LineSeries series, int style)
    {
        canvas.Curve(series.Points.Select(point => (across.At(point.X), Known(point.Y) ? upright.At(point.Y!.Value) : (double?)null)), $"c-l{style}");
        var known = series.Points.Where(point => Known(point.Y)).ToList();
        if (style is not 0 && known.Count > 1 || known.Count > MostDots) return;
        foreach (var point in known) canvas.Circle(across.At(point.X), upright.At(point.Y!.Value), 2.4, $"c-p{style}");
    }
}
