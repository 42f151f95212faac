using System.Text;
using System.Text.Json;

namespace Tiltyard.Corpora.Reading;

/// <summary>Gives one string for every short text that comes again and again: names of tools, arguments, models. For one thread.</summary>
internal sealed class TextPool
{
    private const int MostTexts = 16_384;
    private const int LongestText = 128;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public TextPool() => _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name or text the reader stands on. What holds half of a surrogate pair is left to the caller's slow way.</summary>
    public string Text(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > LongestText) return reader.GetString()!;
        Span<char> buffer = stackalloc char[LongestText];
        var text = buffer[..reader.CopyString(buffer)];
        return Pooled(text);
    }

    public string Text(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestText) return Encoding.UTF8.GetString(utf8);
        Span<char> buffer = stackalloc char[LongestText];
        return Pooled(buffer[..Encoding.UTF8.GetChars(utf8, buffer)]);
    }

    private string Pooled(ReadOnlySpan<char> text)
    {
        if (_lookup.TryGetValue(text, out var known)) return known;
        var made = text.ToString();
        if (_texts.Count < MostTexts) _texts.Add(made);
        return made;
    }
}
