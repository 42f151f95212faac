using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Names;

/// <summary>The words around a name that say of what it is the name.</summary>
internal static class NameContext
{
    private static readonly Words Speech = Words.Of(
        "said says say told tells asked asks replied answered shouted cried whispered wrote writes explained added noted claimed announced lives lived works worked was is has had will would can could began listed moved married",
        "gave went came got took made met called joined left retired died founded directed flew thinks wants likes loves recorded spent studied");

    private static readonly Words Greetings = Words.Of("dear hi hello hey thanks regards sincerely cheers bonjour hola ciao hallo ola bye");

    private static readonly Words Introducers = Words.Of("named called by with meet ask contact add remove kid son daughter brother sister wife husband friend mother father aunt uncle colleague producer singer songwriter player writer author actor director president boss captain coach account kid guardian beneficiary tribute under tell told met given gave give");

    private static readonly Words Movers = Words.Of("flew fly flying travel travelling traveling traveled travelled moving move moved going go went come coming came returned return trip visit drive drove driving back relocated headed sent sail");

    private static readonly Words Inside = Words.Of("in near outside around inside throughout within visiting visit visited");

    private static readonly Words Workers = Words.Of("work works worked working job employed employee employer hired for at with joined from");

    /// <summary>My name is, call me, name:, dear: the next word is a person.</summary>
    public static bool Introduces(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at)
    {
        if (at == 0) return false;
        var before = items[at - 1].Of(text);
        var gap = text[items[at - 1].End..items[at].Start];
        if (Is(before, "name") || Is(before, "user") || Is(before, "patient") || Is(before, "contact") || Is(before, "attn")) return gap.Contains(':') || gap.Contains('?') || (Is(before, "name") && gap is " ");
        if (Greetings.Contains(before)) return gap is " ";
        if (at < 2) return false;
        var second = items[at - 2].Of(text);
        if (Is(before, "is") || Is(before, "to")) return EndsInName(text, items, at - 2);
        return (Is(before, "me") && (Is(second, "call") || Is(second, "calls"))) || (Is(before, "m") && Is(second, "i") && gap is " ") || (Is(before, "am") && Is(second, "i"));
    }

    public static bool IsIntroduced(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at) => at > 0 && text[items[at - 1].End..items[at].Start] is " " && Introducers.Contains(items[at - 1].Of(text));

    /// <summary>A verb of what people do, or a possessive, behind the name.</summary>
    public static bool Acts(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int last)
    {
        if (last + 1 >= items.Length) return false;
        var gap = text[items[last].End..items[last + 1].Start];
        return gap is " " && items[last + 1].IsLower && Speech.Contains(items[last + 1].Of(text));
    }

    /// <summary>Said Anna, "..." says Jon.</summary>
    public static bool IsSpeaker(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int first) =>
        first > 0 && items[first - 1].Of(text) is "said" or "says" or "asked" or "replied" or "shouted" or "cried" or "told" or "wrote" && text[items[first - 1].End..items[first].Start] is " ";

    /// <summary>In, near, originally from, flew to: the next word is a place.</summary>
    public static bool Locates(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int first)
    {
        if (first == 0 || text[items[first - 1].End..items[first].Start] is not " ") return false;
        var before = items[first - 1].Of(text);
        if (Inside.Contains(before)) return true;
        if (Is(before, "from")) return first > 1 && items[first - 2].Of(text) is "originally" or "come" or "comes" or "am" or "m" or "came" or "born" or "hail" or "hails";
        if (!Is(before, "to")) return Is(before, "the") && first > 1 && Locates(text, items, first - 1) && !Is(items[first - 2].Of(text), "to");
        for (var at = first - 2; at >= 0 && at >= first - 6; at--)
        {
            if (Movers.Contains(items[at].Of(text))) return true;
        }

        return false;
    }

    /// <summary>Work for, worked at, job with: the next word is an employer.</summary>
    public static bool Employs(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int first)
    {
        if (first < 2 || text[items[first - 1].End..items[first].Start] is not " " || items[first - 1].Of(text) is not ("for" or "at" or "with" or "by")) return false;
        return items[first - 2].Of(text) is "work" or "works" or "worked" or "working" or "job" or "employed" or "hired" or "career" or "role" or "position" or "year" or "years" or "intern" or "office";
    }

    private static bool EndsInName(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at)
    {
        for (var back = at; back >= 0 && back > at - 12; back--)
        {
            var word = items[back].Of(text);
            if (Is(word, "name") || Is(word, "named") || Is(word, "names")) return true;
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<char> word, string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);
}
