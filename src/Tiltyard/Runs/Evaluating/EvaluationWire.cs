using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs.Evaluating;

/// <summary>
/// The evaluation block of results.json: the documented keys with corrected values, and under documented what the published formulas
/// give. Nothing measured by a clock is in it.
/// </summary>
public static class EvaluationWire
{
    public static DocumentMap Write(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var metrics = result.Metrics;
        var entries = new List<(string, DocumentNode)>
        {
            ("passed", result.Passed),
            ("pass_criteria_violations", Texts(result.Violations)),
            ("metrics", DocumentNode.Map(
                ("scenario_metrics", Scenarios(metrics)),
                ("event_metrics", Events(metrics)),
                ("safety_metrics", Safety(result, metrics)),
                ("redteam_metrics", RedTeam(result.Plan, metrics)),
                ("reproducibility_metrics", Reproducibility(metrics)),
                ("performance_metrics", Performance(metrics)))),
            ("scenario_results", DocumentNode.List(metrics.Tally.Scenarios.Select(Scenario))),
            ("validation_summary", Summary(metrics)),
            ("incidents", DocumentNode.List(metrics.Tally.Incidents.Select(Incident))),
            ("recommendations", DocumentNode.List(result.Recommendations.Select(one => DocumentNode.Map(
                ("id", one.Id), ("priority", one.Priority.Name()), ("text", one.Text), ("evidence", Texts(one.Evidence)))))),
        };
        if (result.Baseline is { } baseline) entries.Add(("baseline", baseline.ToDocument()));
        return DocumentNode.Map(entries);
    }

    /// <summary>A rate with what it rests on and its interval.</summary>
    public static DocumentMap Of(Rate rate) => DocumentNode.Map(
        ("estimate", Number(rate.Estimate)), ("k", rate.Successes), ("n", rate.Trials), ("low", Number(rate.Wilson()?.Low)), ("high", Number(rate.Wilson()?.High)));

    private static DocumentMap Scenarios(EvaluationMetrics metrics)
    {
        var tally = metrics.Tally;
        var (passed, failed) = (metrics.Count(ScenarioStatus.Passed), metrics.Count(ScenarioStatus.Failed));
        return DocumentNode.Map(
            ("total_scenarios", (long)tally.Scenarios.Length),
            ("passed", passed),
            ("failed", failed),
            ("errored", metrics.Count(ScenarioStatus.Errored)),
            ("skipped", metrics.Count(ScenarioStatus.Skipped)),
            ("pass_rate", Number(metrics.ScenarioPassRate.Estimate)),
            ("pass_rate_interval", Of(metrics.ScenarioPassRate)),
            ("error_rate", Of(tally.ErrorRate)),
            ("output_consistency", Of(tally.Consistency)),
            ("documented", DocumentNode.Map(("total_scenarios", passed + failed), ("passed", passed), ("failed", failed), ("pass_rate", metrics.Documented.PassRate))));
    }

    private static DocumentMap Events(EvaluationMetrics metrics)
    {
        var counted = metrics.TotalEvents > 0;
        return DocumentNode.Map(
            ("total_events", counted ? metrics.TotalEvents : DocumentNode.Null),
            ("total_injections", metrics.Tally.RedTeam.Injections),
            ("events_per_scenario", counted ? (double)metrics.TotalEvents / metrics.Tally.Scenarios.Length : DocumentNode.Null));
    }

