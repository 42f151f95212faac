using System.Collections.Frozen;

namespace Tiltyard.Documents;

/// <summary>Whole numbers written in English words, such as two hundred and fifty. For digits see <see cref="Money"/>.</summary>
internal static class NumberWords
{
    private static readonly FrozenDictionary<string, int> Small = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["thirteen"] = 13,
        ["fourteen"] = 14,
        ["fifteen"] = 15,
        ["sixteen"] = 16,
        ["seventeen"] = 17,
        ["eighteen"] = 18,
        ["nineteen"] = 19,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, int> Scales = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["hundred"] = 100,
        ["thousand"] = 1_000,
        ["grand"] = 1_000,
        ["million"] = 1_000_000,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the longest number at a word; gives the place after it, or <paramref name="start"/> where there is none.</summary>
    public static int Read(string text, int start, out double number)
    {
        number = 0;
        if (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '\'')) return start;
        double total = 0;
        double part = 0;
        var taken = start;
        for (var at = start; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && char.IsAsciiLetter(text[end])) end++;
            var word = text[at..end];
            if (Small.TryGetValue(word, out var small))
            {
                part += small;
            }
            else if (Scales.TryGetValue(word, out var scale) && (part > 0 || total > 0))
            {
                part *= scale;
                if (scale > 100)
                {
                    total += part;
                    part = 0;
                }
            }
            else if (at == start && word.Equals("a", StringComparison.OrdinalIgnoreCase))
            {
                part = 1;
            }
            else if (taken == start || !word.Equals("and", StringComparison.OrdinalIgnoreCase))
            {
                break;
            }

            if (!word.Equals("and", StringComparison.OrdinalIgnoreCase)) taken = end;
            at = end;
            while (at < text.Length && text[at] is ' ' or '-') at++;
            if (at == end) break;
        }

        number = total + part;
        return number > 0 ? taken : start;
    }
}
