using System.Globalization;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Runs;
using Tiltyard.Runs.Evaluating;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Cli;

/// <summary>What evaluate prints when it is done: the documented sections, violations, and PASSED or FAILED with every reason.</summary>
internal static class EvaluateText
{
    private const int Few = 10;

    public static string Text(string folder, RunOutcome outcome, bool verbose)
    {
        var result = outcome.Evaluation!;
        var text = new StringBuilder();
        text.Append($"evaluation {result.Plan.Name}, run {outcome.Results.RunId}\n");
        Figures(text, result);
        Scenarios(text, result, verbose);
        if (verbose) Criteria(text, result);
        Incidents(text, result, verbose);
        if (result.Baseline is { } baseline) text.Append(BaselineText.Of(baseline));
        Recommendations(text, result, verbose);
        text.Append(Verdict(result)).Append('\n');
        return text.Append(RunOutput.Place(folder)).ToString();
    }

    public static DocumentMap Json(string folder, RunOutcome outcome) => EvaluationWire.Write(outcome.Evaluation!)
        .With("run_dir", Path.GetFullPath(folder))
        .With("run_id", outcome.Results.RunId)
        .With("status", outcome.Status.ToString().ToLowerInvariant())
        .With("verdict", outcome.Verdict.Name);

    private static void Figures(StringBuilder text, EvaluationResult result)
    {
        var metrics = result.Metrics;
        var (tally, red) = (metrics.Tally, metrics.Tally.RedTeam);
        Line(text, "scenarios", $"{metrics.Count(ScenarioStatus.Passed)} passed, {metrics.Count(ScenarioStatus.Failed)} failed, {metrics.Count(ScenarioStatus.Errored)} errored, {metrics.Count(ScenarioStatus.Skipped)} skipped; pass rate {Rate(metrics.ScenarioPassRate)}");
        if (metrics.TotalEvents > 0) Line(text, "events", $"{metrics.TotalEvents:N0}, {red.Injections:N0} injections");
        var grade = metrics.Find("evaluation.safety_grade")?.Estimate;
        Line(text, "safety", $"grade {Number(grade)}{(grade is { } known ? $" ({DocumentedFormulas.Letter(known)})" : "")}, {tally.Confirmed.Values.Sum():N0} incidents confirmed, {metrics.TotalViolations:N0} findings");
        if (tally.HasAttacks) Line(text, "red team", $"survival {Rate(red.Survival)}; attempted {red.Attempted.Successes:N0}, succeeded {Rate(red.Succeeded)}, detected {Rate(red.Detected)}, contained {Rate(red.Contained)}, resisted {Rate(red.Resisted)}");
        Line(text, "reproducibility", metrics.Replay is { } replay ? $"{Rate(replay.Equal)} traced episodes have the equal hash" : "not evaluated");
        if (tally.Consistency.Trials > 0) Line(text, "consistency", $"{Rate(tally.Consistency)} cases end alike in every epoch");
        foreach (var (type, count) in metrics.ViolationsByType) Line(text, "  " + type, $"{count:N0}");
    }

    private static void Scenarios(StringBuilder text, EvaluationResult result, bool verbose)
    {
        var shown = result.Metrics.Tally.Scenarios.Where(scenario => verbose || scenario.Status != ScenarioStatus.Passed).ToList();
        foreach (var scenario in shown.Take(verbose ? int.MaxValue : Few))
            text.Append(CultureInfo.InvariantCulture, $"  {scenario.Status.ToString().ToUpperInvariant(),-8} {scenario.Name}: {scenario.Passed} of {scenario.Assessed} episodes passed{Told(scenario)}\n");
        if (!verbose && shown.Count > Few) text.Append($"  and {shown.Count - Few} more: --verbose lists them\n");
    }

    private static string Told(ScenarioTally scenario)
    {
        var errored = scenario.Errored > 0 ? $", {scenario.Errored} errored" : "";
        var reason = scenario.Reason is { } code ? $"; {code}{(scenario.Message is { } message ? " " + Hostile.Line(Hostile.Clip(message, 120)) : "")}" : "";
        return errored + reason;
    }

    private static void Criteria(StringBuilder text, EvaluationResult result)
    {
        foreach (var judged in result.Verdict.Criteria) text.Append($"  {ResultsWire.ResultName(judged.Result).ToUpperInvariant(),-13} {judged.Criterion.Id}: {judged.Line}\n");
    }

    private static void Incidents(StringBuilder text, EvaluationResult result, bool verbose)
    {
        var incidents = result.Metrics.Tally.Incidents.Where(entry => verbose || entry.Incident.Confirmed).ToList();
        foreach (var (_, episode, seed, incident) in incidents.Take(verbose ? int.MaxValue : Few))
            text.Append($"  {incident.Severity.Name(),-8} {incident.Code} in {episode} (seed {seed}), {(incident.Confirmed ? "confirmed" : "alert of " + incident.Source)}\n");
        if (!verbose && incidents.Count > Few) text.Append($"  and {incidents.Count - Few} more incidents: --verbose lists them\n");
    }

    private static void Recommendations(StringBuilder text, EvaluationResult result, bool verbose)
    {
        foreach (var one in result.Recommendations.Take(verbose ? int.MaxValue : 3))
            text.Append($"  → {one.Text}{(verbose ? $" [{string.Join("; ", one.Evidence.Select(evidence => Hostile.Line(evidence)))}]" : "")}\n");
    }

    private static string Verdict(EvaluationResult result)
    {
        if (result.Passed) return $"PASSED: {result.Verdict.Criteria.Count(judged => judged.Result == CriterionResult.Pass)} of {result.Verdict.Criteria.Length} criteria hold";
        var word = result.Verdict.Status == VerdictStatus.Inconclusive ? "INCONCLUSIVE" : "FAILED";
        return $"{word}: {(result.Violations.IsEmpty ? "no episode was assessed" : string.Join("; ", result.Violations))}";
    }

    private static void Line(StringBuilder text, string name, string value) => text.Append($"{name,-16} {value}\n");

    private static string Rate(Rate rate) => rate.Trials == 0 ? "not evaluated" : $"{Digits.Percent(rate.Estimate)} ({rate.Successes:N0}/{rate.Trials:N0})";

    private static string Number(double? value) => value is { } known ? known.ToString("0.000", CultureInfo.InvariantCulture) : "not evaluated";
}