    private static DocumentMap Safety(EvaluationResult result, EvaluationMetrics metrics)
    {
        var (tally, types) = (metrics.Tally, metrics.ViolationsByType);
        var grade = metrics.ChecksSafety ? tally.Safety.Mean : null;
        return DocumentNode.Map(
            ("safety_grade", Number(grade)),
            ("safety_grade_interval", Mean(tally.Safety, tally.Safety.Min)),
            ("letter_grade", grade is { } known ? DocumentedFormulas.Letter(known) : DocumentNode.Null),
            ("total_violations", metrics.TotalViolations),
            ("pii_violations", Count(tally.FindingsOf(SafetyCheck.Pii.Validator))),
            ("policy_violations", Count(tally.FindingsOf(SafetyCheck.Policy.Validator))),
            ("prompt_injection_attempts", Count(tally.FindingsOf(SafetyCheck.PromptInjection.Validator))),
            ("action_misuse_count", Count(tally.FindingsOf(SafetyCheck.ActionBoundary.Validator))),
            ("hallucination_rate", tally.EpisodesWith(SafetyCheck.Hallucination.Validator) is { } rate ? Of(rate) : DocumentNode.Null),
            ("violation_rate", metrics.TotalEvents > 0 ? metrics.Documented.ViolationRate : DocumentNode.Null),
            ("weighted_incidents_per_episode", Mean(tally.Weight, tally.Weight.Max)),
            ("confirmed_incidents", DocumentNode.Map([.. Severities.Names.Reverse().Select(name => (name, (DocumentNode)tally.Confirmed.GetValueOrDefault(Severities.Parse(name))))])),
            ("detectors", DocumentNode.List(tally.Validators.Select(name => Detector(result, tally, name)))),
            ("documented", DocumentNode.Map(
                ("safety_grade", metrics.Documented.SafetyGrade),
                ("letter_grade", DocumentedFormulas.Letter(metrics.Documented.SafetyGrade)),
                ("total_violations", metrics.TotalViolations),
                ("pii_violations", DocumentedFormulas.OfType(types, "pii")),
                ("policy_violations", DocumentedFormulas.OfType(types, "policy")),
                ("prompt_injection_attempts", DocumentedFormulas.OfType(types, "prompt_injection")),
                ("violation_rate", metrics.Documented.ViolationRate))));
    }

    private static DocumentMap Detector(EvaluationResult result, EvaluationTally tally, string name)
    {
        var quality = result.Qualities.GetValueOrDefault(name);
        var own = tally.Alerts.Where(alert => alert.Validator.Equals(name, StringComparison.Ordinal)).ToList();
        return DocumentNode.Map(
            ("validator", name),
            ("precision", Number(quality?.Precision)),
            ("recall", Number(quality?.Recall)),
            ("measured_on", quality is { } known ? known.MeasuredOn : DocumentNode.Null),
            ("alerts", own.Sum(alert => (long)alert.Count)),
            ("confirmed", own.Where(alert => alert.Confirmed).Sum(alert => (long)alert.Count)),
            ("episodes_with_alerts", tally.EpisodesWith(name) is { } rate ? Of(rate) : DocumentNode.Null),
            ("of_attacked_episodes", tally.Attempts.TryGetValue(name, out var attempts) ? Of(attempts.Struck) : DocumentNode.Null),
            ("of_clean_episodes", tally.Attempts.TryGetValue(name, out var others) ? Of(others.Clean) : DocumentNode.Null));
    }

    private static DocumentMap RedTeam(EvaluationPlan plan, EvaluationMetrics metrics)
    {
        var red = metrics.Tally.RedTeam;
        return DocumentNode.Map(
            ("enabled", plan.RedTeam.Enabled),
            ("scenarios_bring_attacks", metrics.Tally.HasAttacks),
            ("survival_rate", Number(red.Survival.Estimate)),
            ("survival_interval", Of(red.Survival)),
            ("attacks_survived", red.Survival.Successes),
            ("attempted", Of(red.Attempted)),
            ("injections", red.Injections),
            ("succeeded", Of(red.Succeeded)),
            ("detected", Of(red.Detected)),
            ("contained", Of(red.Contained)),
            ("resisted", Of(red.Resisted)),
            ("attacks", DocumentNode.Map([.. red.ByName.Select(attack => (attack.Key, (DocumentNode)Attack(attack.Value)))])),
            ("documented", DocumentNode.Map(
                ("enabled", plan.RedTeam.Enabled || metrics.Tally.HasAttacks), ("survival_rate", metrics.Documented.SurvivalRate), ("attacks_survived", metrics.Documented.AttacksSurvived))));
    }

    private static DocumentMap Attack(AttackTally attack) => DocumentNode.Map(
        ("injections", attack.Strikes), ("succeeded", Of(attack.Succeeded)), ("survived", Of(attack.Survived)), ("resisted", Of(attack.Resisted)), ("detected", Of(attack.Detected)), ("contained", Of(attack.Contained)));

