using System.Runtime.InteropServices;
using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Names;

/// <summary>Words that stand together as a name does: capitals, initials between them, particles within.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NameRun(int First, int Last, int Names, int Initials)
{
    private const int MostWords = 6;

    /// <summary>The longest run that begins with the lexeme; none where it cannot begin a name.</summary>
    public static NameRun Read(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, int first)
    {
        var (last, names, initials) = (first - 1, 0, 0);
        var isIntroduced = reading.IsBlind && NameContext.Introduces(text, items, first);
        for (var at = first; at < items.Length && at < first + MostWords; at++)
        {
            if (at > first && !NameReading.IsJoined(text, items, at - 1)) break;
            if (!items[at].IsWord) break;
            var isInitial = items[at].Length == 1 && reading.IsNameLike(items, at);
            if (isInitial && at > first) initials++;
            else if (IsPart(items, reading, at, first, isIntroduced)) names++;
            else if (!(at > first && reading.Is(at, WordKinds.Particle) && items[at].IsLower && Continues(text, items, reading, at))) break;
            last = at;
            if (items[at].Length > 1 && reading.Is(at, WordKinds.OrganizationEnd) && !(at + 1 < items.Length && reading.Is(at + 1, WordKinds.OrganizationEnd))) break;
        }

        // A letter alone at the end, often the pronoun, is no part of a name.
        while (last > first && items[last].Length == 1)
        {
            last--;
            initials--;
        }

        return last < first || names == 0 ? new NameRun(first, first - 1, 0, 0) : new NameRun(first, last, names, initials);
    }

    private static bool IsPart(ReadOnlySpan<Lexeme> items, NameReading reading, int at, int first, bool isIntroduced)
    {
        if (items[at].Length < 2 || !reading.IsNameLike(items, at)) return false;
        if (reading.IsBlind) return reading.Is(at, WordKinds.Given | WordKinds.Family) || (at == first && isIntroduced && !reading.Is(at, WordKinds.Ordinary)) || (at > first && !reading.Is(at, WordKinds.Ordinary | WordKinds.Particle | WordKinds.StreetBefore | WordKinds.StreetBehind | WordKinds.Unit));
        return !reading.Is(at, WordKinds.Ordinary) || reading.Is(at, WordKinds.Doubtful) || (at > first && reading.Is(at, WordKinds.OrganizationEnd));
    }

    private static bool Continues(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, int at)
    {
        for (var next = at + 1; next < items.Length && next <= at + 2 && NameReading.IsJoined(text, items, next - 1); next++)
        {
            if (items[next].IsWord && items[next].IsCapitalised && !reading.Is(next, WordKinds.Ordinary)) return true;
            if (!reading.Is(next, WordKinds.Particle)) return reading.IsBlind && items[next].IsWord && !reading.Is(next, WordKinds.Ordinary);
        }

        return false;
    }
}
