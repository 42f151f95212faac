using System.Buffers;
using Tiltyard.Catalog.Detectors.Injection.Words;

namespace Tiltyard.Catalog.Detectors.Injection.Decoding;

/// <summary>
/// Sentences whose letters were shifted (rot13, Caesar) or reversed. It is tried only where hardly any word is known, and believed only
/// where most words of the result are.
/// </summary>
internal sealed class ShiftedText(Lexicon lexicon)
{
    private const int FewestWords = 4;
    private const int FewestLetters = 12;
    private const int LongestText = 600;

    /// <summary>The text meant by the longest run of unknown words, or null.</summary>
    public string? Of(ReadOnlySpan<char> text, List<WordToken> words)
    {
        var (start, end) = LongestUnknown(words);
        if (end == 0 || end - start > LongestText) return null;
        var letters = text[start..end];
        if (CountLetters(letters) < FewestLetters) return null;
        Span<char> buffer = stackalloc char[letters.Length];
        for (var shift = 1; shift < 26; shift++)
        {
            Shift(letters, shift, buffer);
            if (IsWriting(buffer)) return buffer.ToString();
        }

        letters.CopyTo(buffer);
        buffer.Reverse();
        return IsWriting(buffer) ? buffer.ToString() : null;
    }

    /// <summary>Where the longest run of at least four words stands of which at most every fifth is known.</summary>
    private static (int Start, int End) LongestUnknown(List<WordToken> words)
    {
        var (best, start, end) = (FewestWords - 1, 0, 0);
        var (run, known, from) = (0, 0, 0);
        foreach (var word in words)
        {
            if (word.Symbol is > Symbols.Other and < Symbols.FirstClass) continue;
            if (run == 0) from = word.Start;
            run++;
            if (word.Symbol != Symbols.Other) known++;
            if (known * 5 > run)
            {
                (run, known) = (0, 0);
                continue;
            }

            if (run > best) (best, start, end) = (run, from, word.End);
        }

        return (start, end);
    }

    private static int CountLetters(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var letter in text)
        {
            if (letter is >= 'a' and <= 'z') count++;
        }

        return count;
    }

    private static void Shift(ReadOnlySpan<char> letters, int shift, Span<char> into)
    {
        for (var index = 0; index < letters.Length; index++)
        {
            var letter = letters[index];
            into[index] = letter is >= 'a' and <= 'z' ? (char)('a' + ((letter - 'a' + shift) % 26)) : letter;
        }
    }

    /// <summary>More than half of the words are known, and one of them is a word that every sentence needs.</summary>
    private bool IsWriting(ReadOnlySpan<char> text)
    {
        var (words, known, longKnown) = (0, 0, 0);
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiLetter(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && char.IsAsciiLetter(text[at])) at++;
            var word = text[start..at];
            words++;
            if (lexicon.Find(word, WordHash.Of(word)) == Symbols.Other) continue;
            known++;
            if (word.Length > 3) longKnown++;
        }

        return words >= FewestWords && known * 2 > words && longKnown > 0;
    }
}
