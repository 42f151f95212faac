using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Templates;

/// <summary>Immutable trees of values: looking up and changing what stands at the end of a path.</summary>
internal static class Tree
{
    /// <summary>The value at a path; an item of a list by its number. Null where there is none.</summary>
    public static DocumentNode? Find(DocumentNode? root, ReadOnlySpan<string> path)
    {
        var node = root;
        foreach (var part in path)
        {
            node = node switch
            {
                DocumentMap map => map.Find(part),
                DocumentList list when int.TryParse(part, out var index) && index >= 0 && index < list.Items.Length => list.Items[index],
                DocumentList list when part is "count" => (long)list.Items.Length,
                _ => null,
            };
            if (node is null) return null;
        }

        return node;
    }

    /// <summary>The tree with another value at the path; maps on the way are made where there are none.</summary>
    public static DocumentMap Set(DocumentMap root, ReadOnlySpan<string> path, DocumentNode value) => path.Length == 1
        ? root.With(path[0], value)
        : root.With(path[0], Set(root.Find(path[0]) as DocumentMap ?? DocumentNode.Map(), path[1..], value));

    /// <summary>The tree with a number more at the path; what is no number counts as 0.</summary>
    public static DocumentMap Add(DocumentMap root, ReadOnlySpan<string> path, DocumentNode amount) =>
        Set(root, path, Sum(Find(root, path) is { } old && Number(old) is { } number ? number : 0L, amount));

    /// <summary>The tree with an item more in the list at the path.</summary>
    public static DocumentMap Append(DocumentMap root, ReadOnlySpan<string> path, DocumentNode item) =>
        Set(root, path, DocumentNode.List([.. Find(root, path) is DocumentList list ? list.Items : [], item]));

    public static DocumentMap Remove(DocumentMap root, ReadOnlySpan<string> path)
    {
        var key = path[0];
        if (root.Find(key) is not { } below) return root;
        if (path.Length > 1) return below is DocumentMap map ? root.With(key, Remove(map, path[1..])) : root;
        return DocumentNode.Map([.. root.Entries.Where(entry => !entry.Key.Equals(key, StringComparison.Ordinal)).Select(entry => (entry.Key, entry.Value))]);
    }

    /// <summary>A value as it stands in a sentence: text without quotes, composite values as JSON, null as nothing.</summary>
    public static string Shown(DocumentNode? node) => node switch
    {
        null or { IsNull: true } => "",
        DocumentScalar { Kind: DocumentScalarKind.Text } text => text.AsText(),
        _ => CanonicalJson.Text(node),
    };

    private static DocumentNode Sum(DocumentNode left, DocumentNode right)
    {
        if (Number(right) is not { } amount) return left;
        if (left is DocumentScalar { Kind: DocumentScalarKind.Integer } && amount is DocumentScalar { Kind: DocumentScalarKind.Integer })
            return Math.Clamp(left.AsInteger() + amount.AsInteger(), -CanonicalWriter.MaxInteger, CanonicalWriter.MaxInteger);
        // cents: sums of decimals are kept as decimals are written
        var sum = Math.Round(left.AsNumber() + amount.AsNumber(), 9);
        return double.IsFinite(sum) ? sum : left;
    }

    /// <summary>A number, also one that was filled in as text, such as -{args.pieces}.</summary>
    private static DocumentNode? Number(DocumentNode node) => node switch
    {
        DocumentScalar { Kind: DocumentScalarKind.Integer or DocumentScalarKind.Number } => node,
        DocumentScalar { Kind: DocumentScalarKind.Text } when long.TryParse(node.AsText(), out var whole) && Math.Abs(whole) <= CanonicalWriter.MaxInteger => whole,
        DocumentScalar { Kind: DocumentScalarKind.Text } when double.TryParse(node.AsText(), out var number) && double.IsFinite(number) => number,
        _ => null,
    };
}
