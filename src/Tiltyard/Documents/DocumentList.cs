using System.Collections.Immutable;

namespace Tiltyard.Documents;

/// <summary>Values in document order.</summary>
public sealed class DocumentList : DocumentNode
{
    internal DocumentList(SourcePlace place, DocumentPath path, ImmutableArray<DocumentNode> items)
        : base(place, path) => Items = items;

    /// <summary>The items in document order.</summary>
    public ImmutableArray<DocumentNode> Items { get; }

    /// <inheritdoc/>
    public override string Describe() => Items.IsEmpty ? "an empty list" : "a list";

    internal override DocumentList At(DocumentPath path) => new(Place, path, [.. Items.Select((item, index) => item.At(path.Item(index)))]);
}
