namespace Tiltyard.Documents;

/// <summary>How much of a hostile document is read before it is refused.</summary>
public sealed record DocumentLimits
{
    /// <summary>The limits used where none are given.</summary>
    public static DocumentLimits Default { get; } = new();

    /// <summary>The longest document: bytes of JSON, characters of YAML.</summary>
    public int MaxLength { get; init; } = 16 * 1024 * 1024;

    /// <summary>The deepest nesting of maps and lists; the root is 1.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>The most values: maps, lists and scalars, those repeated by aliases included.</summary>
    public int MaxNodes { get; init; } = 1_000_000;

    /// <summary>The most values that YAML aliases may repeat.</summary>
    public int MaxAliasNodes { get; init; } = 100_000;
}
