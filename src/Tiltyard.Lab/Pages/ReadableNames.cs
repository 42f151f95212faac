using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>Names of the policy as a person says them: Z_ANALYZER_HALL_A is Analyzer hall A. The name itself stays in the tooltip.</summary>
public static class ReadableNames
{
    private const int Longest = 60;
    private const int LongestSeat = 12;
    private const int LongestSentence = 240;

    private static readonly string[] Prefixes = ["Z_", "DEV_", "D_", "SITE_", "INV-"];

    public static string Of(string name)
    {
        var bare = Prefixes.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } known ? name[known.Length..] : name;
        var words = bare.Split('_', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !name.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter is '_')) return Plain(name);
        return Plain(string.Join(' ', words.Select((word, place) => Word(word, place))));
    }

    /// <summary>A seat's name, short enough to stand beside a dot.</summary>
    internal static string OfSeat(LabSeatName seat)
    {
        var words = Hostile.Line(seat.Short).Split('_', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join(' ', words);
        if (name.Length > LongestSeat && words.Length > 1) name = words[^1];
        return name.Length > LongestSeat ? name[..(LongestSeat - 1)] + "…" : name;
    }

    /// <summary>A task's name as a heading: qc_cascade is QC cascade.</summary>
    public static string OfTask(string name)
    {
        var words = name.Split('_').Select(word => word is "qc" or "sla" or "stat" ? word.ToUpperInvariant() : word);
        var title = string.Join(' ', words);
        return title.Length == 0 ? title : char.ToUpperInvariant(title[0]) + title[1..];
    }

    /// <summary>A name from outside on one line and of bounded length.</summary>
    public static string Plain(string text) => Hostile.Clip(Hostile.Line(text), Longest);

    /// <summary>Several of them in a sentence.</summary>
    public static string Sentence(string text) => Hostile.Clip(Hostile.Line(text), LongestSentence);

    private static string Word(string word, int place)
    {
        var isShort = word.Length <= 2 || (place == 0 && word.Length == 3 && !"AEIOU".Contains(word[1], StringComparison.Ordinal));
        if (isShort || char.IsAsciiDigit(word[0])) return word;
        var lower = word.ToLowerInvariant();
        return place == 0 ? char.ToUpperInvariant(lower[0]) + lower[1..] : lower;
    }
}

/// <summary>A seat's name and the part of it that is needed to tell it from the others on duty.</summary>
internal readonly record struct LabSeatName(string Name, string Short)
{
    public static LabSeatName Of(StaffTrack one, IEnumerable<StaffTrack> all)
    {
        var cut = one.Seat.LastIndexOf('_');
        var stem = cut > 0 ? one.Seat[..cut] : one.Seat;
        var isAlone = all.Count(other => other.Seat.StartsWith(stem + "_", StringComparison.Ordinal) || other.Seat.Equals(stem, StringComparison.Ordinal)) == 1;
        return new LabSeatName(one.Seat, isAlone ? stem : one.Seat);
    }
}
