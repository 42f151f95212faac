using Tiltyard.Catalog.Detectors.Pii.Identifiers;
using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Times;

/// <summary>The age of somebody: a number up to 120 that its neighbours make one.</summary>
internal static class AgeScanner
{
    public const string Type = "age";

    private const int Oldest = 120;

    private static readonly Words Turns = Words.Of("turn turns turned turning aged age");

    private static readonly Words Years = Words.Of("year years yr yrs y yo");

    private static readonly Words People = Words.Of("i he she they who and you");

    public static void Find(ReadOnlySpan<char> text, Lexemes lexemes, Candidates into)
    {
        var items = lexemes.Items;
        for (var at = 0; at < items.Length; at++)
        {
            if (items[at].Length > 3 || !items[at].IsDigits || CheckDigits.Number(items[at].Of(text)) is < 1 or > Oldest) continue;
            if (IsOld(text, items, at) || IsTurned(text, items, at)) into.Add(Type, items[at].Start, items[at].End, 0.85, "words");
        }
    }

    /// <summary>38 years old, 38-year-old, 38 y/o, 38 year female.</summary>
    private static bool IsOld(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at)
    {
        if (at + 1 >= items.Length || items[at + 1].Start > items[at].End + 1 || !Years.Contains(items[at + 1].Of(text))) return false;
        if (items[at + 1].Of(text).Equals("yo", StringComparison.OrdinalIgnoreCase)) return true;
        return at + 2 < items.Length && items[at + 2].Start <= items[at + 1].End + 1 && items[at + 2].Of(text) is "old" or "o" or "of" or "OLD" or "O" && (items[at + 2].Of(text) is not "of" || (at + 3 < items.Length && items[at + 3].Of(text) is "age"));
    }

    /// <summary>turned 38, aged 38, at the age of 38, when he was 38.</summary>
    private static bool IsTurned(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at)
    {
        if (at == 0 || items[at].Start > items[at - 1].End + 2) return false;
        if (at + 1 < items.Length && items[at + 1].Start == items[at].End + 1 && text[items[at].End] is '.' or ',' or ':' or '-' or '/' && items[at + 1].HasDigit) return false;
        if (items[at].End < text.Length && text[items[at].End] is '%' or '°') return false;
        var before = items[at - 1].Of(text);
        if (Turns.Contains(before)) return true;
        if (at < 2) return false;
        if (before is "of" or "at" && items[at - 2].Of(text) is "age" or "ages") return true;
        return before is "was" or "is" or "were" or "am" && at > 2 && items[at - 3].Of(text) is "when" or "When" or "since" or "until" && People.Contains(items[at - 2].Of(text))
               && (at + 1 >= items.Length || items[at + 1].Start > items[at].End + 1 || text[items[at].End] != ' ');
    }
}
