using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>
/// Days as people write them, so that "from the 1st to the 5th of May" is found again in 2024-05-01. A day is the number 100 x month +
/// day; the year and the hour are left out, since they are most often implied.
/// </summary>
internal static class DateMentions
{
    private const int Reach = 5;

    public static ImmutableArray<int> In(PlainText text, ReadOnlySpan<TextToken> tokens)
    {
        List<int>? days = null;
        for (var at = 0; at < tokens.Length; at++)
        {
            if (tokens[at].Marks.HasFlag(Marks.Month)) Named(text, tokens, at, ref days);
            else if (tokens[at].Length == 4 && Iso(text.Text.AsSpan(tokens[at].Start)) is var day and > 0) Add(ref days, day);
        }

        return days is null ? [] : [.. days];
    }

    /// <summary>Whether a value is a date that begins with year, month and day, and that day is among these.</summary>
    public static bool Holds(ImmutableArray<int> days, string value) =>
        !days.IsEmpty && value.Length is >= 8 and <= 40 && Iso(value) is var day and > 0 && days.Contains(day);

    /// <summary>Whether a text begins with year, month and day.</summary>
    public static bool IsDate(ReadOnlySpan<char> text) => Iso(text) > 0;

    /// <summary>The numbers from 1 to 31 near a month's name are its days.</summary>
    private static void Named(PlainText text, ReadOnlySpan<TextToken> tokens, int at, ref List<int>? days)
    {
        var month = MarkedWords.Month(text.Text.AsSpan(tokens[at].Start, tokens[at].Length));
        for (var near = Math.Max(0, at - Reach); near <= Math.Min(tokens.Length - 1, at + Reach); near++)
        {
            if (DayOf(text.Text.AsSpan(tokens[near].Start, tokens[near].Length)) is var day and > 0) Add(ref days, (100 * month) + day);
        }
    }

    private static int DayOf(ReadOnlySpan<char> word)
    {
        if (word.EndsWith("st", StringComparison.Ordinal) || word.EndsWith("nd", StringComparison.Ordinal) || word.EndsWith("rd", StringComparison.Ordinal) || word.EndsWith("th", StringComparison.Ordinal))
            word = word[..^2];
        return Number(word, 1, 2) is var day and >= 1 and <= 31 ? day : 0;
    }

    private static int Iso(ReadOnlySpan<char> text)
    {
        if (text.Length < 8 || Number(text[..4], 4, 4) < 1000 || text[4] is not ('-' or '/' or '.')) return 0;
        var rest = text[5..Math.Min(text.Length, 11)];
        var separator = rest.IndexOf(text[4]);
        if (separator is not (1 or 2)) return 0;
        var end = separator + 1;
        while (end < rest.Length && end < separator + 3 && char.IsAsciiDigit(rest[end])) end++;
        var month = Number(rest[..separator], 1, 2);
        var day = Number(rest[(separator + 1)..end], 1, 2);
        return month is >= 1 and <= 12 && day is >= 1 and <= 31 ? (100 * month) + day : 0;
    }

    private static int Number(ReadOnlySpan<char> digits, int least, int most)
    {
        if (digits.Length < least || digits.Length > most) return -1;
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit)) return -1;
            number = (number * 10) + digit - '0';
        }

        return number;
    }

    private static void Add(ref List<int>? days, int day)
    {
        days ??= [];
        if (days.Count < 64 && !days.Contains(day)) days.Add(day);
    }
}
