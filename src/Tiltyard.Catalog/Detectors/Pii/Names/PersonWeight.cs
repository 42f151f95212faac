using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Names;

/// <summary>
/// How sure one is that a run of words is a person: what the gazetteers know of its words, their endings, initials, titles and verbs
/// around it. The weights were set by hand.
/// </summary>
internal static class PersonWeight
{
    public static double Of(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, NameRun run)
    {
        if (run.Last == run.First + 1 && text[items[run.First].End] == '-' && run.Names == 2) return 0.4;
        var weight = run.Names > 1 || run.Initials > 0 ? Several(items, reading, run) : Single(reading, run.First);
        if (run.First > 0 && reading.Is(run.First - 1, WordKinds.Title) && items[run.First].Start - items[run.First - 1].End <= 2) return Math.Max(0.9, weight);
        weight += Around(text, items, reading, run);
        if (IsAllCapitals(items, run)) weight -= 0.3;
        if (reading.Is(run.Last, WordKinds.OrganizationEnd | WordKinds.StreetBehind) || reading.Is(run.First, WordKinds.StreetBefore)) weight -= 0.35;
        return Math.Clamp(weight, 0, 0.95);
    }

    private static double Several(ReadOnlySpan<Lexeme> items, NameReading reading, NameRun run)
    {
        var first = items[run.First].Length == 1 ? 0.1 : reading.Is(run.First, WordKinds.Given) ? 0.45 : reading.Is(run.First, WordKinds.Family) ? 0.3 : 0.15;
        var last = reading.Is(run.Last, WordKinds.Family) ? 0.4 : reading.Is(run.Last, WordKinds.FamilyForm) ? 0.3 : reading.Is(run.Last, WordKinds.Given) ? 0.3 : reading.Is(run.Last, WordKinds.Doubtful) ? 0.2 : 0.15;
        var known = 0.0;
        for (var at = run.First + 1; at < run.Last; at++)
        {
            if (reading.Is(at, WordKinds.Given | WordKinds.Family)) known = 0.15;
            if (reading.Is(at, WordKinds.Particle)) known = Math.Max(known, 0.1);
        }

        var place = reading.Is(run.First, WordKinds.Place) && !reading.Is(run.First, WordKinds.Given) ? 0.3 : 0;
        return first + last + known + (run.Initials > 0 ? 0.3 : 0) - place - (run.Names > 3 ? 0.1 : 0);
    }

    private static double Single(NameReading reading, int at)
    {
        if (reading.Is(at, WordKinds.Given)) return reading.Is(at, WordKinds.Place) ? 0.4 : 0.58;
        if (reading.Is(at, WordKinds.Family)) return 0.42;
        if (reading.Is(at, WordKinds.FamilyForm)) return 0.35;
        return reading.Is(at, WordKinds.Doubtful) ? 0.05 : reading.Is(at, WordKinds.Place | WordKinds.Nationality | WordKinds.Organization) ? 0 : 0.25;
    }

    private static double Around(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, NameRun run)
    {
        var weight = 0.0;
        if (NameContext.Introduces(text, items, run.First)) weight += 0.4;
        else if (NameContext.IsSpeaker(text, items, run.First)) weight += 0.3;
        else if (NameContext.IsIntroduced(text, items, run.First)) weight += 0.15;
        if (IsAttribute(text, items, run)) weight += 0.3;
        if (NameContext.Acts(text, items, run.Last)) weight += 0.25;
        var end = items[run.Last].End;
        var isOpening = NameReading.IsOpening(text, items, run.First);
        if (text[end..].StartsWith("'s ") || text[end..].StartsWith("’s ")) weight += 0.15;
        if (isOpening && end + 1 < text.Length && text[end] is ':' or ',' && run.Names < 3) weight += 0.27;
        if (!isOpening && !reading.IsBlind) weight += IsTied(text, items, run.First) ? 0 : 0.12;
        if (run.Names is 2 or 3 && IsLine(text, items, run)) weight += 0.2;
        return weight;
    }

    /// <summary>A novel, a song, a fan: what has a person in front.</summary>
    private static bool IsAttribute(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameRun run) =>
        run.First > 0 && run.Last + 1 < items.Length && text[items[run.Last].End..items[run.Last + 1].Start] is " "
        && items[run.Last + 1].Of(text) is "novel" or "concert" or "fan" or "song" or "album" or "book" or "film" or "movie" or "painting" or "version" or "biography" or "interview" or "family" or "lawsuit" or "trial"
        && items[run.First - 1].Of(text) is "the" or "a" or "an" or "The" or "A" or "huge" or "early" or "late" or "new" or "last";

    /// <summary>Behind a preposition that rather leads to a place or a firm.</summary>
    private static bool IsTied(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int first) => items[first - 1].Of(text) is "in" or "at" or "from" or "for" or "of" or "on" or "the" or "a" or "an" or "In" or "At" or "The";

    private static bool IsLine(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameRun run) =>
        items[run.First].StartsLine && text.IndexOf('\n') >= 0 && (run.Last + 1 == items.Length || items[run.Last + 1].StartsLine);

    private static bool IsAllCapitals(ReadOnlySpan<Lexeme> items, NameRun run) => items[run.Last].Length > 2 && items[run.Last].IsUpper;
}
