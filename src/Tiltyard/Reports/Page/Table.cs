namespace Tiltyard.Reports.Page;

/// <summary>
/// Parts of a table. Roles are written out because a phone shows rows as blocks, and a browser may then forget that they
/// are rows.
/// </summary>
internal static class Table
{
    public static Markup Head(params string[] columns)
    {
        var heads = columns.Select(column => Markup.Of($"""<th scope="col" role="columnheader">{column}</th>"""));
        return Markup.Of($"""<thead role="rowgroup"><tr role="row">{Markup.Join(heads)}</tr></thead>""");
    }

    public static Markup Body(Markup rows) => Markup.Of($"<tbody role=\"rowgroup\">\n{rows}\n</tbody>");

    public static Markup Row(string style, params Markup[] cells) =>
        Markup.Of($"""<tr role="row"{Style(style)}>{Markup.Join(cells)}</tr>""");

    public static Markup RowHead(Markup content, string scope = "row") =>
        Markup.Of($"""<th scope="{scope}" role="rowheader">{content}</th>""");

    /// <param name="content">What the cell shows.</param>
    /// <param name="style">Class names.</param>
    /// <param name="label">The column's name, shown before the content where rows are blocks.</param>
    public static Markup Cell(Markup content, string style = "", string label = "") =>
        Markup.Of($"""<td role="cell"{Style(style)}{Markup.When(label.Length > 0, $" data-label=\"{label}\"")}>{content}</td>""");

    /// <summary>The last row where not all fit.</summary>
    public static Markup Rest(int columns, int left, string what) =>
        Markup.Of($"""<tr><td colspan="{columns}">and {Digits.Count(left)} more {what}, all in results.json</td></tr>""");

    private static Markup Style(string style) => Markup.When(style.Length > 0, $" class=\"{style}\"");
}
