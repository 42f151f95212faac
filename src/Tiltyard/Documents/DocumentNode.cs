namespace Tiltyard.Documents;

/// <summary>
/// One value of a document that was read: a <see cref="DocumentMap"/>, a <see cref="DocumentList"/> or a
/// <see cref="DocumentScalar"/>. It is immutable and remembers where it was written. For writing without a tree use
/// <see cref="CanonicalWriter"/>.
/// </summary>
public abstract class DocumentNode
{
    private protected DocumentNode(SourcePlace place, DocumentPath path)
    {
        Place = place;
        Path = path;
    }

    /// <summary>Where the value starts.</summary>
    public SourcePlace Place { get; }

    /// <summary>The way from the root, such as $.cells[2].agent.</summary>
    public DocumentPath Path { get; }

    /// <summary>Whether this is the scalar null.</summary>
    public bool IsNull => this is DocumentScalar { Kind: DocumentScalarKind.Null };

    /// <summary>A map made by the program; the keys keep their order.</summary>
    public static DocumentMap Map(params IReadOnlyList<(string Key, DocumentNode Value)> entries) =>
        new(SourcePlace.None, DocumentPath.Root, [.. entries.Select(entry => new DocumentEntry(entry.Key, SourcePlace.None, entry.Value))]);

    /// <summary>A list made by the program.</summary>
    public static DocumentList List(params IEnumerable<DocumentNode> items) => new(SourcePlace.None, DocumentPath.Root, [.. items]);

    /// <summary>Null made by the program.</summary>
    public static DocumentScalar Null { get; } = DocumentScalar.OfNull(SourcePlace.None, DocumentPath.Root);

    /// <summary>Text made by the program.</summary>
    public static implicit operator DocumentNode(string value) => DocumentScalar.OfText(value, SourcePlace.None, DocumentPath.Root);

    /// <summary>A whole number made by the program.</summary>
    public static implicit operator DocumentNode(long value) => DocumentScalar.OfInteger(value, SourcePlace.None, DocumentPath.Root);

    /// <summary>A number made by the program.</summary>
    public static implicit operator DocumentNode(double value) => DocumentScalar.OfNumber(value, SourcePlace.None, DocumentPath.Root);

    /// <summary>A boolean made by the program.</summary>
    public static implicit operator DocumentNode(bool value) => DocumentScalar.OfBoolean(value, SourcePlace.None, DocumentPath.Root);

    /// <summary>This node as a map.</summary>
    /// <exception cref="DocumentException">It is something else.</exception>
    public DocumentMap AsMap() => this as DocumentMap ?? throw Expected("a map");

    /// <summary>This node as a list.</summary>
    /// <exception cref="DocumentException">It is something else.</exception>
    public DocumentList AsList() => this as DocumentList ?? throw Expected("a list");

    /// <summary>This node as text.</summary>
    /// <exception cref="DocumentException">It is something else.</exception>
    public virtual string AsText() => throw Expected("text");

    /// <summary>This node as a whole number.</summary>
    /// <exception cref="DocumentException">It is something else.</exception>
    public virtual long AsInteger() => throw Expected("a whole number");

    /// <summary>This node as a number, whole or not.</summary>
    /// <exception cref="DocumentException">It is something else.</exception>
    public virtual double AsNumber() => throw Expected("a number");

    /// <summary>This node as true or false.</summary>
    /// <exception cref="DocumentException">It is something else.</exception>
    public virtual bool AsBoolean() => throw Expected("true or false");

    /// <summary>What the node is, in the words of a message: text 'abc', 12, a map.</summary>
    public abstract string Describe();

    /// <summary>The same value seen from another path, as an alias or a filled-in default needs it.</summary>
    internal abstract DocumentNode At(DocumentPath path);

    internal DocumentException Expected(string what) => new(this, $"expected {what}, got {Describe()}");
}
