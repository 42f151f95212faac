namespace Tiltyard.Catalog.Detectors.Pii.Reading;

/// <summary>Looks for words that say what a value beside them is.</summary>
internal static class Context
{
    private const int Before = 9;
    private const int After = 4;

    /// <summary>Whether one of the words stands shortly before or after a part of the text.</summary>
    public static bool Says(ReadOnlySpan<char> text, Lexemes lexemes, int start, int end, Words words, int before = Before, int after = After)
    {
        var items = lexemes.Items;
        var first = lexemes.At(start);
        for (var at = first - 1; at >= 0 && at >= first - before; at--)
        {
            if (Is(items[at].Of(text), words)) return true;
        }

        var last = lexemes.At(end - 1) + 1;
        for (var at = last; at < items.Length && at < last + after; at++)
        {
            if (Is(items[at].Of(text), words)) return true;
        }

        return false;
    }

    /// <summary>A word, or one with an ending that Korean and other languages put behind it.</summary>
    private static bool Is(ReadOnlySpan<char> word, Words words) =>
        words.Contains(word) || (word.Length > 2 && (word[^1] is 's' || word[^1] > 0x3000) && words.Contains(word[..^1]));
}
