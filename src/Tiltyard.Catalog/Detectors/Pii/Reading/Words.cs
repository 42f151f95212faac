using System.Collections.Frozen;

namespace Tiltyard.Catalog.Detectors.Pii.Reading;

/// <summary>A set of words, asked by a part of a text without copying it, whatever the case.</summary>
internal sealed class Words
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public Words(IEnumerable<string> words)
    {
        All = words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _lookup = All.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public FrozenSet<string> All { get; }

    /// <summary>Words of one text, parted by white space.</summary>
    public static Words Of(params ReadOnlySpan<string> texts)
    {
        var words = new List<string>();
        foreach (var text in texts) words.AddRange(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new Words(words);
    }

    public bool Contains(ReadOnlySpan<char> word) => _lookup.Contains(word);
}
