namespace Tiltyard.Documents;

/// <summary>What is left of the <see cref="DocumentLimits"/> while one document is read.</summary>
internal sealed class DocumentBudget(DocumentLimits limits)
{
    private int _nodes;
    private int _aliasNodes;

    public static void CheckLength(string file, int length, string unit, DocumentLimits limits)
    {
        if (length > limits.MaxLength) throw new DocumentException(file, $"too long: {length} {unit}, and the limit is {limits.MaxLength}");
    }

    public void TakeNode(SourcePlace place, DocumentPath path)
    {
        if (++_nodes > limits.MaxNodes) throw new DocumentException(place, path.ToString(), $"more than {limits.MaxNodes} values");
    }

    public void CheckDepth(SourcePlace place, DocumentPath path, int depth)
    {
        if (depth > limits.MaxDepth) throw new DocumentException(place, path.ToString(), $"nested deeper than {limits.MaxDepth} levels");
    }

    /// <summary>Pays for everything below an aliased node before it is repeated.</summary>
    public void TakeAlias(DocumentNode node, SourcePlace place, DocumentPath path, int depth)
    {
        TakeNode(place, path);
        if (++_aliasNodes > limits.MaxAliasNodes)
            throw new DocumentException(place, path.ToString(), $"aliases repeat more than {limits.MaxAliasNodes} values");
        if (node is DocumentScalar) return;
        CheckDepth(place, path, depth);
        if (node is DocumentMap map)
        {
            foreach (var entry in map.Entries) TakeAlias(entry.Value, place, path, depth + 1);
        }

        if (node is DocumentList list)
        {
            foreach (var item in list.Items) TakeAlias(item, place, path, depth + 1);
        }
    }
}
