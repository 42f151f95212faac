namespace Tiltyard.Catalog.Detectors.Injection.Words;

/// <summary>FNV-1a over UTF-16 units: the same on every machine, and it grows letter by letter.</summary>
internal static class WordHash
{
    public const uint Start = 2166136261;

    public static uint Add(uint hash, char letter) => unchecked((hash ^ letter) * 16777619);

    public static uint Of(ReadOnlySpan<char> word)
    {
        var hash = Start;
        foreach (var letter in word) hash = Add(hash, letter);
        return hash;
    }

    /// <summary>Two numbers into one whose low bits are well stirred.</summary>
    public static uint Mix(uint first, uint second)
    {
        unchecked
        {
            var mixed = (first * 0x9e3779b1) ^ (second * 0x85ebca77);
            mixed ^= mixed >> 15;
            mixed *= 0x2c1b3c6d;
            return mixed ^ (mixed >> 13);
        }
    }
}
