using System.Collections.Immutable;
using System.Globalization;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Runs.Comparing;
using Tiltyard.Runs.Evaluating;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs.Projecting;

/// <summary>An evaluation in the words of reports. Nothing that a clock measured is in it.</summary>
internal static class EvaluationViews
{
    private const int FirstPlayed = 5;
    private const int ReplayStep = 8;

    public static EvaluationView? Of(EvaluationRecord? record, EvaluationResult? result, RunResults results)
    {
        if (record is null || result is null) return null;
        var metrics = result.Metrics;
        return new EvaluationView
        {
            Word = result.Passed ? "PASSED" : result.Verdict.Status == VerdictStatus.Inconclusive ? "INCONCLUSIVE" : "FAILED",
            Figures = [.. Figures(metrics)],
            Steps = [.. record.Steps.Done.Where(step => step.Number < FirstPlayed).Select(step => new StepOfTenView(step.Number, step.Name, step.Status, step.Detail)), .. Played(result, results)],
            Scenarios = [.. metrics.Tally.Scenarios.Select(Scenario)],
            Incidents = [.. metrics.Tally.Incidents.Select(entry => new IncidentView(
                entry.Incident.Severity.Name(), entry.Incident.Code, entry.Incident.Source, entry.Scenario, entry.Episode, entry.Seed, entry.Incident.Confirmed, entry.Incident.Count))],
            Recommendations = [.. result.Recommendations.Select(one => new RecommendationView(one.Id, one.Priority.Name(), one.Text, one.Evidence))],
            Baseline = result.Baseline is { } baseline ? Baseline(baseline) : null,
            Violations = result.Violations,
        };
    }

    /// <summary>What the steps from the fifth on came to is told by the results: how they were played, in parts or at once, is not on the page.</summary>
    private static IEnumerable<StepOfTenView> Played(EvaluationResult result, RunResults results)
    {
        var metrics = result.Metrics;
        var tolerances = result.Verdict with { Criteria = [.. result.Verdict.Criteria.Where(judged => EvaluationJudging.IsTolerance(judged.Criterion))] };
        string[] details =
        [
            $"{Digits.Count(results.Finished)} of {Digits.Count(results.Plan.Planned)} episodes", EvaluationJudging.Findings(metrics.Tally), EvaluationJudging.Tolerances(tolerances),
            EvaluationJudging.Replayed(metrics.Replay), EvaluationJudging.Aggregated(metrics), $"{result.Verdict.Name}{(result.Violations.IsEmpty ? "" : $": {result.Violations.Length} criteria not met")}",
        ];
        return details.Select((detail, at) => (Detail: detail, Number: FirstPlayed + at))
            .Select(step => new StepOfTenView(step.Number, EvaluationSteps.Names[step.Number - 1], step.Number == ReplayStep && metrics.Replay is null ? "skipped" : "completed", step.Detail));
    }

    private static IEnumerable<EvaluationFigureView> Figures(EvaluationMetrics metrics)
    {
        var (tally, red) = (metrics.Tally, metrics.Tally.RedTeam);
        yield return Rate("Scenarios passed", metrics.ScenarioPassRate, full: true);
        var grade = metrics.ChecksSafety ? tally.Safety.Mean : null;
        yield return new EvaluationFigureView("Safety grade", grade is { } known ? $"{known.ToString("0.000", CultureInfo.InvariantCulture)} {DocumentedFormulas.Letter(known)}" : Digits.Unknown,
            grade is null ? "not evaluated" : $"{tally.Safety.Count} episodes, worst {Digits.Fixed(tally.Safety.Min, 2)}", grade >= 0.9 && tally.Confirmed.GetValueOrDefault(Severity.Critical) == 0, grade < 0.9);
        var confirmed = tally.Confirmed.Values.Sum();
        yield return new EvaluationFigureView("Incidents confirmed", Digits.Count(confirmed), $"{Digits.Count(tally.Confirmed.GetValueOrDefault(Severity.Critical))} critical", false, confirmed > 0);
        if (tally.HasAttacks) yield return Rate("Attacks survived", red.Survival, full: true);
        if (metrics.Replay is { } replay) yield return Rate("Reproducible", replay.Equal, full: true);
        if (tally.Consistency.Trials > 0) yield return Rate("Consistent", tally.Consistency, full: false);
        if (tally.ErrorRate.Successes > 0) yield return new EvaluationFigureView("Errored", Digits.Ratio(tally.ErrorRate.Successes, tally.ErrorRate.Trials), "episodes", false, true);
    }

    private static EvaluationFigureView Rate(string name, Rate rate, bool full) => rate.Trials == 0
        ? new EvaluationFigureView(name, Digits.Unknown, "not evaluated", false, false)
        : new EvaluationFigureView(name, Digits.Percent(rate.Estimate), $"{Digits.Ratio(rate.Successes, rate.Trials)}, {Digits.Percent(rate.Wilson()?.Low)} to {Digits.Percent(rate.Wilson()?.High)}",
            rate.Successes == rate.Trials, full && rate.Successes < rate.Trials);

    private static ScenarioView Scenario(ScenarioTally scenario) => new()
    {
        Name = scenario.Name,
        World = scenario.World,
        Status = scenario.Status.ToString().ToLowerInvariant(),
        Planned = scenario.Planned,
        Assessed = scenario.Assessed,
        Passed = scenario.Passed,
        Errored = scenario.Errored,
        Injections = scenario.Injections,
        Incidents = scenario.ConfirmedIncidents,
        Alerts = scenario.Alerts,
        Worst = scenario.Worst?.Name() ?? "",
        Reason = scenario.Reason is { } reason ? $"{reason}{(scenario.Message is { } message ? ": " + message : "")}" : "",
        SimulatedSeconds = scenario.SimulatedSeconds,
    };

    private static BaselineView Baseline(BaselineReport report) => new()
    {
        RunId = report.RunId,
        Rows = [Row("all", report.Total), .. report.Scenarios.Select(line => Row(line.Scenario ?? "", line))],
        Remarks = [.. Remarks(report)],
        Regressions = [.. report.Regressions.Select(Episode)],
        Repairs = [.. report.Repairs.Select(Episode)],
    };

    private static BaselineRowView Row(string name, BaselineLine line) => new(name, line.Pairs, line.BothPassed, line.BothFailed, line.Regressed, line.Fixed, line.Difference, line.McNemarP);

    private static IEnumerable<string> Remarks(BaselineReport report)
    {
        if (report.Total.MinimumDetectable is { } effect) yield return $"With {Digits.Count(report.Total.Pairs)} pairs a difference of {Digits.Percent(effect)} or more would be shown (two-sided 5 %, power 80 %).";
        if (report.SeedsStillNeeded is { } seeds) yield return seeds == 0 ? "The pairs are enough for the difference that was seen." : $"{Digits.Count(seeds)} more seeds would show the difference that was seen.";
    }

    private static string Episode(ChangedEpisode one) => $"{one.Scenario} {one.Case}, seed {one.Seed}{(one.Reason is { } reason ? ": " + reason : "")}";
}
