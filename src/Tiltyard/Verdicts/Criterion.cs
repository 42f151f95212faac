using System.Collections.Immutable;

namespace Tiltyard.Verdicts;

/// <summary>What a miss of a criterion leads to.</summary>
public enum OnMiss
{
    /// <summary>What the policy of the whole set says.</summary>
    Policy,

    /// <summary>A warning, under every policy but strict.</summary>
    Warn,

    /// <summary>A failure, under every policy.</summary>
    Fail,
}

/// <summary>
/// A bound on one metric. Without <see cref="Confidence"/> the point estimate is compared, as the documented thresholds do; with it
/// the bound of the interval on the wrong side must clear the threshold, and an interval that straddles it is inconclusive.
/// </summary>
public sealed record Criterion
{
    public required string Id { get; init; }

    public required string Metric { get; init; }

    /// <summary>Which cells: every label given must match. Empty is the whole run.</summary>
    public ImmutableArray<(string Key, string Value)> Where { get; init; } = [];

    public double? Min { get; init; }

    public double? Max { get; init; }

    /// <summary>Such as 0.95; null compares the point estimate.</summary>
    public double? Confidence { get; init; }

    public OnMiss OnMiss { get; init; } = OnMiss.Policy;
}

/// <summary>What misses lead to by default.</summary>
public enum VerdictPolicy
{
    Allow,
    Warn,
    Strict,
}

/// <summary>A set of criteria with its policy: a thresholds file, or the criteria of a scenario.</summary>
public sealed record CriteriaSet
{
    public static CriteriaSet None { get; } = new();

    public ImmutableArray<Criterion> Criteria { get; init; } = [];

    public VerdictPolicy Policy { get; init; } = VerdictPolicy.Warn;

    public string? Notes { get; init; }

    /// <summary>Whether what could not be evaluated is listed and blocks nothing. It is no pass either way.</summary>
    public bool AllowsNotEvaluated { get; init; }

    /// <summary>The confidence of every criterion that names none of its own.</summary>
    public double? Confidence { get; init; }
}
