using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors;

/// <summary>
/// A type of thing that a detector tells apart. The family groups types in reports. A type may be a narrower one of its parent, as a
/// date of birth is a date: where the data speak of the parent only, it counts as that.
/// </summary>
public sealed record DetectorType(string Name, string Family, string? Parent = null, string? Country = null);

/// <summary>A detector that can be chosen by name.</summary>
public sealed record DetectorKind
{
    public required string Name { get; init; }

    public required string Summary { get; init; }

    /// <summary>Every type that it can speak of.</summary>
    public required ImmutableArray<DetectorType> Types { get; init; }

    /// <summary>Families whose types have a fixed form, so that they are also summed up as one figure; none where that means nothing.</summary>
    public ImmutableArray<string> StructuredFamilies { get; init; } = [];

    /// <summary>What it takes as found where nothing else is asked for, between 0 and 1.</summary>
    public required double Threshold { get; init; }

    /// <summary>What other sources call these types: their name in capitals, and ours. A name that is ours but for its case needs no entry.</summary>
    public FrozenDictionary<string, string> Aliases { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Types of other sources that are deliberately not looked for, with the reason.</summary>
    public FrozenDictionary<string, string> Unsupported { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Makes a detector that reports from a confidence on; of the given types only, or of all where there are none.</summary>
    public required Func<double, ImmutableArray<string>, ITextDetector> Create { get; init; }

    public DetectorType? Find(string type) => Types.FirstOrDefault(one => one.Name.Equals(type, StringComparison.Ordinal));

    /// <summary>Our type for the name that another source uses, or null.</summary>
    public DetectorType? Known(string foreign)
    {
        ArgumentNullException.ThrowIfNull(foreign);
        return Find(Aliases.GetValueOrDefault(foreign.ToUpperInvariant()) ?? foreign.ToLowerInvariant());
    }

    /// <summary>Whether the type is the other one or a narrower one of it.</summary>
    public bool IsA(string type, string other)
    {
        for (var at = type; at is not null; at = Find(at)?.Parent)
        {
            if (at.Equals(other, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
