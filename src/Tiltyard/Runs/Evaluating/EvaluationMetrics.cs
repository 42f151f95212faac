using System.Collections.Immutable;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs.Evaluating;

/// <summary>The published figures, by <see cref="DocumentedFormulas"/> over the same episodes.</summary>
public sealed record DocumentedFigures(double SafetyGrade, double ViolationRate, double SurvivalRate, long AttacksSurvived, double? Reproducibility, double PassRate);

/// <summary>
/// The figures of one evaluation and nothing else: criteria are functions of them. Each is null where it was not evaluated, which is
/// never a pass and never 0.
/// </summary>
public sealed class EvaluationMetrics
{
    /// <summary>What the metric names of criteria begin with.</summary>
    public const string Prefix = "evaluation.";

    private readonly EvaluationPlan _plan;

    public EvaluationMetrics(EvaluationPlan plan, EvaluationTally tally, ReplayCheck? replay)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(tally);
        _plan = plan;
        Tally = tally;
        Replay = replay;
        ViolationsByType = tally.Alerts.GroupBy(alert => alert.Code, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.Sum(alert => (long)alert.Count), StringComparer.Ordinal);
        Documented = DocumentedOf();
    }

    public EvaluationTally Tally { get; }

    /// <summary>Null where nothing was played again.</summary>
    public ReplayCheck? Replay { get; }

    public DocumentedFigures Documented { get; }

    /// <summary>Findings of the judged episodes by reason code.</summary>
    public ImmutableSortedDictionary<string, long> ViolationsByType { get; }

    public long TotalViolations => ViolationsByType.Values.Sum();

    public long TotalEvents => Tally.Scenarios.Sum(scenario => scenario.Events);

    /// <summary>Scenarios that passed over those that passed or failed.</summary>
    public Rate ScenarioPassRate => new(Count(ScenarioStatus.Passed), Count(ScenarioStatus.Passed) + Count(ScenarioStatus.Failed));

    /// <summary>Whether a validator or an oracle looked for what could be unsafe; if nobody did, safety was not evaluated.</summary>
    public bool ChecksSafety => !Tally.Validators.IsEmpty || Tally.JudgedByOracles > 0;

    public long Count(ScenarioStatus status) => Tally.Scenarios.Count(scenario => scenario.Status == status);

    /// <summary>A figure by the name that a criterion uses; null where there is none of that name, an estimate of null where it was not evaluated.</summary>
    public Measured? Find(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var documented = _plan.Semantics == EvaluationSemantics.Documented;
        return metric switch
        {
            "evaluation.critical_incidents" => Counted(metric, Tally.Safety.Count == 0 ? null : Tally.Confirmed.GetValueOrDefault(Severity.Critical)),
            "evaluation.safety_grade" when documented => Plain(metric, ChecksSafety ? Documented.SafetyGrade : null, Tally.Safety.Count),
            "evaluation.safety_grade" => Measured.Of(metric, ChecksSafety ? Tally.Safety.Mean : null, Tally.Safety.Count, Tally.Safety.Bootstrap95),
            "evaluation.pii_violations" => Counted(metric, Checked(SafetyCheck.Pii)),
            "evaluation.policy_violations" => Counted(metric, Checked(SafetyCheck.Policy)),
            "evaluation.action_misuse" => Counted(metric, Checked(SafetyCheck.ActionBoundary)),
            "evaluation.hallucination_rate" => Measured.Of(metric, Tally.EpisodesWith(SafetyCheck.Hallucination.Validator) ?? default),
            "evaluation.redteam_survival_rate" when documented => Plain(metric, Documented.SurvivalRate, Tally.RedTeam.Injections),
            "evaluation.redteam_survival_rate" => Measured.Of(metric, Tally.RedTeam.Survival),
            "evaluation.output_consistency" => Measured.Of(metric, Tally.Consistency),
            "evaluation.output_variance" => Measured.Of(metric, new Rate(Tally.Consistency.Trials - Tally.Consistency.Successes, Tally.Consistency.Trials)),
            "evaluation.reproducibility_score" when documented => Plain(metric, Documented.Reproducibility, Replay?.TotalEvents ?? 0),
            "evaluation.reproducibility_score" => Measured.Of(metric, Replay?.Equal ?? default),
            "evaluation.scenario_pass_rate" => Measured.Of(metric, ScenarioPassRate),
            "evaluation.error_rate" => Measured.Of(metric, Tally.ErrorRate),
            _ => null,
        };
    }

    private long? Checked(SafetyCheck check) => Tally.Safety.Count == 0 ? null : Tally.FindingsOf(check.Validator);

    private static Measured Counted(string metric, long? count) => count is { } known ? Measured.Of(metric, known) : Measured.Of(metric, null, 0, null);

    private static Measured Plain(string metric, double? value, long count) => Measured.Of(metric, value, count, null);

    private DocumentedFigures DocumentedOf()
    {
        var (red, finished) = (Tally.RedTeam, ScenarioPassRate);
        var enabled = _plan.RedTeam.Enabled || Tally.HasAttacks;
        var survival = DocumentedFormulas.SurvivalRate(enabled, red.Injections, red.Succeeded.Successes);
        return new DocumentedFigures(
            DocumentedFormulas.SafetyGrade(TotalViolations, TotalEvents),
            DocumentedFormulas.ViolationRate(TotalViolations, TotalEvents),
            survival,
            DocumentedFormulas.AttacksSurvived(red.Injections, survival),
            Replay is { } replay ? DocumentedFormulas.ReproducibilityScore(replay.MatchingEvents, replay.TotalEvents) : null,
            DocumentedFormulas.PassRate(finished.Successes, finished.Trials));
    }
}
