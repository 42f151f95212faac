using System.Collections.Frozen;
using System.Reflection;
using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Names;

/// <summary>
/// Our own lists of names, places, nationalities, organisations, streets and ordinary words, as one table of words. Their data card is in
/// the reference of personal data.
/// </summary>
internal static class Gazetteer
{
    private const string Titles =
        "mr mrs ms miss mx dr prof professor sir madam lord lady rev reverend fr herr frau fräulein monsieur madame mademoiselle mme mlle señor señora señorita sr sra srta don doña signor signora sig dott pan pani paní "
        + "senhor senhora mevrouw meneer dhr mw fru hr hon judge sen rep gov capt captain sgt sergeant lt col gen "
        + "producer director actor actress singer songwriter drummer guitarist president chancellor senator coach detective officer agent inspector attorney nurse uncle aunt grandpa grandma brother sister";

    private const string Particles = "van von de der den del della dello di da do dos das du la le el al bin ibn bint ben ten ter te zu zur y af av of";

    private static readonly string[] FamilyEndings =
    [
        "ović", "ević", "ović", "vić", "ič", "ić", "czyk", "ski", "ska", "cki", "cka", "dzki", "wicz", "owicz", "enko", "chuk", "czuk", "ovski", "evski", "ovsky", "evsky", "skaya", "skij", "skoy",
        "ova", "eva", "ová", "cká", "ská", "ov", "ev", "off", "yan", "ian", "shvili", "dze", "idze", "adze", "uri", "oğlu", "oglu", "sson", "dóttir", "dottir", "ström", "strom", "qvist", "kvist", "berg", "lund",
        "gaard", "gård", "sen", "nen", "mäki", "lainen", "kainen", "mann", "bauer", "stein", "heimer", "hofer", "huber", "ini", "etti", "elli", "ucci", "acci", "otti", "ez", "ães", "eira", "ides", "idis", "akis", "opoulos",
        "poulou", "iadis", "escu", "eanu", "ányi", "ényi", "ssy", "ház", "vári", "stra", "sma", "inga", "ink", "moto", "yama", "mura", "kawa", "guchi", "zaki", "saki", "shima", "naka", "mitsu", "sdóttir", "quist", "ersson", "borg", "ová",
        "ák", "ík", "ček", "šek", "ský", "ius", "aitis", "iene", "iņš", "ņš",
    ];

    private static readonly FrozenDictionary<string, WordKinds> Table = Make();

