using Tiltyard.Catalog.Detectors.Pii.Identifiers;
using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Times;

/// <summary>Dates in figures and words, with the time that follows, weekdays, and years where a word makes them one.</summary>
internal static class DateScanner
{
    public const string Type = "date_time";

    public const string BirthType = "date_of_birth";

    private static readonly Words Births = Words.Of(
        "birth born dob birthday birthdate b-day geboren geburtsdatum geburtstag né née naissance nacimiento nacido nacida nascita nato nata nascimento geboortedatum född født syntymäaika urodzenia urodzony");

    private static readonly Words Weekdays = Words.Of("monday tuesday wednesday thursday friday saturday sunday");

    private static readonly Words YearWords = Words.Of("in during since of year from until till by before after circa around early late mid a the to between through fall spring summer winter autumn");

    public static void Find(ReadOnlySpan<char> text, Lexemes lexemes, Candidates into)
    {
        var items = lexemes.Items;
        for (var at = 0; at < items.Length; at++)
        {
            if (items[at].Length > 12) continue;
            var last = items[at].HasDigit ? Figures(text, items, at, out var confidence) : Written(text, items, at, out confidence);
            if (last < 0) continue;
            var start = items[at].Start;
            if (confidence < 0.6 && at > 0 && items[at].HasDigit && items[at - 1].Of(text).Equals("year", StringComparison.OrdinalIgnoreCase)) start = items[at - 1].Start;
            var until = confidence > 0.7 ? Clock.After(text, items, last) : items[last].End;
            var isBirth = confidence > 0.7 && Context.Says(text, lexemes, start, until, Births, 7, 3);
            into.Add(isBirth ? BirthType : Type, start, until, isBirth ? 0.92 : confidence, isBirth ? "date_and_word" : "date");
            at = Math.Max(at, lexemes.At(until - 1));
        }
    }

    /// <summary>What begins with figures: 2024-05-01, 1/5/2024, 1st of May 2024, 20:15, a year. The last lexeme, or -1.</summary>
    private static int Figures(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at, out double confidence)
    {
        confidence = 0.85;
        if (!Stands(text, items[at])) return -1;
        var sign = items[at].End < text.Length ? text[items[at].End] : ' ';
        if (items[at].IsDigits && sign is '-' or '/' or '.' && at + 2 < items.Length && items[at + 1].Start == items[at].End + 1 && items[at + 2].Start == items[at + 1].End + 1 && text[items[at + 1].End] == sign
            && IsTriple(text, items, at, sign)) return at + 2;
        if (items[at].Length <= 4 && Months.DayFirst(text, items, at) is var day and >= 0) return day;
        if (sign == ':' && Clock.Read(text, items, at) is var clock and >= 0)
        {
            confidence = 0.5;
            return clock;
        }

        confidence = 0.55;
        return IsYear(text, items, at) ? at : -1;
    }

    private static int Written(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at, out double confidence)
    {
        confidence = 0.55;
        var word = items[at].Of(text);
        if (word.Length < 3) return -1;
        if (word.EndsWith("day", StringComparison.OrdinalIgnoreCase)) return items[at].IsCapitalised && Weekdays.Contains(word) ? at : -1;
        return Months.MonthFirst(text, items, at, out confidence);
    }

    /// <summary>Whether nothing stands before the lexeme that makes it the end of something else.</summary>
    private static bool Stands(ReadOnlySpan<char> text, in Lexeme item) =>
        item.Start == 0 || (text[item.Start - 1] is not ('_' or '$' or '€' or '£' or '#' or '+') && !(item.Start > 1 && text[item.Start - 1] is '-' or '/' or '.' or ':' && Lexemes.Joins(text, item.Start - 2)));

    private static bool IsTriple(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at, char sign)
    {
        var first = items[at].Of(text);
        var second = items[at + 1].Of(text);
        var third = items[at + 2].Of(text);
        if (sign != '.' && items[at + 2].End + 1 < text.Length && text[items[at + 2].End] == sign && char.IsAsciiDigit(text[items[at + 2].End + 1])) return false;
        if (third.Length > 2 && first.Length == 4 && third.Length <= 12 && char.IsAsciiDigit(third[0]) && third.IndexOf('T') == 2) third = third[..2];
        if (!CheckDigits.IsDigits(third)) return false;
        var month = items[at + 1].IsDigits ? (second.Length <= 2 ? (int)CheckDigits.Number(second) : 0) : Months.Of(second);
        if (month == 0) return false;
        if (first.Length == 4) return third.Length <= 2 && CheckDigits.Number(first) is >= 1000 and <= 2999 && CheckDigits.IsDate((int)CheckDigits.Number(first), month, (int)CheckDigits.Number(third));
        if (first.Length > 2 || third.Length is not (2 or 4) || (third.Length == 2 && sign == '.' && first.Length + second.Length < 4)) return false;
        var (day, year) = ((int)CheckDigits.Number(first), (int)CheckDigits.Number(third));
        if (third.Length == 4 && year is < 1000 or > 2999) return false;
        if (third.Length == 2) year += 2000;
        return CheckDigits.IsDate(year, month, day) || (items[at + 1].IsDigits && CheckDigits.IsDate(year, day, month));
    }

    private static bool IsYear(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at)
    {
        if (items[at].Length != 4 || !items[at].IsDigits || at == 0 || items[at].Start != items[at - 1].End + 1 || text[items[at - 1].End] != ' ') return false;
        if (CheckDigits.Number(items[at].Of(text)) is < 1800 or > 2049 || !YearWords.Contains(items[at - 1].Of(text))) return false;
        if (items[at].End < text.Length && text[items[at].End] is '-' or '/' or '%' or ':') return false;
        // "of 2000 people", "a 2000 word text": a number of things, unless what follows is said of a thing of that year.
        return at + 1 >= items.Length || items[at + 1].Start != items[at].End + 1 || !items[at + 1].IsDigits;
    }
}
