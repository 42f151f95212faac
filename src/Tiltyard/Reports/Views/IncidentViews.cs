using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Tiltyard.Reports;

/// <summary>How often the gates decided so, for one stage and reason code.</summary>
public sealed record RulingCountView
{
    public required string Stage { get; init; }

    /// <summary>allow, warn or deny.</summary>
    public required string Decision { get; init; }

    public required string ReasonCode { get; init; }

    public required long Count { get; init; }

    /// <summary>How many of them in cells where a deny takes effect; in the others it is recorded alone.</summary>
    public long Enforced { get; init; }
}

/// <summary>k of n with its interval, where a whole <see cref="FigureView"/> says too much.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RateView(long K, long N, double? Low = null, double? High = null)
{
    public string Shown => N is 0 ? Digits.Unknown : $"{Digits.Percent((double)K / N)} ({Digits.Ratio(K, N)})";
}

/// <summary>What became of one attack in one cell. Each share has its own denominator.</summary>
public sealed record AttackView
{
    public required string Name { get; init; }

    public required string Cell { get; init; }

    public required RateView Attempted { get; init; }

    public required RateView Succeeded { get; init; }

    /// <summary>How often the attacker's wish comes true in the benign arm, without any attack.</summary>
    public RateView Unattacked { get; init; }

    /// <summary>Success minus that base rate, pair by pair over the same cases and seeds, as a share of 1.</summary>
    public double? Caused { get; init; }

    public double? CausedLow { get; init; }

    public double? CausedHigh { get; init; }

    public required RateView Detected { get; init; }

    public required RateView Contained { get; init; }
}

/// <summary>An alert of a validator. It is not a verdict until an oracle or a reviewer confirms it.</summary>
public sealed record FindingView
{
    public required string Code { get; init; }

    /// <summary>info, low, medium, high or critical.</summary>
    public required string Severity { get; init; }

    public required string Validator { get; init; }

    public required string Message { get; init; }

    public string Cell { get; init; } = "";

    public string Episode { get; init; } = "";

    public int? Step { get; init; }

    /// <summary>The trace inside the run folder, with forward slashes, and the line of the event.</summary>
    public string? TracePath { get; init; }

    public long? TraceLine { get; init; }

    public bool Confirmed { get; init; }
}

/// <summary>What was spent and what was allowed.</summary>
public sealed record BudgetView
{
    public ImmutableArray<CeilingView> Ceilings { get; init; } = [];

    /// <summary>The ceiling that stopped the run, if one did.</summary>
    public string? Hit { get; init; }

    /// <summary>The documented line about calls and tokens.</summary>
    public string Line { get; init; } = "";
}

public sealed record CeilingView
{
    public required string Name { get; init; }

    public required double Used { get; init; }

    /// <summary>Null is unlimited.</summary>
    public double? Limit { get; init; }

    public string Unit { get; init; } = "";

    /// <summary>within, reached (all planned work still done) or exhausted (work was skipped).</summary>
    public required string State { get; init; }
}