    private static DocumentMap Reproducibility(EvaluationMetrics metrics)
    {
        if (metrics.Replay is not { } replay) return DocumentNode.Map(("score", DocumentNode.Null), ("is_reproducible", DocumentNode.Null), ("evaluated", false));
        var documented = metrics.Documented.Reproducibility ?? 0;
        return DocumentNode.Map(
            ("score", Number(replay.Equal.Estimate)),
            ("is_reproducible", replay.Equal.Trials > 0 ? replay.Equal.Successes == replay.Equal.Trials : DocumentNode.Null),
            ("evaluated", replay.Equal.Trials > 0),
            ("episodes", Of(replay.Equal)),
            ("divergences", DocumentNode.List(replay.Divergences.Select(one => DocumentNode.Map(("episode", one.Episode), ("first", one.What))))),
            ("documented", DocumentNode.Map(
                ("score", documented), ("is_reproducible", DocumentedFormulas.IsReproducible(documented)), ("matching_events", replay.MatchingEvents), ("total_events", replay.TotalEvents))));
    }

    private static DocumentMap Performance(EvaluationMetrics metrics)
    {
        var simulated = metrics.Tally.Scenarios.Sum(scenario => scenario.SimulatedSeconds);
        return DocumentNode.Map(
            ("simulated_seconds", simulated), ("simulated_seconds_per_scenario", simulated / metrics.Tally.Scenarios.Length), ("measured_in", RunManifest.FileName));
    }

    private static DocumentMap Scenario(ScenarioTally scenario) => DocumentNode.Map(
        ("scenario_id", scenario.Name),
        ("scenario_name", scenario.Name),
        ("world", scenario.World),
        ("status", scenario.Status is ScenarioStatus.Passed or ScenarioStatus.Failed ? "completed" : scenario.Status.ToString().ToLowerInvariant()),
        ("passed", scenario.Status switch { ScenarioStatus.Passed => true, ScenarioStatus.Failed => false, _ => DocumentNode.Null }),
        ("total_events", scenario.Events > 0 ? scenario.Events : DocumentNode.Null),
        ("injections", scenario.Injections),
        ("deviations", scenario.Deviations),
        ("episodes", DocumentNode.Map(("planned", scenario.Planned), ("assessed", scenario.Assessed), ("passed", scenario.Passed), ("errored", scenario.Errored), ("skipped", scenario.Skipped))),
        ("without_attack", Of(scenario.WithoutAttack)),
        ("confirmed_incidents", scenario.ConfirmedIncidents),
        ("worst_incident", scenario.Worst is { } worst ? worst.Name() : DocumentNode.Null),
        ("alerts", scenario.Alerts),
        ("reason", scenario.Reason is { } reason ? reason : DocumentNode.Null),
        ("message", scenario.Message is { } message ? message : DocumentNode.Null));

    private static DocumentMap Summary(EvaluationMetrics metrics) => DocumentNode.Map(
        ("total_violations", metrics.TotalViolations),
        ("violations_by_type", DocumentNode.Map([.. metrics.ViolationsByType.Select(type => (type.Key, (DocumentNode)type.Value))])),
        ("validators", Texts(metrics.Tally.Validators)));

    private static DocumentMap Incident(IncidentEntry entry) => DocumentNode.Map(
        ("scenario", entry.Scenario),
        ("episode", entry.Episode),
        ("seed", entry.Seed),
        ("source", entry.Incident.Source),
        ("code", entry.Incident.Code),
        ("severity", entry.Incident.Severity.Name()),
        ("confirmed", entry.Incident.Confirmed),
        ("count", (long)entry.Incident.Count),
        ("weight", entry.Incident.Weight));

    private static DocumentMap Mean(MeanAccumulator mean, double? worst) => DocumentNode.Map(
        ("mean", Number(mean.Mean)), ("n", mean.Count), ("low", Number(mean.Bootstrap95?.Low)), ("high", Number(mean.Bootstrap95?.High)), ("worst", Number(worst)));

    private static DocumentNode Count(long? count) => count is { } known ? known : DocumentNode.Null;

    private static DocumentNode Number(double? value) => value is { } known ? known : DocumentNode.Null;

    private static DocumentList Texts(IEnumerable<string> texts) => DocumentNode.List(texts.Select(text => (DocumentNode)text));
}
