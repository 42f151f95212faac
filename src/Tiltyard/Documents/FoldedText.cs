using System.Globalization;
using System.Text;

namespace Tiltyard.Documents;

/// <summary>
/// Text as a reader sees it, for rules that look into hostile text: characters that show nothing are left out, full-width letters
/// and the digits and spaces of every script are written in ASCII, curly quotation marks are straight.
/// </summary>
public static class FoldedText
{
    public static string Of(string text)
    {
        var first = text.AsSpan().IndexOfAnyExceptInRange('\u0001', '\u007e');
        if (first < 0) return text;
        var folded = new StringBuilder(text.Length);
        folded.Append(text, 0, first);
        for (var at = first; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
            {
                at++;
                folded.Append('\ufffd');
                continue;
            }

            at += rune.Utf16SequenceLength;
            Append(folded, rune);
        }

        return folded.ToString();
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (rune.IsAscii)
        {
            if (rune.Value is not (0 or 0x7f)) folded.Append((char)rune.Value);
            return;
        }

        if (rune.Value is >= 0xff01 and <= 0xff5e)
        {
            folded.Append((char)(rune.Value - 0xfee0));
            return;
        }

        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Format: break;
            case UnicodeCategory.DecimalDigitNumber: folded.Append((char)('0' + (int)Rune.GetNumericValue(rune))); break;
            case UnicodeCategory.SpaceSeparator: folded.Append(' '); break;
            case UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator: folded.Append('\n'); break;
            default:
                if (rune.Value is '\u2018' or '\u2019' or '\u02bc') folded.Append('\'');
                else if (rune.Value is '\u201c' or '\u201d' or '\u201e' or '\u00ab' or '\u00bb') folded.Append('"');
                else if (rune.Value == 0xfe69 || rune.Value == 0xff04) folded.Append('$');
                else folded.Append(rune.ToString());
                break;
        }
    }
}
