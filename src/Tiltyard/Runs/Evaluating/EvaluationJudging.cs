using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs.Evaluating;

/// <summary>Steps six to nine: reads the rows of a run, plays its traces again, and holds the figures against the criteria. It plays nothing new and writes nothing.</summary>
internal static class EvaluationJudging
{
    public static EvaluationResult Judge(
        EvaluationRecord record, IRunStore store, RunManifest manifest, Registry registry, JournalIndex journal, RunResults results, RunStatus status, bool strict)
    {
        var (plan, run, steps) = (record.Plan, manifest.Plan, record.Steps);
        var tally = steps.Do(6, () => Tally(plan, run, store, registry, journal), Findings);
        var set = manifest.Criteria;
        var early = new EvaluationMetrics(plan, tally, null);
        steps.Do(7, () => Judge(results, set with { Criteria = [.. set.Criteria.Where(IsTolerance)] }, strict, early), Tolerances);
        ReplayCheck? replay = null;
        if (!plan.PlaysAgain) steps.Skip(8, "the plan keeps no traces to play again, or does not ask for it");
        else if (status != RunStatus.Complete) steps.Skip(8, "the run is not complete");
        else replay = steps.Do(8, () => ReplayCheck.Of(store, run, manifest.RunId, registry, journal), Replayed);
        var metrics = steps.Do(9, () => new EvaluationMetrics(plan, tally, replay), Aggregated);
        var verdict = Judge(results, set, strict, metrics);
        return new EvaluationResult
        {
            Plan = plan,
            Metrics = metrics,
            Verdict = verdict,
            Qualities = tally.Validators.Select(name => registry.Validator(name)).OfType<Validators.ValidatorKind>().Where(kind => kind.Quality is not null)
                .ToImmutableSortedDictionary(kind => kind.Name, kind => kind.Quality!, StringComparer.Ordinal),
            Recommendations = plan.Recommends ? Recommendation.Of(metrics, verdict) : [],
            Baseline = record.Against is { } before ? BaselineReport.Of(before, StoredRun.Open(store, registry)) : record.Baseline,
        };
    }

    /// <summary>What the sixth step found, in words.</summary>
    public static string Findings(EvaluationTally tally)
    {
        var alerts = tally.Alerts;
        return $"{alerts.Sum(alert => (long)alert.Count):N0} findings of {Listed(tally.Validators)}, {tally.Confirmed.Values.Sum():N0} incidents confirmed";
    }

    public static string Tolerances(Verdict verdict) => verdict.Criteria.IsEmpty
        ? "no tolerance applies"
        : $"{verdict.Criteria.Count(judged => judged.Result != CriterionResult.Pass)} of {verdict.Criteria.Length} tolerances not met";

    public static string Replayed(ReplayCheck? replay) => replay is { } check ? $"{check.Equal.Successes:N0} of {check.Equal.Trials:N0} traced episodes equal" : "not done";

    public static string Aggregated(EvaluationMetrics metrics) =>
        $"{metrics.Tally.Scenarios.Length} scenarios: {metrics.Count(ScenarioStatus.Passed)} passed, {metrics.Count(ScenarioStatus.Failed)} failed, {metrics.Count(ScenarioStatus.Errored)} errored, {metrics.Count(ScenarioStatus.Skipped)} skipped";

    public static bool IsTolerance(Criterion criterion) => EvaluationCriteria.Tolerances.Contains(criterion.Id, StringComparer.Ordinal);

    private static EvaluationTally Tally(EvaluationPlan plan, RunPlan run, IRunStore store, Registry registry, JournalIndex journal)
    {
        var tally = new EvaluationTally(run, new SeverityModel(plan.Severities, validator => registry.Validator(validator)?.Quality?.Precision), plan.MaxSteps);
        foreach (var (at, bytes) in RunRows.Read(store, run, journal)) tally.Add(at, RunRows.Parse(bytes));
        return tally;
    }

    private static Verdict Judge(RunResults results, CriteriaSet criteria, bool strict, EvaluationMetrics metrics) => RunMetrics.Judge(results, criteria, strict, metrics);

    private static string Listed(ImmutableArray<string> names) => names.IsEmpty ? "no validator" : string.Join(", ", names);
}
