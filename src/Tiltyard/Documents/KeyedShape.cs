using System.Collections.Immutable;

namespace Tiltyard.Documents;

/// <summary>
/// One of several objects, told apart by which of their first keys is there: {all: ...}, {not: ...} or {field: ..., op: ...}; a map
/// without any of them is taken as the other shape. For objects told apart by the text under one key use <see cref="ChoiceShape"/>.
/// </summary>
public sealed record KeyedShape : Shape
{
    internal KeyedShape(MapShape otherwise, ImmutableArray<ObjectShape> shapes)
    {
        Otherwise = otherwise;
        Shapes = shapes;
    }

    /// <summary>The objects in the order in which their keys are looked for.</summary>
    public ImmutableArray<ObjectShape> Shapes { get; }

    /// <summary>The shape of a map that has none of the keys.</summary>
    public MapShape Otherwise { get; }

    internal override string Words => "a map";

    internal override NodeKinds Kinds => NodeKinds.Map;

    internal override IEnumerable<Shape> Parts => [.. Shapes, Otherwise];

    /// <inheritdoc/>
    public override DocumentMap Check(DocumentNode node)
    {
        if (node is not DocumentMap map) throw Misfit(node);
        foreach (var shape in Shapes)
        {
            var first = shape.Fields[0];
            if (map.Find(first.Name) is not null || first.Aliases.Any(alias => map.Find(alias) is not null)) return shape.Check(map);
        }

        return (DocumentMap)Otherwise.Check(map);
    }

    private protected override IEnumerable<(string Key, DocumentNode Value)> Keywords() =>
        [("anyOf", DocumentNode.List(Shapes.Append<Shape>(Otherwise).Select(shape => shape.SchemaNode())))];
}
