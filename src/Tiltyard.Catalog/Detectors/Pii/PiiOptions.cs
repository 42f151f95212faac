using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.Pii;

/// <summary>What the detector of personal data looks for.</summary>
public sealed record PiiOptions
{
    public const double DefaultConfidence = 0.5;

    /// <summary>The types that are reported; all where there are none. A type stands for its narrower ones too.</summary>
    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary>Between 0 and 1; what is less sure is left out.</summary>
    public double MinimumConfidence { get; init; } = DefaultConfidence;

    /// <summary>Forms of one's own, tried beside the known ones.</summary>
    public ImmutableArray<CustomPattern> Patterns { get; init; } = [];
}
