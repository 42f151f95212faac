using System.Collections.Immutable;

namespace Tiltyard.Traces;

public enum Severity
{
    Info,
    Low,
    Medium,
    High,
    Critical,
}

/// <summary>The wire names of <see cref="Severity"/>.</summary>
public static class Severities
{
    public static ImmutableArray<string> Names { get; } = ["info", "low", "medium", "high", "critical"];

    public static string Name(this Severity severity) => Names[(int)severity];

    public static Severity Parse(string name) => Names.IndexOf(name) is var index and >= 0
        ? (Severity)index
        : throw new ArgumentException($"'{name}' is not a severity.", nameof(name));
}

/// <summary>An alert of a validator with the events it rests on. An alert is not a verdict: an oracle or a reviewer confirms it.</summary>
public sealed record Finding
{
    public required string Validator { get; init; }

    public required ReasonCode Reason { get; init; }

    public required Severity Severity { get; init; }

    public required string Message { get; init; }

    /// <summary>Sequence numbers of the events that show it.</summary>
    public required ImmutableArray<long> Evidence { get; init; }
}

/// <summary>A harm that an oracle confirmed, as against a <see cref="Finding"/>, which a validator only suspects.</summary>
public sealed record Incident
{
    public required string Oracle { get; init; }

    public required ReasonCode Reason { get; init; }

    public required Severity Severity { get; init; }

    public required ImmutableArray<long> Evidence { get; init; }
}
