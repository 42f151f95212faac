using System.Collections.Immutable;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Playing;

/// <summary>Rows by the documented arithmetic of the gates lab: the text rules alone decide, and a ceiling may hide what a gate said.</summary>
internal static class DocumentedRows
{
    private static readonly string BudgetDeny = $"{GateStage.PreCall.Name()}:{Decision.Deny.Name()}:{ReasonCodes.BudgetExhausted.Code}";

    public static EpisodeRow Judged(EpisodeRow row, SeedCompat compat)
    {
        if (row.Terminal == Terminal.SkippedBudget && compat == SeedCompat.Head) row = row with { Rulings = Replaced };
        var failReason = FailReason(row);
        return row with { FailReason = failReason, Success = failReason is null };
    }

    /// <summary>The last state of the lab puts a deny of the budget in the place of whatever its gate said.</summary>
    private static RulingCounts Replaced { get; } = new(
        EpisodeRow.Empty.Add(BudgetDeny, 1), new GateRuling("limits", new Ruling(Decision.Deny, "limit", ReasonCodes.BudgetExhausted)), null);

    private static string? FailReason(EpisodeRow row) => row.Terminal switch
    {
        Terminal.Completed => row.TextJudge is { Passed: true } ? null : row.TextJudge?.Reason ?? "no rule judged the answer",
        Terminal.Denied => "PROVIDER_CALL_BLOCKED_BY_POLICY",
        Terminal.SkippedBudget => "SKIPPED_BUDGET_REACHED",
        Terminal.DryRun => "DRY_RUN",
        Terminal.Errored => $"exception:{row.Reason}",
        _ => row.Reason,
    };
}
