using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Names;

/// <summary>How sure one is that a run of words names an organisation: its last word, names joined by "and", what stands around it.</summary>
internal static class OrganizationWeight
{
    public static double Of(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, NameRun run, out int end)
    {
        end = items[run.Last].End;
        if (run.Last > run.First && reading.Is(run.Last, WordKinds.OrganizationEnd))
        {
            if (end < text.Length && text[end] == '.' && items[run.Last].Length <= 4) end++;
            return 0.8;
        }

        if (Partners(text, items, reading, run, ref end)) return 0.7;
        if (run.Last == run.First && reading.Is(run.First, WordKinds.Organization)) return items[run.First].Length > 3 || items[run.First].IsUpper ? 0.65 : 0.4;
        if (NameContext.Employs(text, items, run.First)) return 0.6;
        if (IsDouble(text, items, reading, run)) return 0.55;
        return Follows(text, items, run.Last) ? 0.6 : 0.1;
    }

    /// <summary>Smith, Jones and Brown; Smith and Sons.</summary>
    private static bool Partners(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, NameRun run, ref int end)
    {
        if (run.Names != 1) return false;
        var at = run.Last;
        var commas = 0;
        while (at + 1 < items.Length && commas < 4 && text[items[at].End..items[at + 1].Start] is ", " && reading.IsNameLike(items, at + 1) && !reading.Is(at + 1, WordKinds.Ordinary))
        {
            at++;
            commas++;
        }

        if (at + 2 >= items.Length || items[at + 1].Of(text) is not ("and" or "&") || !NameReading.IsJoined(text, items, at) || !NameReading.IsJoined(text, items, at + 1) || !reading.IsNameLike(items, at + 2)) return false;
        var last = at + 2;
        if (commas == 0 && !reading.Is(last, WordKinds.OrganizationEnd)) return false;
        if (commas > 0 && !reading.Is(last, WordKinds.Family | WordKinds.FamilyForm | WordKinds.Doubtful | WordKinds.Given)) return false;
        end = items[last].End;
        return true;
    }

    /// <summary>Two family names with a hyphen, alone on a line or with a word of trade behind them.</summary>
    private static bool IsDouble(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, NameReading reading, NameRun run) =>
        run.Last == run.First + 1 && text[items[run.First].End] == '-' && reading.Is(run.First, WordKinds.Family) && reading.Is(run.Last, WordKinds.Family);

    private static bool Follows(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int last)
    {
        if (last + 2 >= items.Length || text[items[last].End..items[last + 1].Start] is not " ") return false;
        var next = items[last + 1].Of(text);
        if (next is "office" or "Office" or "headquarters" or "website" or "employees" or "shares" or "stock" or "Orchestra") return true;
        return next is "is" && items[last + 2].Of(text) is "a" or "an" && Says(text, items, last + 3);
    }

    private static bool Says(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int from)
    {
        for (var at = from; at < items.Length && at < from + 5; at++)
        {
            if (items[at].Of(text) is "company" or "firm" or "multinational" or "corporation" or "startup" or "bank" or "supplier" or "manufacturer" or "retailer" or "agency" or "studio" or "consultancy" or "brand" or "charity" or "provider" or "nonprofit") return true;
        }

        return false;
    }
}
