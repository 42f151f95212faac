using System.Collections.Immutable;

namespace Tiltyard.Documents;

/// <summary>One key of a <see cref="DocumentMap"/>, where the key was written, and its value.</summary>
public readonly record struct DocumentEntry(string Key, SourcePlace KeyPlace, DocumentNode Value);

/// <summary>Keys and values in document order, each key once. Read it by <see cref="DocumentMapReading"/>.</summary>
public sealed class DocumentMap : DocumentNode
{
    private const int LinearLimit = 8;
    private readonly Dictionary<string, int>? _index;

    internal DocumentMap(SourcePlace place, DocumentPath path, ImmutableArray<DocumentEntry> entries)
        : base(place, path)
    {
        Entries = entries;
        if (entries.Length > LinearLimit) _index = new Dictionary<string, int>(entries.Length, StringComparer.Ordinal);
        for (var at = 0; at < entries.Length; at++)
        {
            var isNew = _index is null ? IndexBefore(entries[at].Key, at) < 0 : _index.TryAdd(entries[at].Key, at);
            if (!isNew) throw Twice(entries[at]);
        }
    }

    /// <summary>The keys and values in document order.</summary>
    public ImmutableArray<DocumentEntry> Entries { get; }

    /// <summary>The values of a flag given as key=value, so that the shapes of files check them too.</summary>
    /// <exception cref="DocumentException">A value has no equals sign or no key, or a key is given twice.</exception>
    public static DocumentMap FromFlags(string flag, IEnumerable<string> pairs) => Flags.Map(flag, pairs);

    /// <summary>The value under a key, or null where the key is missing; a written null is a node.</summary>
    public DocumentNode? Find(string key)
    {
        var at = _index is null ? IndexBefore(key, Entries.Length) : _index.GetValueOrDefault(key, -1);
        return at < 0 ? null : Entries[at].Value;
    }

    /// <inheritdoc/>
    public override string Describe() => Entries.IsEmpty ? "an empty map" : "a map";

    internal override DocumentMap At(DocumentPath path) =>
        new(Place, path, [.. Entries.Select(entry => entry with { Value = entry.Value.At(path.Key(entry.Key)) })]);

    private DocumentException Twice(DocumentEntry entry)
    {
        var first = Entries.First(earlier => earlier.Key.Equals(entry.Key, StringComparison.Ordinal)).KeyPlace.Line;
        var where = first > 0 ? $", first on line {first}" : string.Empty;
        return new DocumentException(entry.KeyPlace, Path.ToString(), $"the key {Excerpt.Quoted(entry.Key)} is there twice{where}");
    }

    private int IndexBefore(string key, int end)
    {
        for (var at = 0; at < end; at++)
        {
            if (string.Equals(Entries[at].Key, key, StringComparison.Ordinal)) return at;
        }

        return -1;
    }
}
