using System.Globalization;
using System.Text;

namespace Tiltyard.Reports;

/// <summary>
/// Knows the characters a reader cannot see or that reorder what he sees: controls, bidirectional marks, zero-width
/// characters, variation selectors, tags, fillers and broken surrogates. <see cref="Hostile"/> uses it for every output.
/// </summary>
internal static class Invisible
{
    /// <summary>Line feed and tab stay; everything invisible becomes a token such as ⟦U+202E⟧, and CR LF one line feed.</summary>
    public static string Show(string text)
    {
        var first = FirstSuspect(text);
        if (first < 0) return text;

        var shown = new StringBuilder(text, 0, first, text.Length + 16);
        for (var at = first; at < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var taken) is not System.Buffers.OperationStatus.Done)
            {
                Token(shown, text[at]);
                at++;
                continue;
            }

            if (rune.Value is '\r' && at + 1 < text.Length && text[at + 1] is '\n') shown.Append('\n');
            else if (IsInvisible(rune)) Token(shown, rune.Value);
            else shown.Append(text, at, taken);
            at += rune.Value is '\r' && at + 1 < text.Length && text[at + 1] is '\n' ? 2 : taken;
        }

        return shown.ToString();
    }

    /// <summary>Letters below U+00AD are plain once the two control ranges are out, so most text needs no second look.</summary>
    private static int FirstSuspect(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter is '\n' or '\t' or (>= ' ' and < '\u007F')) continue;
            if (letter < '\u00A0' || char.IsSurrogate(letter) || IsInvisible(new Rune(letter))) return at;
        }

        return -1;
    }

    private static bool IsInvisible(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => false,
        // fillers and joiners that count as letters or marks but draw nothing
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 => true,
        // variation selectors can carry a hidden message; the two used for emoji presentation stay
        >= 0x180B and <= 0x180F => true,
        >= 0xFE00 and <= 0xFE0D => true,
        >= 0xE0000 and <= 0xE0FFF => true,
        >= 0xFDD0 and <= 0xFDEF => true,
        _ when (rune.Value & 0xFFFE) is 0xFFFE => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };

    private static void Token(StringBuilder shown, int value) =>
        shown.Append("⟦U+").Append(value.ToString("X4", CultureInfo.InvariantCulture)).Append('⟧');
}
