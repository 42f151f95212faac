using System.Globalization;
using System.Text;

namespace Tiltyard.Reports.Charts;

/// <summary>Writes SVG shapes. Looks come from the classes of <see cref="ChartStyle"/>; text is escaped and clipped to its room.</summary>
internal sealed class Canvas
{
    /// <summary>Wide enough for the widest of the fonts the style allows.</summary>
    private const double LetterWidth = 6.4;

    private readonly StringBuilder _drawn = new();

    public static double WidthOf(string text) => text.Length * LetterWidth;

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        Add($"""<line class="{style}" x1="{C(x1)}" y1="{C(y1)}" x2="{C(x2)}" y2="{C(y2)}"/>""");

    public void Rectangle(double x, double y, double width, double height, string style) =>
        Add($"""<rect class="{style}" x="{C(x)}" y="{C(y)}" width="{C(Math.Max(0, width))}" height="{C(height)}"/>""");

    public void Circle(double x, double y, double radius, string style) =>
        Add($"""<circle class="{style}" cx="{C(x)}" cy="{C(y)}" r="{C(radius)}"/>""");

    public void Path(string data, string style) => Add($"""<path class="{style}" d="{data}"/>""");

    public void Cross(double x, double y, double arm, string style) =>
        Path($"M{C(x - arm)} {C(y - arm)}L{C(x + arm)} {C(y + arm)}M{C(x - arm)} {C(y + arm)}L{C(x + arm)} {C(y - arm)}", style);

    public void Triangle(double x, double y, double arm, string style) =>
        Path($"M{C(x - arm)} {C(y - arm)}L{C(x + arm)} {C(y - arm)}L{C(x)} {C(y + arm)}Z", style);

    /// <summary>One point after the other; a gap in the values is a gap in the line.</summary>
    public void Curve(IEnumerable<(double X, double? Y)> points, string style)
    {
        var data = new StringBuilder();
        var isDrawing = false;
        foreach (var (x, y) in points)
        {
            if (y is { } known) data.Append(isDrawing ? 'L' : 'M').Append(C(x)).Append(' ').Append(C(known));
            isDrawing = y is not null;
        }

        if (data.Length > 0) Path(data.ToString(), style);
    }

    public void Text(double x, double y, string text, string style, double room = double.MaxValue) =>
        Add($"""<text class="{style}" x="{C(x)}" y="{C(y)}">{Hostile.Html(Fit(text, room))}</text>""");

    public Markup Drawn() => Markup.Trusted(_drawn.ToString());

    internal static string C(double value) => Digits.Coordinate(value);

    /// <summary>One line, cut where there is no more room for it.</summary>
    public static string Fit(string text, double room)
    {
        var line = Hostile.Line(text);
        var most = (int)Math.Clamp(room / LetterWidth, 2, 200);
        if (line.Length <= most) return line;
        return line[..(char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1)] + "…";
    }

    private void Add(FormattableString shape) => _drawn.Append(shape.ToString(CultureInfo.InvariantCulture));
}
