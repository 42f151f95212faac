using System.Collections.Immutable;

namespace Tiltyard.Documents;

/// <summary>
/// One of several shapes whose values differ in kind: text or an object, a number or null. For objects told apart by a key use
/// <see cref="ChoiceShape"/>.
/// </summary>
public sealed record EitherShape : Shape
{
    internal EitherShape(ImmutableArray<Shape> shapes)
    {
        var seen = NodeKinds.None;
        foreach (var shape in shapes)
        {
            if ((seen & shape.Kinds) != NodeKinds.None) throw new ArgumentException($"Two shapes take the same kind: {shape.Words}.", nameof(shapes));
            seen |= shape.Kinds;
        }

        Shapes = shapes;
        Kinds = seen;
    }

    /// <summary>The shapes, no two of one kind.</summary>
    public ImmutableArray<Shape> Shapes { get; }

    internal override string Words => string.Join(" or ", Shapes.Select(shape => shape.Words));

    internal override NodeKinds Kinds { get; }

    internal override IEnumerable<Shape> Parts => Shapes;

    /// <inheritdoc/>
    public override DocumentNode Check(DocumentNode node)
    {
        var kind = NodeKind.Of(node);
        var chosen = Shapes.FirstOrDefault(shape => shape.Kinds.HasFlag(kind));
        // a flag's word that looks like a number is text where only text is allowed
        if (chosen is null && node is DocumentScalar { Spelling: not null })
            chosen = Shapes.FirstOrDefault(shape => shape.Kinds.HasFlag(NodeKinds.Text));
        return chosen is null ? throw Misfit(node) : chosen.Check(node);
    }

    private protected override IEnumerable<(string Key, DocumentNode Value)> Keywords() =>
        [("anyOf", DocumentNode.List(Shapes.Select(shape => shape.SchemaNode())))];
}
