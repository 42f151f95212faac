using System.Collections.Immutable;

namespace Tiltyard.Reports;

/// <summary>
/// One line of summary.csv, for one experiment of one run. What is not known stays null and becomes an empty cell.
/// From <see cref="TotalTrials"/> on the documented columns speak of the whole run and repeat on each of its lines, so they
/// must not be summed; <see cref="Figures"/> speak of this line only.
/// </summary>
public sealed record SummaryRow
{
    public required string ExpId { get; init; }

    public required string Exp { get; init; }

    public string? Config { get; init; }

    public string? CfgHash { get; init; }

    public string? Mode { get; init; }

    public string? Seeds { get; init; }

    public long? Trials { get; init; }

    public long? Successes { get; init; }

    /// <summary>The documented share of successes in all trials. It is no attack success rate: that is among the figures.</summary>
    public double? Asr { get; init; }

    public long? SumTokens { get; init; }

    public double? AvgLatencyMs { get; init; }

    public double? SumCostUsd { get; init; }

    public string? GitCommit { get; init; }

    public string? RunAt { get; init; }

    public long? TotalTrials { get; init; }

    public long? PreDenied { get; init; }

    public long? CalledTrials { get; init; }

    public long? Callable { get; init; }

    public long? Success { get; init; }

    /// <summary>0 to 1, written as 75.0%.</summary>
    public double? PassRate { get; init; }

    public long? P50Ms { get; init; }

    public long? P95Ms { get; init; }

    public long? TotalTokens { get; init; }

    public long? PostWarn { get; init; }

    public long? PostDeny { get; init; }

    public string? TopReason { get; init; }

    public string? PreDecision { get; init; }

    public string? PreReason { get; init; }

    public string? PostDecision { get; init; }

    public string? PostReason { get; init; }

    public long? CallsMade { get; init; }

    public long? TokensPromptSum { get; init; }

    public long? TokensCompletionSum { get; init; }

    public long? TokensTotalSum { get; init; }

    public bool? StoppedEarly { get; init; }

    public string? BudgetHit { get; init; }

    public ImmutableArray<string> JudgeRuleIds { get; init; } = [];

    /// <summary>Ours, appended: each becomes the columns name, name_low, name_high, name_n and, for a rate, name_k.</summary>
    public ImmutableArray<FigureView> Figures { get; init; } = [];
}
