namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>
/// A prompt, a result or an argument in the one form in which they are compared: escapes undone, folded, in lower case, every run of
/// white space one space. Words are looked up where they stand as whole words.
/// </summary>
internal sealed class PlainText(string text)
{
    /// <summary>So many places are tried before a value counts as found: hostile text must not cost more.</summary>
    private const int MostTries = 256;

    public static PlainText Empty { get; } = new("");

    public string Text => text;

    /// <summary>Where a value stands as a whole between two places, or -1.</summary>
    public int Find(string value, int start, int end)
    {
        var tries = 0;
        for (var from = start; from + value.Length <= end;)
        {
            var at = text.AsSpan(from, end - from).IndexOf(value);
            if (at < 0) return -1;
            at += from;
            if (IsWhole(at, value) || ++tries >= MostTries) return at;
            from = at + 1;
        }

        return -1;
    }

    public bool Holds(string value) => Find(value, 0, text.Length) >= 0;

    private bool IsWhole(int at, string value)
    {
        var end = at + value.Length;
        return (at == 0 || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(value[0]))
               && (end == text.Length || !char.IsLetterOrDigit(text[end]) || !char.IsLetterOrDigit(value[^1]));
    }
}
