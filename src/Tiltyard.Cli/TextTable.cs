using System.Text;
using Tiltyard.Reports;

namespace Tiltyard.Cli;

/// <summary>Aligned columns of plain text, for lists that may be piped. The table of a run's cells is <see cref="RunTable"/>.</summary>
internal sealed class TextTable(params string[] heads)
{
    private readonly List<string[]> _rows = [heads];

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(Hostile.Line)]);

    public override string ToString()
    {
        var widths = Enumerable.Range(0, heads.Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in _rows) text.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        return text.ToString().TrimEnd();
    }
}
