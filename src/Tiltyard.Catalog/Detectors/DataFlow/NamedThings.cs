namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>What a sentence calls by its name: what stands in quotation marks, addresses, links and file names.</summary>
internal static class NamedThings
{
    private const int Shortest = 4;
    private const int Longest = 160;
    private const int Most = 16;

    /// <summary>Adds what the sentence around a word names.</summary>
    public static void Read(PlainText text, ReadOnlySpan<TextToken> tokens, int at, List<string> into)
    {
        var (first, last) = (at, at);
        while (first > 0 && !tokens[first].Marks.HasFlag(Marks.SentenceStart)) first--;
        while (last + 1 < tokens.Length && !tokens[last + 1].Marks.HasFlag(Marks.SentenceStart)) last++;
        var end = last + 1 < tokens.Length ? tokens[last + 1].Start : text.Text.Length;
        var sentence = text.Text.AsSpan(tokens[first].Start, end - tokens[first].Start);
        Quoted(sentence, into);
        foreach (var range in sentence.Split(' ')) Pointed(sentence[range].Trim("\"'`()<>[],;:.!?"), into);
    }

    private static void Quoted(ReadOnlySpan<char> sentence, List<string> into)
    {
        for (var open = 0; open < sentence.Length - 1; open++)
        {
            if (sentence[open] is not ('\'' or '"' or '`') || (open > 0 && char.IsLetterOrDigit(sentence[open - 1]))) continue;
            var close = open + 1;
            while (close < sentence.Length && !(sentence[close] == sentence[open] && (close + 1 == sentence.Length || !char.IsLetterOrDigit(sentence[close + 1])))) close++;
            if (close >= sentence.Length) return;
            Add(sentence[(open + 1)..close].Trim(), into);
            open = close;
        }
    }

    /// <summary>An address, a link, or a name with a dot inside it.</summary>
    private static void Pointed(ReadOnlySpan<char> word, List<string> into)
    {
        if (word.Contains('@') || word.Contains('/') || (word.IndexOf('.') is > 0 and var dot && dot < word.Length - 1)) Add(word, into);
    }

    private static void Add(ReadOnlySpan<char> name, List<string> into)
    {
        if (name.Length is < Shortest or > Longest || into.Count >= Most) return;
        var text = name.ToString();
        if (!into.Contains(text)) into.Add(text);
    }
}
