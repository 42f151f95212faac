namespace Tiltyard.Documents;

/// <summary>A list whose items have one shape.</summary>
public sealed record ListShape : Shape
{
    internal ListShape()
    {
    }

    /// <summary>The shape of every item.</summary>
    public required Shape Items { get; init; }

    /// <summary>The fewest items.</summary>
    public int Min { get; init; }

    /// <summary>The most items.</summary>
    public int? Max { get; init; }

    internal override string Words => $"a list{Count.Words(Min, Max, "item")}";

    internal override NodeKinds Kinds => NodeKinds.List;

    internal override IEnumerable<Shape> Parts => [Items];

    /// <inheritdoc/>
    public override DocumentNode Check(DocumentNode node)
    {
        if (node is not DocumentList list) throw Misfit(node);
        if (list.Items.Length < Min || list.Items.Length > Max)
            throw new DocumentException(node, $"expected {Words}, got {Count.Of(list.Items.Length, "item")}");
        return new DocumentList(list.Place, list.Path, [.. list.Items.Select(Items.Check)]);
    }

    private protected override IEnumerable<(string Key, DocumentNode Value)> Keywords()
    {
        yield return ("type", "array");
        yield return ("items", Items.SchemaNode());
        if (Min > 0) yield return ("minItems", Min);
        if (Max is { } max) yield return ("maxItems", max);
    }
}

/// <summary>Numbers of things in words.</summary>
internal static class Count
{
    public static string Of(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    /// <summary>The end of "a list" or "a map": of 1 to 8 items.</summary>
    public static string Words(int min, int? max, string thing) => (min, max) switch
    {
        (0, null) => string.Empty,
        (_, null) => $" of at least {Of(min, thing)}",
        (0, { } most) => $" of at most {Of(most, thing)}",
        ({ } least, { } most) when least == most => $" of exactly {Of(most, thing)}",
        (_, { } most) => $" of {min} to {Of(most, thing)}",
    };
}
