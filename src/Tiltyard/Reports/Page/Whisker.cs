using Tiltyard.Reports.Charts;

namespace Tiltyard.Reports.Page;

/// <summary>
/// A dot with its interval for one table row. It is drawn in percentages and so stretches with its column, which
/// <see cref="RowChart"/> does not.
/// </summary>
internal static class Whisker
{
    /// <summary>Room at both ends, so that a dot on the edge is whole.</summary>
    private const double Edge = 2.5;

    public static Markup Draw(Scale scale, double? estimate, double? low, double? high, string label, bool hasZero = false)
    {
        var (from, to) = (At(scale, scale.Low), At(scale, scale.High));
        var zero = Markup.When(hasZero, $"""<line class="c-zero" x1="{At(scale, 0)}" x2="{At(scale, 0)}" y1="1" y2="21"/>""");
        var interval = low is { } least && high is { } most && double.IsFinite(least + most)
            ? Markup.Of(
                $"{Stroke(At(scale, least), At(scale, most), 11, 11)}{Stroke(At(scale, least), At(scale, least), 6, 16)}{Stroke(At(scale, most), At(scale, most), 6, 16)}")
            : Markup.Empty;
        var dot = estimate is { } value && double.IsFinite(value)
            ? Markup.Of($"""<circle class="c-dot" cx="{At(scale, value)}" cy="11" r="5"/>""")
            : Markup.Empty;
        return Markup.Of(
            $"""<svg class="whisker" width="100%" height="22" role="img" aria-label="{label}"><line class="c-grid" x1="{from}" x2="{to}" y1="11" y2="11"/>{zero}{interval}{dot}</svg>""");
    }

    /// <summary>The values at the two ends of the axis, and at nought when it lies between.</summary>
    public static Markup Ends(string low, string high, string middle = "") =>
        Markup.Of($"""<span class="ends"><span>{low}</span><span>{middle}</span><span>{high}</span></span>""");

    private static Markup Stroke(string from, string to, int top, int bottom) =>
        Markup.Of($"""<line class="c-ci" x1="{from}" x2="{to}" y1="{top}" y2="{bottom}"/>""");

    private static string At(Scale scale, double value) =>
        Digits.Coordinate((scale with { From = Edge, To = 100 - Edge }).At(value)) + "%";
}
