using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>So many specimens at the end, as a number and as a row of dots; where there are none, nothing. The page's script draws other seconds in the same way.</summary>
internal sealed class TubesDrawing(int[] counts)
{
    private const int Indent = 84;
    private const int Most = 12;
    private const int Step = 7;

    /// <param name="place">A number of the <see cref="Whereabouts"/>.</param>
    /// <param name="x">Where it begins.</param>
    /// <param name="y">The line of writing.</param>
    /// <param name="one">What one is called.</param>
    /// <param name="many">What several are called.</param>
    /// <param name="dots">How many dots there is room for, at most twelve.</param>
    public Markup Draw(int place, int x, int y, string one, string many, int dots = Most)
    {
        var count = counts[place];
        var row = Markup.When(dots > 0, $"""<line class="dots" x1="{x + Indent}" x2="{x + Indent + (Math.Min(count, dots) * Step)}" y1="{y - 4}" y2="{y - 4}"/>""");
        return Markup.Of(
            $"""<g class="tubes" data-place="{place}" data-one="{one}" data-many="{many}" data-most="{dots}"><text x="{x}" y="{y}">{(count > 0 ? $"{count} {(count == 1 ? one : many)}" : "")}</text>{row}</g>""");
    }
}
