using System.Collections.Immutable;

namespace Tiltyard.Reports.Charts;

/// <summary>
/// Colours and strokes of every chart. Lines differ by dash and marks by shape as well as by colour, and each text colour
/// has at least 4.5:1 against its paper in both themes.
/// </summary>
public static class ChartStyle
{
    /// <summary>Names of the colours; a page's own style may use them as var(--name).</summary>
    public static ImmutableArray<(string Name, string Light, string Dark)> Palette { get; } =
    [
        ("paper", "#ffffff", "#12161c"),
        ("panel", "#f5f7f9", "#1a2029"),
        ("ink", "#1b2127", "#e6e9ee"),
        ("muted", "#56606b", "#a3adb9"),
        ("rule", "#d7dde3", "#343d49"),
        ("blue", "#0b5cad", "#7ab8ff"),
        ("orange", "#a24b00", "#ffad66"),
        ("green", "#1a7036", "#62d084"),
        ("amber", "#855600", "#f0b84c"),
        ("red", "#b3261e", "#ff9188"),
        ("violet", "#6336b0", "#c8a8ff"),
        ("band", "#d3e3f4", "#22374f"),
    ];

    /// <summary>Rules for pictures inside a page that defines the palette as custom properties.</summary>
    public const string Css =
        """
        .chart{display:block;width:100%;height:auto}
        .chart,.picture{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        .c-paper{fill:var(--paper)}
        .c-title{fill:var(--ink);font-size:14px;font-weight:600}
        .c-t{fill:var(--muted);font-size:11px;font-variant-numeric:tabular-nums}
        .c-n{fill:var(--ink);font-size:12px;font-variant-numeric:tabular-nums}
        .c-end{text-anchor:end}
        .c-mid{text-anchor:middle}
        .c-grid{stroke:var(--rule);stroke-width:1}
        .c-axis{stroke:var(--muted);stroke-width:1}
        .c-zero{stroke:var(--ink);stroke-width:1}
        .c-limit{stroke:var(--red);stroke-width:1.5;stroke-dasharray:7 4;fill:none}
        .c-band{fill:var(--band)}
        .c-l0,.c-l1,.c-l2,.c-l3,.c-l4{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
        .c-l0{stroke:var(--blue)}
        .c-l1{stroke:var(--orange);stroke-dasharray:5 4}
        .c-l2{stroke:var(--green);stroke-dasharray:1 4}
        .c-l3{stroke:var(--violet);stroke-dasharray:9 3 2 3}
        .c-l4{stroke:var(--muted);stroke-dasharray:3 2}
        .c-p0{fill:var(--blue)}
        .c-p1{fill:var(--orange)}
        .c-p2{fill:var(--green)}
        .c-p3{fill:var(--violet)}
        .c-p4{fill:var(--muted)}
        .c-act{fill:none;stroke:var(--blue);stroke-width:1.8}
        .c-opt{stroke:var(--green);stroke-width:1.6;stroke-linecap:round;fill:none}
        .c-no{fill:none;stroke:var(--red);stroke-width:1.8}
        .c-hit{fill:var(--red)}
        .c-hitline{stroke:var(--red);stroke-width:1;stroke-dasharray:2 3}
        .c-bar{fill:var(--blue);fill-opacity:.55}
        .c-ci{stroke:var(--ink);stroke-width:1.6;fill:none}
        .c-dot{fill:var(--blue);stroke:var(--paper);stroke-width:1.5}
        """;

    /// <summary>The same rules with the colours written out, because not every SVG viewer knows custom properties.</summary>
    internal static string Standalone { get; } =
        (Written(colour => colour.Light) + "\n@media(prefers-color-scheme:dark){" + Written(colour => colour.Dark) + "}").ReplaceLineEndings("\n");

    /// <summary>The palette as custom properties.</summary>
    internal static string Properties(bool dark) =>
        string.Concat(Palette.Select(colour => $"--{colour.Name}:{(dark ? colour.Dark : colour.Light)};"));

    private static string Written(Func<(string Name, string Light, string Dark), string> pick) =>
        Palette.Aggregate(Css, (css, colour) => css.Replace($"var(--{colour.Name})", pick(colour), StringComparison.Ordinal));
}
