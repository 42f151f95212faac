namespace Tiltyard.Reports.Charts;

/// <summary>The row above a chart that says which stroke or mark is what; it breaks into lines where there is no room.</summary>
internal sealed class Legend
{
    private const int LineHeight = 16;
    private readonly List<(string Label, Action<Canvas, double, double> Sample)> _entries = [];

    public static Legend Of(IReadOnlyList<LineSeries> series, double? threshold)
    {
        var legend = new Legend();
        for (var i = 0; i < series.Count; i++) legend.AddLine(series[i].Label, StyleOf(i));
        foreach (var band in series.Select(one => one.BandLabel).Where(label => label.Length > 0).Distinct(StringComparer.Ordinal))
            legend.Add(band, (canvas, x, y) => canvas.Rectangle(x, y - 5, 18, 10, "c-band"));
        if (threshold is { } limit)
            legend.Add($"threshold {Digits.Coordinate(limit)}", (canvas, x, y) => canvas.Line(x, y, x + 18, y, "c-limit"));
        return legend;
    }

    /// <summary>Five strokes; a sixth series looks like the first again, which the labels at least name.</summary>
    public static int StyleOf(int series) => series % 5;

    public void AddLine(string label, int style) =>
        Add(label, (canvas, x, y) =>
        {
            canvas.Line(x, y, x + 18, y, $"c-l{style}");
            if (style is 0) canvas.Circle(x + 9, y, 2.4, "c-p0");
        });

    public void Add(string label, Action<Canvas, double, double> sample) => _entries.Add((label, sample));

    /// <summary>Draws between the two places and gives back the height it took.</summary>
    public double Draw(Canvas canvas, double from, double to)
    {
        var (x, y) = (from, 10.0);
        foreach (var (label, sample) in _entries)
        {
            var width = 24 + Canvas.WidthOf(label.Length > 40 ? label[..40] : label);
            if (x > from && x + width > to) (x, y) = (from, y + LineHeight);
            sample(canvas, x, y);
            canvas.Text(x + 23, y + 4, label, "c-t", to - x - 23);
            x += width + 12;
        }

        return _entries.Count is 0 ? 0 : y + 8;
    }
}
