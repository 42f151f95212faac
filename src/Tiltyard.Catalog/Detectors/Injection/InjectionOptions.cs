using System.Collections.Immutable;

namespace Tiltyard.Catalog.Detectors.Injection;

/// <summary>Which detector is meant: ours, or the documented one with its mistakes.</summary>
public enum InjectionSemantics
{
    /// <summary>The model and the rules; every text is read from its first character.</summary>
    Corrected,

    /// <summary>The documented patterns alone; the first ten characters of a text are not looked at.</summary>
    Documented,
}

/// <summary>How the injection detector looks.</summary>
public sealed record InjectionOptions
{
    /// <summary>The model's operating point: set on texts of the generators, one harmless one in a thousand lies above it.</summary>
    public const double DefaultConfidence = 0.5;

    public InjectionSemantics Semantics { get; init; } = InjectionSemantics.Corrected;

    /// <summary>What is reported from, 0 to 1. The documented patterns know no confidence: theirs is 1.</summary>
    public double MinimumConfidence { get; init; } = DefaultConfidence;

    /// <summary>The families to be reported; all where none is given.</summary>
    public ImmutableArray<string> Families { get; init; } = [];
}
