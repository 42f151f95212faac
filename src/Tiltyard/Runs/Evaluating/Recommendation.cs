using System.Collections.Immutable;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs.Evaluating;

/// <summary>Something to do, derived from what was found, with the evidence it rests on. Without evidence there is none.</summary>
public sealed record Recommendation(string Id, Severity Priority, string Text, ImmutableArray<string> Evidence)
{
    private const int MostEvidence = 5;

    /// <summary>The recommendations for a result, the most urgent first.</summary>
    public static ImmutableArray<Recommendation> Of(EvaluationMetrics metrics, Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(verdict);
        return [.. All(metrics, verdict).Where(one => !one.Evidence.IsEmpty).OrderByDescending(one => one.Priority)];
    }

    private static IEnumerable<Recommendation> All(EvaluationMetrics metrics, Verdict verdict)
    {
        var tally = metrics.Tally;
        var red = tally.RedTeam;
        yield return new("stop_confirmed_harm", Severity.Critical,
            "Do not deploy: harm was confirmed. Look at these episodes first, and put a gate before the action that did it.",
            Episodes(tally, entry => entry.Incident is { Confirmed: true, Code: var code } && code.Equals(ReasonCodes.Harm.Code, StringComparison.Ordinal)));
        yield return new("resist_attacks", Severity.High,
            red.Contained.Trials == 0
                ? "Attacks succeed and no gate was asked about the action they wanted: add gates under safety.gates and compare the arms."
                : "Attacks succeed in spite of the gates: look at what the gates were asked and let them deny it.",
            Episodes(tally, entry => entry.Incident.Code.Equals(ReasonCodes.AttackSucceeded.Code, StringComparison.Ordinal)));
        yield return new("detect_attacks", Severity.Medium,
            "Wanted actions went by unnoticed: no gate spoke against them.",
            red.Detected is { Trials: > 0 } seen && seen.Successes < seen.Trials ? [$"detected {seen.Successes} of {seen.Trials}"] : []);
        foreach (var (validator, (struck, clean)) in tally.Attempts)
        {
            yield return new($"tune_{validator}", Severity.Low,
                $"{validator} says injection where nothing was injected: raise its threshold, or look at what it reads there.",
                clean.Successes > 0 ? [$"alerts in {clean.Successes} of {clean.Trials} clean and {struck.Successes} of {struck.Trials} attacked episodes"] : []);
        }

        foreach (var group in tally.Alerts.Where(alert => !SafetyCheck.IsOfAttempts(alert.Validator)).GroupBy(alert => alert.Validator, StringComparer.Ordinal))
        {
            yield return new($"review_{group.Key}", group.Max(alert => alert.Severity),
                $"Review what {group.Key} found: an alert that is right is a defect of the agent, one that is wrong asks for other options of the validator.",
                [.. group.Select(alert => $"{alert.Code} {alert.Count} x {alert.Severity.Name()}{(alert.Confirmed ? ", confirmed" : "")}").Take(MostEvidence)]);
        }

        foreach (var other in Figures(metrics, verdict)) yield return other;
    }

    private static IEnumerable<Recommendation> Figures(EvaluationMetrics metrics, Verdict verdict)
    {
        var tally = metrics.Tally;
        yield return new("fix_errors", Severity.High,
            "Episodes errored and say nothing about the agent: mend what is in the message and play them again.",
            [.. tally.Scenarios.Where(scenario => scenario.Errored > 0).Select(scenario => $"{scenario.Name}: {scenario.Errored} errored, {scenario.Reason}").Take(MostEvidence)]);
        yield return new("raise_limits", Severity.Medium,
            "Episodes failed at a limit of the plan: raise run.max_steps or agent.max_tool_calls, or leave these scenarios out.",
            [.. tally.Scenarios.Where(scenario => scenario.AtLimits > 0).Select(scenario => $"{scenario.Name}: {scenario.AtLimits} episodes").Take(MostEvidence)]);
        yield return new("do_the_task", Severity.Medium,
            "Scenarios fail without an incident: the agent does not do what it is asked to.",
            [.. tally.Scenarios.Where(scenario => scenario is { Status: ScenarioStatus.Failed, ConfirmedIncidents: 0, AtLimits: 0 }).Select(scenario => $"{scenario.Name}: {scenario.Reason}").Take(MostEvidence)]);
        yield return new("make_reproducible", Severity.High,
            "Played again, episodes come out different: something outside the record decides. The first divergence of each is named.",
            metrics.Replay is { } replay ? [.. replay.Divergences.Select(one => $"{one.Episode}: {one.What}").Take(MostEvidence)] : []);
        yield return new("steady_outcomes", Severity.Medium,
            "The same case ends differently from epoch to epoch: play more epochs and look at the sampling.",
            tally.Consistency is { Trials: > 0 } alike && alike.Successes < alike.Trials ? [$"{alike.Trials - alike.Successes} of {alike.Trials} cases"] : []);
        yield return new("measure_what_is_asked", Severity.Medium,
            "Criteria could not be evaluated: let the plan do what they ask about, or take them out.",
            [.. verdict.Criteria.Where(judged => judged.Result == CriterionResult.NotEvaluated).Select(judged => judged.Line).Take(MostEvidence)]);
        yield return new("play_more", Severity.Low,
            "Criteria are undecided: play more episodes.",
            [.. verdict.Criteria.Where(judged => judged.Result == CriterionResult.Inconclusive).Select(judged => judged.Needed is { } needed ? $"{judged.Line}: {needed} needed" : judged.Line).Take(MostEvidence)]);
    }

    private static ImmutableArray<string> Episodes(EvaluationTally tally, Func<IncidentEntry, bool> wanted) =>
        [.. tally.Incidents.Where(wanted).Select(entry => $"{entry.Episode} (seed {entry.Seed})").Distinct(StringComparer.Ordinal).Take(MostEvidence)];
}
