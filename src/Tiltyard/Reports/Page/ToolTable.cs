using System.Collections.Immutable;

namespace Tiltyard.Reports.Page;

/// <summary>Which tools were asked for in which cell, as shares with bars, so that a change of habit is seen across cells.</summary>
internal static class ToolTable
{
    private const int MostBytes = 150_000;
    private const int MostTools = 10;

    public static Markup Draw(ImmutableArray<CellView> cells)
    {
        var tools = cells.SelectMany(cell => cell.ToolUsage).GroupBy(tool => tool.Name, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum(tool => tool.Count)).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key).ToList();
        if (tools.Count is 0) return Markup.Empty;

        var shown = tools.Take(MostTools).ToList();
        var more = tools.Count > shown.Count ? $" The {shown.Count} most used of {Digits.Count(tools.Count)} tools." : "";
        var names = CellNaming.Short(cells);
        var isNamed = cells.Select(cell => cell.Scenario).Distinct(StringComparer.Ordinal).Count() > 1;
        var rows = Room.Fill(MostBytes, cells, cell => Row(cell, isNamed ? cell.Name : names[cell.Name], shown), left => Table.Rest(shown.Count + 2, left, "cells"));
        return Markup.Of(
            $"""
            <table class="stack tooluse" role="table"><caption>Tool use: share of all actions asked for in the cell.{more}</caption>
            {Table.Head(["Cell", .. shown.Select(tool => Hostile.Clip(Hostile.Line(tool), 40)), "Actions"])}
            {Table.Body(rows)}</table>
            """);
    }

    private static Markup Row(CellView cell, string name, List<string> tools)
    {
        var total = cell.ToolUsage.Sum(tool => tool.Count);
        var counts = cell.ToolUsage.GroupBy(tool => tool.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(tool => tool.Count), StringComparer.Ordinal);
        var shares = tools.Select(tool => Table.Cell(Share(total is 0 ? 0 : (double)counts.GetValueOrDefault(tool) / total), "num", Hostile.Clip(Hostile.Line(tool), 40)));
        return Table.Row("", [Table.RowHead(Markup.Text(Hostile.Clip(Hostile.Line(name), 200))), .. shares, Table.Cell(Markup.Text(Digits.Count(total)), "num", "actions")]);
    }

    private static Markup Share(double share) => Markup.Of(
        $"""{Digits.Percent(share)}<svg class="share" width="100%" height="5" aria-hidden="true"><rect class="c-band" width="100%" height="5"/><rect class="c-bar" width="{Digits.Coordinate(share * 100)}%" height="5"/></svg>""");
}
