using System.Globalization;
using System.Text;

namespace Tiltyard.Documents;

/// <summary>
/// Short, harmless pieces of hostile text for messages: control, bidirectional and line-breaking characters are written as
/// \uXXXX, and the length is bounded after that.
/// </summary>
public static class Excerpt
{
    private const int MaxFileLength = 80;

    /// <summary>The beginning of a text, at most <paramref name="maxLength"/> characters with the ellipsis.</summary>
    public static string Of(string text, int maxLength = 80)
    {
        var shown = new StringBuilder(Math.Min(text.Length, maxLength) + 8);
        for (var at = 0; at < text.Length;)
        {
            var piece = Piece(text, ref at);
            var room = maxLength - shown.Length - (at < text.Length ? 1 : 0);
            if (piece.Length > room) return shown.Append('…').ToString();
            shown.Append(piece);
        }

        return shown.ToString();
    }

    /// <summary>The excerpt in single quotes.</summary>
    public static string Quoted(string text, int maxLength = 80) => $"'{Of(text, maxLength)}'";

    /// <summary>The end of a file name, which tells more than its beginning.</summary>
    public static string OfFile(string file)
    {
        var safe = Of(file, int.MaxValue / 2);
        return safe.Length <= MaxFileLength ? safe : $"…{safe[^(MaxFileLength - 1)..]}";
    }

    private static string Piece(string text, ref int at)
    {
        if (!Rune.TryGetRuneAt(text, at, out var rune)) return $"\\u{(int)text[at++]:x4}";
        at += rune.Utf16SequenceLength;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse =>
                rune.IsBmp ? $"\\u{rune.Value:x4}" : $"\\u{{{rune.Value:x}}}",
            _ => rune.ToString(),
        };
    }
}
