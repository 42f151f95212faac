using System.Collections.Immutable;

namespace Tiltyard.Documents;

/// <summary>
/// One of several objects, told apart by the text under one key: {kind: scripted, ...} or {kind: model, ...}. For values told
/// apart by what they are use <see cref="EitherShape"/>.
/// </summary>
public sealed record ChoiceShape : Shape
{
    private readonly ImmutableArray<ObjectShape> _shapes;
    private readonly TextShape _values;

    internal ChoiceShape(string key, ImmutableArray<(string Value, ObjectShape Shape)> cases)
    {
        Key = key;
        _values = Text([.. cases.Select(one => one.Value)]);
        _shapes = [.. cases.Select(one => one.Shape.Preceded(Field.Required(key, Text(one.Value), "Which of the shapes this is.")))];
    }

    /// <summary>The key whose text tells the cases apart.</summary>
    public string Key { get; }

    internal override string Words => $"a map whose {Excerpt.Quoted(Key, 30)} is {_values.Words}";

    internal override NodeKinds Kinds => NodeKinds.Map;

    internal override IEnumerable<Shape> Parts => _shapes;

    /// <inheritdoc/>
    public override DocumentMap Check(DocumentNode node)
    {
        if (node is not DocumentMap map) throw Misfit(node);
        if (map.Find(Key) is not { } value) throw new DocumentException(node, $"the key {Excerpt.Quoted(Key)} is missing: expected {_values.Words}");
        var chosen = _values.Allowed.IndexOf(_values.Check(value).AsText(), StringComparer.Ordinal);
        return _shapes[chosen].Check(map);
    }

    private protected override IEnumerable<(string Key, DocumentNode Value)> Keywords() =>
        [("oneOf", DocumentNode.List(_shapes.Select(shape => shape.SchemaNode())))];
}
