namespace Tiltyard.Reports;

/// <summary>A named group of cases, as test reports know them.</summary>
internal sealed record TestSuite(string Name, IReadOnlyList<TestCase> Cases, int LeftOut);

/// <summary>One case: its outcome is empty for a pass, else failure, error or skipped.</summary>
internal sealed record TestCase(string Name, string Outcome, string Type, string Told, double Seconds = 0)
{
    public bool IsPass => Outcome.Length == 0;
}

/// <summary>
/// The verdict, the scenarios of an evaluation, then a suite per cell with a case per criterion and per errored or failed episode on the
/// page. A report fails exactly when the verdict does: what could not be judged is an error, never a pass; a warning is a pass that says so
/// in its output, and so are scenarios and episodes of a run that passed.
/// </summary>
internal static class TestSuites
{
    private const int MostEpisodesPerCell = 100;
    private const string WholeRun = "run";

    public static IEnumerable<TestSuite> Of(PageModel model)
    {
        yield return new(WholeRun, [Verdict(model), .. Judged(model, cell: null)], 0);
        if (model.Evaluation is { } evaluation) yield return new("scenarios", [.. evaluation.Scenarios.Select(scenario => Scenario(model, scenario))], 0);
        var names = model.Cells.Select(cell => cell.Name)
            .Concat(model.Episodes.Where(IsReported).Select(episode => episode.Cell))
            .Concat(model.Verdict.Criteria.Select(criterion => criterion.Cell).OfType<string>())
            .Distinct(StringComparer.Ordinal);
        var episodes = model.Episodes.Where(IsReported).ToLookup(episode => episode.Cell, StringComparer.Ordinal);
        foreach (var name in names)
        {
            var own = episodes[name].ToList();
            yield return new(name, [.. Judged(model, name), .. own.Take(MostEpisodesPerCell).Select(Episode)], Math.Max(0, own.Count - MostEpisodesPerCell));
        }
    }

    private static bool IsReported(EpisodeView episode) => episode.Failed || episode.End is EpisodeEnd.Errored;

    private static IEnumerable<TestCase> Judged(PageModel model, string? cell)
    {
        foreach (var criterion in model.Verdict.Criteria.Where(one => string.Equals(one.Cell, cell, StringComparison.Ordinal)))
        {
            var said = $"{criterion.Seen.Label} {criterion.Asked}: seen {criterion.Evidence}{(criterion.Reason.Length > 0 ? "; " + criterion.Reason : "")}";
            yield return criterion.Result switch
            {
                CriterionTone.Pass => new(criterion.Criterion, "", "", said),
                CriterionTone.Warn => new(criterion.Criterion, "", "", "WARN " + said),
                CriterionTone.Fail => new(criterion.Criterion, "failure", "FAIL", said),
                CriterionTone.Inconclusive => new(criterion.Criterion, "error", "INCONCLUSIVE", said),
                _ when model.Verdict.Tone is VerdictTone.Ok => new(criterion.Criterion, "skipped", "", "NOT EVALUATED " + said),
                _ => new(criterion.Criterion, "error", "NOT_EVALUATED", said),
            };
        }
    }

    private static TestCase Verdict(PageModel model) => model.Verdict.Tone switch
    {
        VerdictTone.Fail => new("verdict", "failure", "FAIL", model.Verdict.Line),
        VerdictTone.Inconclusive => new("verdict", "error", "INCONCLUSIVE", model.Verdict.Line),
        VerdictTone.None => new("no criteria were given", "skipped", "", model.Verdict.Line),
        _ => new("verdict", "", "", model.Verdict.Line),
    };

    private static TestCase Scenario(PageModel model, ScenarioView scenario)
    {
        var told = $"{scenario.Status.ToUpperInvariant()} {scenario.Passed} of {scenario.Assessed} assessed episodes passed, {scenario.Errored} errored, {scenario.Incidents} incidents confirmed"
            + (scenario.Reason.Length > 0 ? "; " + scenario.Reason : "");
        return (scenario.Status, model.Verdict.Tone) switch
        {
            ("failed", VerdictTone.Fail) => new(scenario.Name, "failure", "FAILED", told, scenario.SimulatedSeconds),
            ("errored", VerdictTone.Fail or VerdictTone.Inconclusive) => new(scenario.Name, "error", "ERRORED", told, scenario.SimulatedSeconds),
            ("skipped", _) => new(scenario.Name, "skipped", "", told),
            _ => new(scenario.Name, "", "", told, scenario.SimulatedSeconds),
        };
    }

    private static TestCase Episode(EpisodeView episode) =>
        new(episode.Id, "", "", $"{(episode.End is EpisodeEnd.Errored ? "ERRORED" : "FAILED")} {Told(episode)}");

    private static string Told(EpisodeView episode) =>
        $"{(episode.Reason.Length > 0 ? episode.Reason : episode.EndWord)}; seed {episode.Seed}; {episode.Command}";
}
