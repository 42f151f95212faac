using System.Collections.Immutable;

namespace Tiltyard.Reports.Charts;

public enum RowMark
{
    Bar,
    Dot,
}

public sealed record ChartRow
{
    public required string Label { get; init; }

    public double? Value { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>What is written at the row's right end: the number and its denominator.</summary>
    public string Note { get; init; } = "";
}

/// <summary>
/// One row per label with a bar from nought or a dot, and its interval as a whisker. For rows inside the page's tables,
/// which stretch with the window, see the page's own whiskers.
/// </summary>
public sealed record RowChart
{
    private const int RowHeight = 40;
    private const int MostRows = 200;
    private const int Edge = 14;

    public required string Title { get; init; }

    public required ImmutableArray<ChartRow> Rows { get; init; }

    public RowMark Mark { get; init; } = RowMark.Bar;

    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Write the axis as percentages.</summary>
    public bool IsShare { get; init; }

    public int Width { get; init; } = 380;

    public Picture Draw()
    {
        var canvas = new Canvas();
        var shown = Rows.Length > MostRows ? Rows[..MostRows] : Rows;
        var scale = AxisOf(shown);
        var bottom = 6 + (shown.Length * RowHeight);
        Axis(canvas, scale, bottom);
        for (var row = 0; row < shown.Length; row++) DrawRow(canvas, scale, shown[row], 6 + (row * RowHeight));
        var height = bottom + 26;
        if (shown.Length < Rows.Length)
        {
            canvas.Text(Edge, height + 8, $"and {Digits.Count(Rows.Length - shown.Length)} more rows", "c-t");
            height += 16;
        }

        return new Picture { Width = Width, Height = height, Title = Title, Description = Describe(shown), Body = canvas.Drawn() };
    }

    private Scale AxisOf(ImmutableArray<ChartRow> rows)
    {
        var values = rows.SelectMany(row => new[] { row.Value, row.Low, row.High });
        var found = Scale.Around(Mark is RowMark.Bar || Low is not null ? values.Append(0) : values, Edge, Width - Edge);
        return found.Within(Low, High);
    }

    private void Axis(Canvas canvas, Scale scale, double bottom)
    {
        var (values, decimals) = scale.Ticks(5);
        foreach (var value in values)
        {
            canvas.Line(scale.At(value), 4, scale.At(value), bottom, "c-grid");
            var anchor = scale.At(value) < Edge + 8 ? "c-t" : scale.At(value) > Width - Edge - 8 ? "c-t c-end" : "c-t c-mid";
            canvas.Text(scale.At(value), bottom + 14, IsShare ? Digits.Fixed(value * 100, 0) + "%" : Digits.Tick(value, decimals), anchor);
        }

        if (scale.Low < 0 && scale.High > 0) canvas.Line(scale.At(0), 4, scale.At(0), bottom, "c-zero");
    }

    private void DrawRow(Canvas canvas, Scale scale, ChartRow row, double top)
    {
        var noteWidth = Canvas.WidthOf(row.Note);
        canvas.Text(Edge, top + 12, row.Label, "c-n", Width - (2 * Edge) - noteWidth - 10);
        canvas.Text(Width - Edge, top + 12, row.Note, "c-n c-end");
        var middle = top + 25;
        if (row.Value is { } value && double.IsFinite(value))
        {
            var (from, to) = (scale.At(0), scale.At(value));
            if (Mark is RowMark.Bar) canvas.Rectangle(Math.Min(from, to), middle - 6, Math.Abs(to - from), 12, "c-bar");
        }

        Whisker(canvas, scale, row, middle);
        if (Mark is RowMark.Dot && row.Value is { } dot && double.IsFinite(dot)) canvas.Circle(scale.At(dot), middle, 5, "c-dot");
    }

    private static void Whisker(Canvas canvas, Scale scale, ChartRow row, double middle)
    {
        if (row.Low is not { } low || row.High is not { } high || !double.IsFinite(low + high)) return;
        canvas.Path(
            $"M{Canvas.C(scale.At(low))} {Canvas.C(middle)}H{Canvas.C(scale.At(high))}"
            + $"M{Canvas.C(scale.At(low))} {Canvas.C(middle - 5)}v10M{Canvas.C(scale.At(high))} {Canvas.C(middle - 5)}v10", "c-ci");
    }

    private static string Describe(ImmutableArray<ChartRow> rows) => rows.Length is 0
        ? "no data"
        : string.Join("; ", rows.Take(20).Select(row => $"{Hostile.Clip(row.Label, 60)}: {row.Note}"));
}
