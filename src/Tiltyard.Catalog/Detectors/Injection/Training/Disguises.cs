using System.Text;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Detectors.Injection.Training;

/// <summary>Writes a text so that a reader or a model still understands it and a filter does not: what the detector must see through.</summary>
internal static class Disguises
{
    private const string LookAlike = "аbсdеfghіјklmnорqrѕtuvwхуz";

    public static string Random(string text, SeededRandom random) => random.NextInt(10) switch
    {
        0 => text.ToUpperInvariant(),
        1 => Leet(text),
        2 => Spaced(text),
        3 => string.Concat(text.Select(letter => letter is >= 'a' and <= 'z' && random.NextBool(0.5) ? LookAlike[letter - 'a'] : letter)),
        4 => Sown(text, '\u200b', random),
        5 => string.Concat(text.Select(letter => letter is > ' ' and <= '~' ? (char)(letter + 0xfee0) : letter)),
        6 => "Data: " + Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        7 => "0x" + Convert.ToHexString(Encoding.UTF8.GetBytes(text)),
        8 => Shifted(text, 13),
        _ => Uri.EscapeDataString(text),
    };

    public static string Leet(string text) => string.Concat(text.Select(letter => letter switch
    {
        'a' or 'A' => '4',
        'e' or 'E' => '3',
        'i' or 'I' => '1',
        'o' or 'O' => '0',
        's' or 'S' => '5',
        't' or 'T' => '7',
        _ => letter,
    }));

    public static string Spaced(string text) => string.Join("  ", text.Split(' ').Select(word => string.Join(' ', word.AsEnumerable())));

    public static string Shifted(string text, int by) => string.Concat(text.Select(letter => letter switch
    {
        >= 'a' and <= 'z' => (char)('a' + ((letter - 'a' + by) % 26)),
        >= 'A' and <= 'Z' => (char)('A' + ((letter - 'A' + by) % 26)),
        _ => letter,
    }));

    private static string Sown(string text, char hidden, SeededRandom random)
    {
        var sown = new StringBuilder(text.Length * 2);
        foreach (var letter in text)
        {
            sown.Append(letter);
            if (random.NextBool(0.3)) sown.Append(hidden);
        }

        return sown.ToString();
    }
}
