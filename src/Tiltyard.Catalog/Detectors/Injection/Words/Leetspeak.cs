namespace Tiltyard.Catalog.Detectors.Injection.Words;

/// <summary>Digits and signs that stand for letters, as in 1gn0r3.</summary>
internal static class Leetspeak
{
    /// <summary>
    /// Writes the letters a word would have and gives its length; 0 when it holds no such sign, or none that stands for a letter. A sign
    /// at the end (a full stop's place) is left out.
    /// </summary>
    public static int Unmask(ReadOnlySpan<char> chunk, Span<char> into)
    {
        var (masks, letters, length) = (0, 0, 0);
        foreach (var letter in chunk)
        {
            var plain = Plain(letter);
            if (plain == '\0') break;
            if (plain != letter) masks++;
            else letters++;
            into[length++] = plain;
        }

        return masks > 0 && letters > 0 && length >= 3 ? length : 0;
    }

    private static char Plain(char letter) => letter switch
    {
        '0' => 'o',
        '1' or '!' or '|' => 'i',
        '2' => 'z',
        '3' or '€' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' or '+' => 't',
        '8' => 'b',
        '9' => 'g',
        _ when char.IsLetter(letter) => letter,
        _ => '\0',
    };
}
