using System.Text;

namespace Tiltyard.Reports;

/// <summary>
/// junit.xml: the verdict, then a suite per cell with a case per criterion and per errored or failed episode on the page. It fails
/// exactly when the verdict does: what could not be judged is an error, never a pass; a warning is a pass that says so in its output, and
/// so is an episode, which by itself fails no run.
/// </summary>
public static class JunitXml
{
    private const int MostEpisodesPerCell = 100;
    private const string WholeRun = "run";

    public static string Render(PageModel model)
    {
        var suites = Suites(model).ToList();
        var cases = suites.SelectMany(suite => suite.Cases).ToList();
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        text.Append($"<testsuites name=\"{X(model.Title)}\" {Totals(cases)}>\n");
        foreach (var suite in suites) Append(text, model, suite);
        return text.Append("</testsuites>\n").ToString();
    }

    private static IEnumerable<Suite> Suites(PageModel model)
    {
        yield return new(WholeRun, [Verdict(model), .. Judged(model, cell: null)], 0);
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

    private static IEnumerable<Case> Judged(PageModel model, string? cell)
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
                _ => new(criterion.Criterion, "error", "NOT_EVALUATED", said),
            };
        }

    }

    private static Case Verdict(PageModel model) => model.Verdict.Tone switch
    {
        VerdictTone.Fail => new("verdict", "failure", "FAIL", model.Verdict.Line),
        VerdictTone.Inconclusive => new("verdict", "error", "INCONCLUSIVE", model.Verdict.Line),
        VerdictTone.None => new("no criteria were given", "skipped", "", model.Verdict.Line),
        _ => new("verdict", "", "", model.Verdict.Line),
    };

    private static Case Episode(EpisodeView episode) =>
        new(episode.Id, "", "", $"{(episode.End is EpisodeEnd.Errored ? "ERRORED" : "FAILED")} {Told(episode)}");

    private static string Told(EpisodeView episode) =>
        $"{(episode.Reason.Length > 0 ? episode.Reason : episode.EndWord)}; seed {episode.Seed}; {episode.Command}";

    private static void Append(StringBuilder text, PageModel model, Suite suite)
    {
        text.Append($"  <testsuite name=\"{X(suite.Name)}\" {Totals(suite.Cases)}>\n");
        text.Append("    <properties>\n");
        text.Append($"      <property name=\"run_id\" value=\"{X(model.RunId)}\"/>\n      <property name=\"tool_version\" value=\"{X(model.ToolVersion)}\"/>\n");
        if (suite.LeftOut > 0) text.Append($"      <property name=\"episodes_left_out\" value=\"{suite.LeftOut}\"/>\n");
        text.Append("    </properties>\n");
        foreach (var one in suite.Cases)
        {
            text.Append($"    <testcase classname=\"{X(suite.Name)}\" name=\"{X(one.Name)}\">\n");
            if (one.Outcome is "skipped") text.Append($"      <skipped message=\"{X(one.Told)}\"/>\n");
            else if (one.Outcome.Length > 0) text.Append($"      <{one.Outcome} type=\"{one.Type}\" message=\"{X(one.Told)}\"/>\n");
            else text.Append($"      <system-out>{X(one.Told)}</system-out>\n");
            text.Append("    </testcase>\n");
        }

        text.Append("  </testsuite>\n");
    }

    private static string Totals(IReadOnlyCollection<Case> cases) =>
        $"tests=\"{cases.Count}\" failures=\"{Count(cases, "failure")}\" errors=\"{Count(cases, "error")}\" skipped=\"{Count(cases, "skipped")}\"";

    private static int Count(IEnumerable<Case> cases, string outcome) => cases.Count(one => one.Outcome.Equals(outcome, StringComparison.Ordinal));

    private static string X(string text) => Hostile.Xml(Hostile.Clip(text, 2000));

    private sealed record Suite(string Name, IReadOnlyList<Case> Cases, int LeftOut);

    private sealed record Case(string Name, string Outcome, string Type, string Told);
}
