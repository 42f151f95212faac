namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>The beginning that the forms of an English word share: send, sends and sending; delete, deletes and deleting.</summary>
internal static class WordStem
{
    private const int ShortestStem = 3;

    private static readonly string[] Endings = ["ations", "ation", "ings", "ing", "ed", "es", "s"];

    /// <summary>The stem of a word in lower case; always a beginning of it.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> word)
    {
        foreach (var ending in Endings)
        {
            if (word.Length - ending.Length < ShortestStem || !word.EndsWith(ending, StringComparison.Ordinal)) continue;
            word = word[..^ending.Length];
            break;
        }

        if (word.Length > 2 && word[^1] == 'e') word = word[..^1];
        return word.Length > ShortestStem && word[^1] == word[^2] ? word[..^1] : word;
    }
}
