using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Network;

/// <summary>Hardware addresses (IEEE 802): six pairs with one kind of sign between them, or three groups of four with dots.</summary>
internal static class MacScanner
{
    public const string Type = "mac_address";

    private const int Digits = 12;

    public static void Find(ReadOnlySpan<char> text, Lexemes lexemes, Candidates into)
    {
        var past = 0;
        foreach (var item in lexemes.Items)
        {
            if (item.Start < past || item.Length is not (2 or 4) || item.End >= text.Length) continue;
            var sign = text[item.End];
            var isPair = item.Length == 2 && sign is ':' or '-';
            if (!isPair && !(item.Length == 4 && sign == '.')) continue;
            if (item.Start > 0 && (text[item.Start - 1] == sign || text[item.Start - 1] == '_')) continue;
            var end = End(text, item.Start, item.Length, sign);
            if (end < 0) continue;
            into.Add(Type, item.Start, end, 0.9, "form");
            past = end;
        }
    }

    private static int End(ReadOnlySpan<char> text, int start, int group, char sign)
    {
        var length = Digits + (Digits / group) - 1;
        if (start + length > text.Length) return -1;
        var (zeros, ones) = (true, true);
        for (var at = 0; at < length; at++)
        {
            var letter = text[start + at];
            if (at % (group + 1) == group)
            {
                if (letter != sign) return -1;
                continue;
            }

            if (!char.IsAsciiHexDigit(letter)) return -1;
            zeros &= letter == '0';
            ones &= letter is 'F' or 'f';
        }

        var end = start + length;
        return zeros || ones || Lexemes.Joins(text, end) || (end < text.Length && text[end] == sign && Lexemes.Joins(text, end + 1)) ? -1 : end;
    }
}
