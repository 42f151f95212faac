using System.Collections.Immutable;
using Tiltyard.Metrics;

namespace Tiltyard.Verdicts;

/// <summary>What one criterion came to.</summary>
public enum CriterionResult
{
    Pass,
    Warn,
    Fail,
    Inconclusive,

    /// <summary>There was nothing to evaluate; that is never a pass.</summary>
    NotEvaluated,
}

/// <summary>One criterion with its figures, for people and for reports.</summary>
public sealed record JudgedCriterion
{
    public required Criterion Criterion { get; init; }

    /// <summary>The cell, or null for the whole run.</summary>
    public string? Cell { get; init; }

    public required CriterionResult Result { get; init; }

    public required Measured? Measured { get; init; }

    public Interval? Interval { get; init; }

    /// <summary>Trials with which this estimate would be conclusive; null where it is, or where no number is enough.</summary>
    public long? Needed { get; init; }

    /// <summary>One line, such as pass_rate=0.40 &lt; min=0.50.</summary>
    public required string Line { get; init; }
}

/// <summary>The outcome of a run.</summary>
public enum VerdictStatus
{
    /// <summary>No criteria were given: nothing was asked, so nothing passed.</summary>
    None,
    Ok,
    Warn,
    Fail,
    Inconclusive,
}

/// <summary>The one verdict of a run and what it rests on.</summary>
public sealed record Verdict
{
    public required VerdictStatus Status { get; init; }

    public ImmutableArray<JudgedCriterion> Criteria { get; init; } = [];

    public VerdictPolicy Policy { get; init; } = VerdictPolicy.Warn;

    public bool IsStrict { get; init; }

    public string? Notes { get; init; }

    /// <summary>Exit code by the documented table: 0 ok or none, 1 fail, 4 inconclusive, 78 warn.</summary>
    public int ExitCode => Status switch
    {
        VerdictStatus.Fail => 1,
        VerdictStatus.Inconclusive => 4,
        VerdictStatus.Warn => 78,
        _ => 0,
    };

    /// <summary>OK, WARN, FAIL, INCONCLUSIVE or NONE.</summary>
    public string Name => Status.ToString().ToUpperInvariant();
}
