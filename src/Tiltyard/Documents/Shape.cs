using System.Collections.Immutable;

namespace Tiltyard.Documents;

/// <summary>
/// What a document may look like, declared once: it validates, fills in defaults, explains itself in messages and exports a
/// JSON Schema. The family is closed; each member has a factory here, and its finer bounds are set by <c>with</c>.
/// </summary>
public abstract record Shape
{
    private protected Shape()
    {
    }

    /// <summary>What the value means, for the exported schema.</summary>
    public string? Description { get; init; }

    /// <summary>true or false.</summary>
    public static BooleanShape Boolean { get; } = new();

    /// <summary>A written null; of use in <see cref="Either"/>.</summary>
    public static NullShape Null { get; } = new();

    /// <summary>Any JSON value, unchecked.</summary>
    public static AnyShape Any { get; } = new();

    /// <summary>Text; one of the given values where there are any.</summary>
    public static TextShape Text(params ImmutableArray<string> allowed) => new() { Allowed = allowed };

    /// <summary>A whole number within inclusive bounds.</summary>
    public static IntegerShape Integer(long? min = null, long? max = null) => new() { Min = min, Max = max };

    /// <summary>A finite number within bounds, inclusive unless set otherwise.</summary>
    public static NumberShape Number(double? min = null, double? max = null) => new() { Min = min, Max = max };

    /// <summary>A list whose items have one shape.</summary>
    public static ListShape List(Shape items, int min = 0, int? max = null) => new() { Items = items, Min = min, Max = max };

    /// <summary>A map whose keys are data and whose values have one shape; for known keys use <see cref="Object"/>.</summary>
    public static MapShape Map(Shape values, TextShape? keys = null) => new() { Values = values, Keys = keys ?? new TextShape() };

    /// <summary>A map of declared keys; every other key is refused.</summary>
    public static ObjectShape Object(params ImmutableArray<Field> fields) => new(fields);

    /// <summary>One of several objects, told apart by the text under one key, which each of them gets in addition.</summary>
    public static ChoiceShape Choice(string key, params ImmutableArray<(string Value, ObjectShape Shape)> cases) => new(key, cases);

    /// <summary>One of several shapes of different kinds, such as text or an object.</summary>
    public static EitherShape Either(params ImmutableArray<Shape> shapes) => new(shapes);

    /// <summary>One of several objects, told apart by which first key is there, else a map of other keys.</summary>
    public static KeyedShape Keyed(MapShape otherwise, params ImmutableArray<ObjectShape> shapes) => new(otherwise, shapes);

    /// <summary>A shape that can hold itself, such as a condition made of conditions; the name is that of its definition.</summary>
    public static RecursiveShape Recursive(string name, Func<Shape, Shape> build) => new(name, build);

    /// <summary>This shape or a written null.</summary>
    public EitherShape OrNull() => new([this, Null]);

    /// <summary>
    /// The same document with defaults filled in, other names of keys replaced by their own, and keys in declared order.
    /// </summary>
    /// <exception cref="DocumentException">The first thing that does not fit, in document order; a missing key comes after what is there.</exception>
    public abstract DocumentNode Check(DocumentNode node);

    /// <summary>The JSON Schema (draft 2020-12) of this shape, indented.</summary>
    public string Schema(string? title = null)
    {
        var head = ImmutableArray.Create<(string, DocumentNode)>(("$schema", "https://json-schema.org/draft/2020-12/schema"));
        if (title is not null) head = head.Add(("title", title));
        var entries = head.AddRange(SchemaEntries(Description));
        var definitions = RecursiveShape.DefinitionsIn(this);
        if (definitions.Count > 0) entries = entries.Add(("$defs", DocumentNode.Map(definitions)));
        return IndentedJson.Text(DocumentNode.Map(entries));
    }

    /// <summary>What is expected, in the words of a message.</summary>
    internal abstract string Words { get; }

    /// <summary>The kinds of node this shape can take.</summary>
    internal abstract NodeKinds Kinds { get; }

    /// <summary>The shapes that this one is made of.</summary>
    internal virtual IEnumerable<Shape> Parts => [];

    internal DocumentMap SchemaNode(string? description = null) => DocumentNode.Map([.. SchemaEntries(description ?? Description)]);

    /// <summary>The keywords that are this shape's own, without its description.</summary>
    private protected abstract IEnumerable<(string Key, DocumentNode Value)> Keywords();

    private protected DocumentException Misfit(DocumentNode node, string? hint = null) =>
        new(node, $"expected {Words}, got {node.Describe()}{hint}");

    private IEnumerable<(string Key, DocumentNode Value)> SchemaEntries(string? description) =>
        description is null ? Keywords() : Keywords().Prepend(("description", description));
}
