namespace Tiltyard.Documents;

/// <summary>A map whose keys are data, such as parameters by name. For declared keys use <see cref="ObjectShape"/>.</summary>
public sealed record MapShape : Shape
{
    internal MapShape()
    {
    }

    /// <summary>The shape of every value.</summary>
    public required Shape Values { get; init; }

    /// <summary>The shape of every key.</summary>
    public required TextShape Keys { get; init; }

    /// <summary>The fewest keys.</summary>
    public int Min { get; init; }

    /// <summary>The most keys.</summary>
    public int? Max { get; init; }

    internal override string Words => $"a map{Count.Words(Min, Max, "key")}";

    internal override NodeKinds Kinds => NodeKinds.Map;

    internal override IEnumerable<Shape> Parts => [Values];

    /// <inheritdoc/>
    public override DocumentNode Check(DocumentNode node)
    {
        if (node is not DocumentMap map) throw Misfit(node);
        if (map.Entries.Length < Min || map.Entries.Length > Max)
            throw new DocumentException(node, $"expected {Words}, got {Count.Of(map.Entries.Length, "key")}");
        return new DocumentMap(map.Place, map.Path, [.. map.Entries.Select(entry => CheckEntry(map, entry))]);
    }

    private DocumentEntry CheckEntry(DocumentMap map, DocumentEntry entry)
    {
        if (Keys.Problem(entry.Key) is { } problem)
            throw new DocumentException(entry.KeyPlace, map.Path.ToString(), $"a key does not fit: {problem}");
        return entry with { Value = Values.Check(entry.Value) };
    }

    private protected override IEnumerable<(string Key, DocumentNode Value)> Keywords()
    {
        yield return ("type", "object");
        if (Keys != new TextShape()) yield return ("propertyNames", Keys.SchemaNode());
        yield return ("additionalProperties", Values.SchemaNode());
        if (Min > 0) yield return ("minProperties", Min);
        if (Max is { } max) yield return ("maxProperties", max);
    }
}
