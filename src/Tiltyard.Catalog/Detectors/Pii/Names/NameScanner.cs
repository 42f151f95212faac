using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Names;

/// <summary>Goes through the runs of capitals of a text and weighs for each whether it names a person, an organisation or a place.</summary>
internal static class NameScanner
{
    public static void Find(ReadOnlySpan<char> text, Lexemes lexemes, NameReading reading, Candidates into)
    {
        var items = lexemes.Items;
        for (var at = 0; at < items.Length; at++)
        {
            if (!items[at].IsWord || !reading.IsNameLike(items, at) || into.IsTaken(items[at].Start, items[at].End)) continue;
            if (reading.Is(at, WordKinds.Nationality)) AddNationality(text, items, reading, at, into);
            var place = Places.PlaceScanner.Known(text, items, reading, at);
            if (place >= at && !IsPersonToo(text, items, reading, at, place) && !IsOrganization(text, items, reading, at))
            {
                into.Add(PiiTypes.Place, items[at].Start, items[place].End, 0.75, "gazetteer");
                at = place;
                continue;
            }

            if (reading.Is(at, WordKinds.Title)) continue;
            var run = NameRun.Read(text, items, reading, at);
            if (run.Last < at) continue;
            run = UntilTaken(items, run, into);
            if (run.Last < at) continue;
            at = Weigh(text, items, reading, run, into);
        }

        if (!reading.IsBlind) return;
        for (var at = 0; at < items.Length; at++)
        {
            if (reading.Is(at, WordKinds.Nationality)) AddNationality(text, items, reading, at, into);
        }
    }

    /// <summary>The last lexeme that needs no further look.</summary>
    private static int Weigh(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, NameRun run, Candidates into)
    {
        var (start, end) = (items[run.First].Start, items[run.Last].End);
        var organization = OrganizationWeight.Of(text, items, reading, run, out var organizationEnd);
        into.Add(PiiTypes.Organization, start, organizationEnd, organization, "grammar");
        if (run.First > 0 && organization < 0.5 && NameContext.Locates(text, items, run.First) && !reading.Is(run.First, WordKinds.Given))
        {
            into.Add(PiiTypes.Place, start, end, 0.55, "grammar");
            return run.Last;
        }

        into.Add(PiiTypes.Person, start, end, PersonWeight.Of(text, items, reading, run), "grammar");
        if (organization < 0.5) return run.Last;
        var last = run.Last;
        while (last + 1 < items.Length && items[last + 1].End <= organizationEnd) last++;
        return last;
    }

    private static bool IsPersonToo(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, int at, int last)
    {
        if (last > at) return false;
        if (reading.Is(at, WordKinds.Given | WordKinds.Family | WordKinds.Doubtful)) return !NameContext.Locates(text, items, at) || (last + 1 < items.Length && NameReading.IsJoined(text, items, last) && reading.Is(last + 1, WordKinds.Family | WordKinds.FamilyForm));
        return at > 0 && NameReading.IsJoined(text, items, at - 1) && reading.Is(at - 1, WordKinds.Given);
    }

    /// <summary>A city may begin the name of a firm.</summary>
    private static bool IsOrganization(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, int at)
    {
        var run = NameRun.Read(text, items, reading, at);
        return run.Last > at && reading.Is(run.Last, WordKinds.OrganizationEnd);
    }

    private static NameRun UntilTaken(ReadOnlySpan<Lexeme> items, NameRun run, Candidates into)
    {
        while (run.Last >= run.First && into.IsTaken(items[run.First].Start, items[run.Last].End)) run = run with { Last = run.Last - 1, Names = Math.Max(1, run.Names - 1) };
        return run;
    }

    private static void AddNationality(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, int at, Candidates into)
    {
        var isSure = items[at].IsCapitalised && !reading.Is(at, WordKinds.Ordinary | WordKinds.Doubtful | WordKinds.Given | WordKinds.Family);
        var isLong = items[at].Length > 6 || reading.Is(at, WordKinds.Doubtful);
        if (at + 1 < items.Length && items[at + 1].IsCapitalised && NameReading.IsJoined(text, items, at) && reading.Is(at + 1, WordKinds.OrganizationEnd)) return;
        into.Add(PiiTypes.Nationality, items[at].Start, items[at].End, isSure ? 0.65 : isLong ? 0.55 : 0.3, "gazetteer");
    }
}