    private static readonly FrozenDictionary<string, WordKinds>.AlternateLookup<ReadOnlySpan<char>> Lookup = Table.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] StreetEndings = [.. Marked("streets.txt", "@ending")];

    private static readonly FrozenDictionary<char, string[]> FamilyByLast = FamilyEndings.Distinct(StringComparer.Ordinal).GroupBy(ending => ending[^1]).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    private static readonly FrozenDictionary<char, string[]> StreetByLast = StreetEndings.GroupBy(ending => ending[^1]).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    /// <summary>Places of several words, with spaces between them.</summary>
    public static Words LongPlaces { get; } = new(Plain("places.txt").Where(place => place.Contains('_', StringComparison.Ordinal)).Select(place => place.Replace('_', ' ')));

    /// <summary>The number of words of the longest of them.</summary>
    public static int MostPlaceWords { get; } = LongPlaces.All.Max(place => place.Count(letter => letter == ' ') + 1);

    /// <summary>What the lists say of a word, whatever its case, and what its ending says where they say nothing.</summary>
    public static WordKinds Of(ReadOnlySpan<char> word)
    {
        if (Lookup.TryGetValue(word, out var kinds)) return kinds;
        if (word.Length > 2 && word[^1] == 's' && Lookup.TryGetValue(word[..^1], out kinds) && (kinds & WordKinds.Nationality) != WordKinds.None) return WordKinds.Nationality;
        if (word.Length < 5) return WordKinds.None;
        if (IsInflected(word)) return WordKinds.Ordinary;
        kinds = WordKinds.None;
        if (EndsWithOne(word, FamilyByLast)) kinds |= WordKinds.FamilyForm;
        if (EndsWithOne(word, StreetByLast)) kinds |= WordKinds.StreetForm;
        return kinds;
    }

    /// <summary>Endings of English words that are hardly ever names.</summary>
    private static bool IsInflected(ReadOnlySpan<char> word) =>
        word.EndsWith("ing") || word.EndsWith("tion") || word.EndsWith("ment") || word.EndsWith("ness") || word.EndsWith("able") || word.EndsWith("ally") || word.EndsWith("ized") || word.EndsWith("ated") || word.EndsWith("ively")
        || (word.Length > 5 && word.EndsWith("ly")) || word.EndsWith("etic") || word.EndsWith("ology") || word.EndsWith("ities") || word.EndsWith("ously") || word.EndsWith("fully") || word.EndsWith("sion") || word.EndsWith("ical") || word.EndsWith("ible");

    private static bool EndsWithOne(ReadOnlySpan<char> word, FrozenDictionary<char, string[]> byLast)
    {
        if (!byLast.TryGetValue(char.ToLowerInvariant(word[^1]), out var endings)) return false;
        foreach (var ending in endings)
        {
            if (word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static FrozenDictionary<string, WordKinds> Make()
    {
        var table = new Dictionary<string, WordKinds>(StringComparer.OrdinalIgnoreCase);
        Enter(table, Plain("given-names.txt"), WordKinds.Given);
        Enter(table, Plain("surnames.txt"), WordKinds.Family);
        foreach (var word in Plain("doubtful-names.txt")) table[word] = WordKinds.Doubtful;
        foreach (var word in Plain("ordinary-words.txt")) table[word] = table.GetValueOrDefault(word) == WordKinds.None ? WordKinds.Ordinary : WordKinds.Doubtful | WordKinds.Ordinary;
        Enter(table, Plain("places.txt").Where(place => !place.Contains('_', StringComparison.Ordinal)), WordKinds.Place);
        Enter(table, Plain("places.txt").Where(place => place.Contains('_', StringComparison.Ordinal)).Select(place => place[..place.IndexOf('_', StringComparison.Ordinal)].TrimEnd('.')), WordKinds.PlaceStart);
        Enter(table, Plain("nationalities.txt"), WordKinds.Nationality);
        Enter(table, Marked("organizations.txt", "@end").Select(word => word.TrimEnd('.')), WordKinds.OrganizationEnd);
        Enter(table, Marked("organizations.txt", "@known"), WordKinds.Organization);
        Enter(table, Marked("streets.txt", "@before").Select(word => word.TrimEnd('.', '/')), WordKinds.StreetBefore);
        Enter(table, Marked("streets.txt", "@behind").Select(word => word.TrimEnd('.')), WordKinds.StreetBehind);
        Enter(table, Marked("streets.txt", "@unit").Select(word => word.TrimEnd('.')), WordKinds.Unit);
        Enter(table, Titles.Split(' '), WordKinds.Title);
        Enter(table, Particles.Split(' '), WordKinds.Particle);
        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static void Enter(Dictionary<string, WordKinds> table, IEnumerable<string> words, WordKinds kind)
    {
        foreach (var word in words) table[word] = table.GetValueOrDefault(word) | kind;
    }

    private static IEnumerable<string> Plain(string file) => Lines(file).Where(line => line[0] is not ('#' or '@')).SelectMany(Split);

    private static IEnumerable<string> Marked(string file, string mark) => Lines(file).Where(line => line.StartsWith(mark + " ", StringComparison.Ordinal)).SelectMany(line => Split(line[mark.Length..]));

    private static string[] Split(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Lines(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Tiltyard.Catalog.Gazetteers." + file)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0) yield return line;
        }
    }
}
