using System.Runtime.CompilerServices;

namespace Tiltyard.Documents;

/// <summary>
/// A shape that can hold itself, by name: in the exported schema it stands once under $defs and is referred to. How deep a document
/// goes is bounded by its reader.
/// </summary>
public sealed record RecursiveShape : Shape
{
    private readonly Shape _inner;

    internal RecursiveShape(string name, Func<Shape, Shape> build)
    {
        Name = name;
        _inner = this;
        _inner = build(this);
    }

    /// <summary>The name of the definition.</summary>
    public string Name { get; }

    internal override string Words => _inner.Words;

    internal override NodeKinds Kinds =>
        ReferenceEquals(_inner, this) ? throw new InvalidOperationException($"'{Name}' is one of its own alternatives.") : _inner.Kinds;

    internal override IEnumerable<Shape> Parts => [_inner];

    /// <inheritdoc/>
    public override DocumentNode Check(DocumentNode node) => _inner.Check(node);

    /// <summary>One declaration is equal to itself only: it contains itself, so its parts cannot be compared.</summary>
    public bool Equals(RecursiveShape? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public override string ToString() => $"{nameof(RecursiveShape)} {Name}";

    /// <summary>The definitions that a schema of the shape refers to, by name.</summary>
    internal static IReadOnlyList<(string Key, DocumentNode Value)> DefinitionsIn(Shape shape)
    {
        var found = new SortedDictionary<string, DocumentNode>(StringComparer.Ordinal);
        var seen = new HashSet<Shape>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Shape>([shape]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next)) continue;
            if (next is RecursiveShape recursive) found[recursive.Name] = recursive._inner.SchemaNode();
            foreach (var part in next.Parts) open.Push(part);
        }

        return [.. found.Select(definition => (definition.Key, definition.Value))];
    }

    private protected override IEnumerable<(string Key, DocumentNode Value)> Keywords() => [("$ref", $"#/$defs/{Name}")];
}
