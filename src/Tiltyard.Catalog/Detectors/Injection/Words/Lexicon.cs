using System.Reflection;
using Tiltyard.Catalog.Detectors.Injection.Reading;

namespace Tiltyard.Catalog.Detectors.Injection.Words;

/// <summary>
/// The words that are taken for a class (to override, instructions, earlier, you, secret, …) in a dozen languages, and the function
/// words that stand for themselves. lexicon.txt holds it: a class a line, a star ends a word whose other endings are meant too.
/// </summary>
internal sealed class Lexicon
{
    private const string Resource = "Tiltyard.Catalog.Detectors.Injection.Words.lexicon.txt";
    private const int ShortestStem = 4;
    private const int LongestStem = 12;
    private const int LongestUnspaced = 6;

    private readonly WordTable _words;
    private readonly WordTable _stems;
    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);

    private Lexicon(IEnumerable<string> lines)
    {
        var words = new Dictionary<uint, int>();
        var stems = new Dictionary<uint, int>();
        var functionWords = new List<string>();
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = line[..colon];
            var entries = line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (name.Equals("self", StringComparison.Ordinal)) functionWords.AddRange(entries);
            else Enter(name, entries, words, stems);
        }

        var next = Symbols.FirstClass + _classes.Count;
        LastClass = next - 1;
        foreach (var word in functionWords.Select(Folded))
        {
            if (words.TryAdd(WordHash.Of(word), next)) next++;
        }

        Count = next;
        _words = new WordTable(words);
        _stems = new WordTable(stems);
    }

    public static Lexicon Shipped { get; } = Load();

    /// <summary>How many symbols there are.</summary>
    public int Count { get; }

    /// <summary>The last symbol that is a class; function words follow.</summary>
    public int LastClass { get; }

    /// <summary>The symbol of a class by its name in the lexicon.</summary>
    public int Class(string name) => _classes[name];

    /// <summary>The symbol of a folded word whose hash is known, or <see cref="Symbols.Other"/>.</summary>
    public int Find(ReadOnlySpan<char> word, uint hash)
    {
        if (_words.Find(hash) is var symbol and not Symbols.Other) return symbol;
        if (word.Length < ShortestStem) return Symbols.Other;
        var (stem, found) = (WordHash.Start, Symbols.Other);
        var longest = Math.Min(word.Length, LongestStem);
        for (var length = 1; length <= longest; length++)
        {
            stem = WordHash.Add(stem, word[length - 1]);
            if (length >= ShortestStem && _stems.Find(stem) is var longer and not Symbols.Other) found = longer;
        }

        return found;
    }

    /// <summary>The longest word of a script without spaces that begins here, at most six characters; 0 when there is none.</summary>
    public int LongestAt(ReadOnlySpan<char> text, out int symbol, out uint hash)
    {
        (symbol, hash) = (Symbols.Other, WordHash.Start);
        var (grown, taken) = (WordHash.Start, 0);
        for (var length = 1; length <= Math.Min(text.Length, LongestUnspaced); length++)
        {
            grown = WordHash.Add(grown, text[length - 1]);
            if (_words.Find(grown) is var found and not Symbols.Other) (symbol, hash, taken) = (found, grown, length);
        }

        return taken;
    }

    private void Enter(string name, string[] entries, Dictionary<uint, int> words, Dictionary<uint, int> stems)
    {
        if (!_classes.TryGetValue(name, out var symbol)) _classes.Add(name, symbol = Symbols.FirstClass + _classes.Count);
        foreach (var entry in entries)
        {
            var stem = entry[^1] == '*';
            var word = Folded(stem ? entry[..^1] : entry);
            (stem ? stems : words).TryAdd(WordHash.Of(word), symbol);
            if (stem) words.TryAdd(WordHash.Of(word), symbol);
        }
    }

    private static string Folded(string word)
    {
        var plain = new PlainText();
        PlainReader.Read(word, plain);
        return plain.Letters.ToString();
    }

    private static Lexicon Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return new Lexicon(reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n'));
    }
}
