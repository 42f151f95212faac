using System.Collections.Immutable;

namespace Tiltyard.Documents;

/// <summary>Text, of certain values, of a pattern or of a length. A flag's word counts as text whatever it looks like.</summary>
public sealed record TextShape : Shape
{
    internal TextShape()
    {
    }

    /// <summary>The only values, in the order they are named; empty allows every text.</summary>
    public ImmutableArray<string> Allowed { get; init; } = [];

    /// <summary>The pattern of the whole text.</summary>
    public TextPattern? Pattern { get; init; }

    /// <summary>The fewest characters, counted as Unicode code points.</summary>
    public int MinLength { get; init; }

    /// <summary>The most characters, counted as Unicode code points.</summary>
    public int? MaxLength { get; init; }

    internal override string Words => Allowed switch
    {
        { IsEmpty: false, Length: 1 } => Excerpt.Quoted(Allowed[0], 60),
        { IsEmpty: false } => $"one of {UnknownName.Listed(Allowed, "or")}",
        _ => Pattern?.Words ?? LengthWords,
    };

    internal override NodeKinds Kinds => NodeKinds.Text;

    private string LengthWords => (MinLength, MaxLength) switch
    {
        (0, null) => "text",
        (1, null) => "text that is not empty",
        (_, null) => $"text of at least {MinLength} characters",
        (0, _) => $"text of at most {MaxLength} characters",
        _ => $"text of {MinLength} to {MaxLength} characters",
    };

    /// <inheritdoc/>
    public override DocumentNode Check(DocumentNode node)
    {
        if (node is not DocumentScalar scalar || (scalar.Kind != DocumentScalarKind.Text && scalar.Spelling is null))
            throw Misfit(node, node is DocumentScalar { IsNull: false } ? ": quote it to make it text" : null);
        var text = scalar.AsText();
        if (Problem(text) is { } problem) throw new DocumentException(node, problem);
        return DocumentScalar.OfText(text, node.Place, node.Path);
    }

    /// <summary>What is wrong with a text, or null.</summary>
    internal string? Problem(string text)
    {
        if (!Allowed.IsEmpty)
        {
            return Allowed.Contains(text, StringComparer.Ordinal)
                ? null
                : $"expected {Words}, got text {Excerpt.Quoted(text, 40)}{(Allowed.Length > 1 ? UnknownName.Hint(text, Allowed) : null)}";
        }

        var length = text.Length - text.Count(char.IsLowSurrogate);
        if (length < MinLength || length > MaxLength) return $"expected {LengthWords}, got {length} characters";
        return Pattern?.Matches(text) == false ? $"expected {Words}, got text {Excerpt.Quoted(text, 60)}" : null;
    }

    private protected override IEnumerable<(string Key, DocumentNode Value)> Keywords()
    {
        yield return ("type", "string");
        if (!Allowed.IsEmpty) yield return ("enum", DocumentNode.List(Allowed.Select(value => (DocumentNode)value)));
        if (MinLength > 0) yield return ("minLength", MinLength);
        if (MaxLength is { } max) yield return ("maxLength", max);
        if (Pattern is not null) yield return ("pattern", $"^(?:{Pattern.Expression})$");
    }
}
