using System.Globalization;
using System.Text;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>
/// Undoes what JSON, YAML and printed objects do to text: \n and \t, escaped quotation marks, \xHH and \uHHHH, a line continued after a
/// backslash. A backslash that escapes nothing stays.
/// </summary>
internal static class Escapes
{
    public static string Undone(string text)
    {
        var first = text.IndexOf('\\', StringComparison.Ordinal);
        if (first < 0) return text;
        var undone = new StringBuilder(text.Length);
        var from = 0;
        for (var at = first; at >= 0 && at < text.Length - 1; at = text.IndexOf('\\', from))
        {
            undone.Append(text, from, at - from);
            from = at + Undo(text, at, undone);
            if (from >= text.Length) break;
        }

        return from < text.Length ? undone.Append(text, from, text.Length - from).ToString() : undone.ToString();
    }

    /// <summary>Appends what an escape means and returns its length.</summary>
    private static int Undo(string text, int at, StringBuilder undone)
    {
        switch (text[at + 1])
        {
            case 'n' or 'r': return Appended(undone, '\n', 2);
            case 't' or ' ': return Appended(undone, ' ', 2);
            case '\'' or '"' or '\\' or '/' or '`': return Appended(undone, text[at + 1], 2);
            case '\n': return 2;
            case 'x': return Code(text, at, 2, undone);
            case 'u': return Code(text, at, 4, undone);
            default: return Appended(undone, '\\', 1);
        }
    }

    private static int Code(string text, int at, int digits, StringBuilder undone) =>
        at + 2 + digits <= text.Length && int.TryParse(text.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? Appended(undone, (char)code, 2 + digits)
            : Appended(undone, '\\', 1);

    private static int Appended(StringBuilder undone, char letter, int length)
    {
        undone.Append(letter);
        return length;
    }
}
