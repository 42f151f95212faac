using Tiltyard.Catalog.Detectors.Pii.Reading;

namespace Tiltyard.Catalog.Detectors.Pii.Names;

/// <summary>The words of one text with what they may be. The buffers are kept from text to text.</summary>
internal sealed class NameReading
{
    private WordKinds[] _kinds = new WordKinds[256];

    /// <summary>Whether the text has no capital at all, so that capitals say nothing.</summary>
    public bool IsBlind { get; private set; }

    public ReadOnlySpan<WordKinds> Kinds => _kinds;

    public void Read(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items)
    {
        if (_kinds.Length < items.Length) Array.Resize(ref _kinds, Math.Max(items.Length, _kinds.Length * 2));
        var capitals = 0;
        for (var at = 0; at < items.Length; at++)
        {
            _kinds[at] = items[at].IsWord && items[at].Length < 30 ? Gazetteer.Of(items[at].Of(text)) : WordKinds.None;
            if (items[at].IsCapitalised) capitals++;
        }

        IsBlind = capitals == 0;
    }

    public bool Is(int at, WordKinds kinds) => (_kinds[at] & kinds) != WordKinds.None;

    /// <summary>Whether the word is written as a name is: with a capital, or in a text without any.</summary>
    public bool IsNameLike(ReadOnlySpan<Lexeme> items, int at) => items[at].IsWord && (items[at].IsCapitalised || IsBlind);

    /// <summary>Whether the text between two lexemes is one space, or what stands behind an initial or within a double name.</summary>
    public static bool IsJoined(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at)
    {
        if (at + 1 >= items.Length) return false;
        var gap = text[items[at].End..items[at + 1].Start];
        return gap is " " or "-" or "'" or "’" || (gap is ". " or "." && items[at].Length == 1);
    }

    /// <summary>Whether a sentence or line begins with the lexeme.</summary>
    public static bool IsOpening(ReadOnlySpan<char> text, ReadOnlySpan<Lexeme> items, int at)
    {
        if (at == 0 || items[at].StartsLine) return true;
        var gap = text[items[at - 1].End..items[at].Start];
        return gap.ContainsAny("!?:") || (gap.Contains('.') && items[at - 1].Length > 1) || gap.ContainsAny('"', '“', '•');
    }
}
