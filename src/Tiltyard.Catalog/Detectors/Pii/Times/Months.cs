using System.Collections.Frozen;
using Tiltyard.Catalog.Detectors.Pii.Identifiers;
using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Times;

/// <summary>Dates with the name of a month, in the larger languages of Europe.</summary>
internal static class Months
{
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Names = MakeNames().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly Words Before = Words.Of("in since until till by last next this early late mid during of through from before after every each");

    private static readonly Words Between = Words.Of("of de di del do da e");

    /// <summary>1 to 12, or 0.</summary>
    public static int Of(ReadOnlySpan<char> word) => Names.TryGetValue(word, out var month) ? month : 0;

    /// <summary>1 May, 1st of May 2024, 1. Mai 2024; the last lexeme, or -1.</summary>
    public static int DayFirst(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at)
    {
        if (!IsDay(items[at].Of(text))) return -1;
        var next = at + 1;
        if (next < items.Length && Between.Contains(items[next].Of(text))) next++;
        if (next >= items.Length || items[next].Start > items[next - 1].End + 2 || Of(items[next].Of(text)) == 0) return -1;
        if (items[next].Length == 3 && items[next].Of(text).Equals("may", StringComparison.Ordinal)) return -1;
        var year = next + 1;
        if (year < items.Length && Between.Contains(items[year].Of(text))) year++;
        return year < items.Length && items[year].Start <= items[year - 1].End + 2 && IsYear(items[year].Of(text)) ? year : next;
    }

    /// <summary>May 1st, May 1 2024, May 2024, and a month alone behind a word of time; the last lexeme, or -1.</summary>
    public static int MonthFirst(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at, out double confidence)
    {
        confidence = 0.8;
        var word = items[at].Of(text);
        if (word.Length > 10 || Of(word) == 0) return -1;
        var isNear = at + 1 < items.Length && items[at + 1].Start <= items[at].End + 2;
        if (isNear && items[at + 1].HasDigit && IsDay(items[at + 1].Of(text)))
        {
            var year = at + 2;
            return year < items.Length && items[year].Start <= items[year - 1].End + 2 && IsYear(items[year].Of(text)) ? year : at + 1;
        }

        confidence = 0.65;
        if (isNear && items[at + 1].IsDigits && IsYear(items[at + 1].Of(text))) return at + 1;
        confidence = 0.55;
        return at > 0 && items[at].IsCapitalised && word.Length > 2 && items[at].Start == items[at - 1].End + 1 && Before.Contains(items[at - 1].Of(text)) ? at : -1;
    }

    private static bool IsDay(ReadOnlySpan<char> word)
    {
        var digits = 0;
        while (digits < word.Length && digits < 2 && char.IsAsciiDigit(word[digits])) digits++;
        if (digits == 0 || CheckDigits.Number(word[..digits]) is 0 or > 31) return false;
        var rest = word[digits..];
        return rest.IsEmpty || rest.Equals("st", StringComparison.OrdinalIgnoreCase) || rest.Equals("nd", StringComparison.OrdinalIgnoreCase)
               || rest.Equals("rd", StringComparison.OrdinalIgnoreCase) || rest.Equals("th", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsYear(ReadOnlySpan<char> word) => word.Length == 4 && CheckDigits.IsDigits(word) && CheckDigits.Number(word) is >= 1000 and <= 2999;

    private static FrozenDictionary<string, int> MakeNames()
    {
        string[] months =
        [
            "january jan januar janvier enero gennaio janeiro januari styczeń stycznia tammikuuta", "february feb februar février febrero febbraio fevereiro februari luty lutego helmikuuta",
            "march mar märz mars marzo março maart marzec marca maaliskuuta", "april apr avril abril aprile kwiecień kwietnia huhtikuuta", "may mai mayo maggio maio mei maj maja toukokuuta",
            "june jun juni juin junio giugno junho czerwiec czerwca kesäkuuta", "july jul juli juillet julio luglio julho lipiec lipca heinäkuuta",
            "august aug août agosto augustus augusti sierpień sierpnia elokuuta", "september sep sept septembre septiembre settembre setembro wrzesień września syyskuuta",
            "october oct oktober octobre octubre ottobre outubro październik października lokakuuta okt", "november nov novembre noviembre novembro listopad listopada marraskuuta",
            "december dec dezember décembre diciembre dicembre dezembro grudzień grudnia joulukuuta dez",
        ];
        return months.SelectMany((names, month) => names.Split(' ').Select(name => KeyValuePair.Create(name, month + 1))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
