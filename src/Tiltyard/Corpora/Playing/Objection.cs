using System.Collections.Immutable;
using Tiltyard.Traces;

namespace Tiltyard.Corpora.Playing;

/// <summary>
/// What a gate denied or warned of, and why: the explanation of a stopped attack or a broken run. A validator's finding is a warning;
/// its stage is null.
/// </summary>
public sealed record Objection
{
    public required Decision Decision { get; init; }

    public required string Gate { get; init; }

    public required GateStage? Stage { get; init; }

    public required string Rule { get; init; }

    public required string Code { get; init; }

    public string? Detail { get; init; }

    /// <summary>The number of the call, from 1; 0 before the first.</summary>
    public required int Call { get; init; }

    public string? Tool { get; init; }

    /// <summary>The beginning of the arguments as canonical JSON, or null where no call is objected to.</summary>
    public string? Arguments { get; init; }
}

/// <summary>What one configuration said of one run: how often, and the first of each kind.</summary>
public sealed record Opinion(int Denied, int Warned, Objection? FirstDeny, Objection? FirstWarn)
{
    public static Opinion Silent { get; } = new(0, 0, null, null);

    public bool Denies => Denied > 0;

    /// <summary>Whether it warns or denies: the second operating point.</summary>
    public bool Speaks => Denied + Warned > 0;
}

/// <summary>A run's labels and what each configuration said of it, in the order in which they were given.</summary>
public sealed record JudgedRun(RecordedRun Labels, ImmutableArray<Opinion> Opinions);
