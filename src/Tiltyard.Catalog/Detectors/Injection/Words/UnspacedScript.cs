namespace Tiltyard.Catalog.Detectors.Injection.Words;

/// <summary>Scripts that put no spaces between words: Han, Hiragana, Katakana, and Hangul, whose endings cling to the word.</summary>
internal static class UnspacedScript
{
    public static bool Contains(char letter) =>
        letter is >= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u4dbf' or >= '\u4e00' and <= '\u9fff' or >= '\uac00' and <= '\ud7a3';
}
