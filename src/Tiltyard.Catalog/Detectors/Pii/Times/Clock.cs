using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Times;

/// <summary>Times of day: hours and minutes with a colon, seconds and their parts, a zone, am and pm.</summary>
internal static class Clock
{
    /// <summary>The last lexeme of a time that begins with the lexeme, or -1.</summary>
    public static int Read(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at)
    {
        if (!IsPart(text, items, at, 23)) return -1;
        var last = at;
        for (var part = 1; part < 3; part++)
        {
            if (last + 1 >= items.Length || items[last + 1].Start != items[last].End + 1 || text[items[last].End] != ':' || !IsPart(text, items, last + 1, 59)) break;
            last++;
        }

        if (last == at || (items[last].End < text.Length && text[items[last].End] == ':')) return -1;
        return HalfOfDay(text, items, last);
    }

    /// <summary>The end of a date that ends with the lexeme, with the time that stands right behind it.</summary>
    public static int After(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int last)
    {
        var end = items[last].End;
        var word = items[last].Of(text);
        if (word.IndexOf('T') == 2 && word.Length is 5 && end < text.Length && text[end] == ':') return Fine(text, items, last);
        if (last + 1 >= items.Length || items[last + 1].Start > end + 2 || !items[last + 1].HasDigit) return end;
        var time = Read(text, items, last + 1);
        return time < 0 ? end : Fine(text, items, time);
    }

    /// <summary>Minutes, seconds, fractions and a zone that still follow.</summary>
    private static int Fine(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int last)
    {
        while (last + 1 < items.Length && items[last + 1].Start == items[last].End + 1 && text[items[last].End] is ':' or '.' or '+' or '-' && char.IsAsciiDigit(text[items[last + 1].Start])) last++;
        return items[last].End;
    }

    private static int HalfOfDay(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int last)
    {
        if (last + 1 >= items.Length || items[last + 1].Start > items[last].End + 1 || items[last + 1].Length != 2) return last;
        var word = items[last + 1].Of(text);
        return word.Equals("am", StringComparison.OrdinalIgnoreCase) || word.Equals("pm", StringComparison.OrdinalIgnoreCase) ? last + 1 : last;
    }

    private static bool IsPart(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at, int most)
    {
        var word = items[at].Of(text);
        if (word.Length > 2 && word.EndsWith("Z")) word = word[..^1];
        if (word.Length > 2 && (word.EndsWith("am") || word.EndsWith("pm") || word.EndsWith("AM") || word.EndsWith("PM"))) word = word[..^2];
        return word.Length is 1 or 2 && char.IsAsciiDigit(word[0]) && char.IsAsciiDigit(word[^1]) && int.Parse(word) <= most;
    }
}
