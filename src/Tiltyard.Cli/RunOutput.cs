using System.Text;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Cli;

/// <summary>What run prints when it is done: head, cells, contrasts, gates, budget, verdict, place.</summary>
internal static class RunOutput
{
    /// <summary>For a terminal of this width, or for a pipe.</summary>
    public static string Text(string folder, RunOutcome outcome, Screen screen)
    {
        var results = outcome.Results;
        var text = new StringBuilder();
        text.Append(screen.Wrapped(Head(outcome))).Append('\n');
        text.Append(RunTable.Render(results, screen)).Append('\n');
        foreach (var line in ContrastText.Lines(results)) text.Append(screen.Wrapped(line)).Append('\n');
        foreach (var line in DocumentedLines.Of(outcome)) text.Append(screen.Wrapped(line)).Append('\n');
        text.Append(screen.Coloured(VerdictText.Line(outcome.Verdict, results.Total), Colour(outcome.Verdict.Status))).Append('\n');
        text.Append(Place(folder));
        return text.ToString();
    }

    public static string Text(string folder, RunOutcome outcome) => Text(folder, outcome, Screen.OfOutput());

    public static string Json(string folder, RunOutcome outcome) => IndentedJson.Text(DocumentNode.Map(
        ("run_dir", Path.GetFullPath(folder)),
        ("run_id", outcome.Results.RunId),
        ("status", outcome.Status.ToString().ToLowerInvariant()),
        ("planned", outcome.Results.Plan.Planned),
        ("finished", outcome.Results.Finished),
        ("verdict", outcome.Verdict.Name),
        ("reasons", JsonOutput.Texts(outcome.Verdict.Criteria.Where(judged => judged.Result != CriterionResult.Pass).Select(judged => judged.Line))),
        ("budget", DocumentNode.Map(("stopped_early", outcome.Budget.Skipped > 0), ("budget_hit", outcome.Budget.FirstHit ?? "none"), ("skipped", outcome.Budget.Skipped))),
        ("metrics", JsonDocumentReader.Read("results.json", File.ReadAllBytes(Path.Combine(folder, "results.json"))).AsMap().Node("total"))));

    /// <summary>The page where there is one.</summary>
    public static string Place(string folder)
    {
        var page = Path.GetFullPath(Path.Combine(folder, "index.html"));
        return File.Exists(page) ? $"page: {page}" : $"folder: {Path.GetFullPath(folder)}";
    }

    private static string Head(RunOutcome outcome)
    {
        var (results, total) = (outcome.Results, outcome.Results.Total);
        var ends = string.Join(", ", Terminals.Names.Select(Terminals.Parse).Where(end => total.Count(end) > 0).Select(end => $"{total.Count(end):N0} {Words(end)}"));
        return $"run {results.RunId}: {results.Plan.Planned:N0} planned, {results.Played:N0} run{(ends.Length == 0 ? "" : $" ({ends})")}";
    }

    private static string Words(Terminal end) => end switch
    {
        Terminal.SkippedBudget => "skipped by budget",
        Terminal.DryRun => "dry-run",
        _ => end.Name(),
    };

    private static string Colour(VerdictStatus status) => status switch
    {
        VerdictStatus.Ok => "green",
        VerdictStatus.Fail => "red",
        VerdictStatus.None => "grey",
        _ => "yellow",
    };
}
