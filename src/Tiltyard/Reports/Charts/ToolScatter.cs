using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Tiltyard.Reports.Charts;

/// <summary>What happened at one step, for <see cref="ToolScatter"/> and <see cref="OverlayFigure"/>.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ToolMark(double Step, string? Action, string? Optimal = null, bool Stopped = false, bool Attacked = false);

/// <summary>
/// Steps across, one row per tool: a hollow circle is the agent's action, a square one that was stopped, a cross what the
/// reference would have done, a triangle an attack.
/// </summary>
public sealed record ToolScatter
{
    public required string Title { get; init; }

    public required ImmutableArray<ToolMark> Marks { get; init; }

    public int Width { get; init; } = 380;

    public Picture Draw()
    {
        var canvas = new Canvas();
        var rows = new ToolRows(Marks);
        var top = rows.Legend().Draw(canvas, 12, Width - 10) + 8;
        var bottom = top + rows.Height;
        rows.Draw(canvas, rows.Across(rows.LabelRoom + 18, Width - 14), top);
        return new Picture
        {
            Width = Width,
            Height = (int)bottom + 34,
            Title = Title,
            Description = rows.Describe(),
            Body = canvas.Drawn(),
        };
    }
}
