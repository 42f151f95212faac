using System.Text;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Cli;

/// <summary>What run prints when it is done.</summary>
internal static class RunOutput
{
    public static string Text(string folder, RunOutcome outcome)
    {
        var text = new StringBuilder();
        var total = outcome.Results.Total;
        text.AppendLine($"run {outcome.Results.RunId}: {outcome.Results.Finished:N0} of {outcome.Results.Plan.Planned:N0} episodes, {Ends(total)}");
        foreach (var (cell, figures) in outcome.Results.Cells.Take(40)) text.AppendLine(CellLine(cell, figures));
        text.AppendLine(VerdictLine(outcome.Verdict, total));
        text.Append($"page: {Path.GetFullPath(Path.Combine(folder, "index.html"))}");
        return text.ToString();
    }

    public static string Json(string folder, RunOutcome outcome) => IndentedJson.Text(DocumentNode.Map(
        ("run_dir", Path.GetFullPath(folder)),
        ("run_id", outcome.Results.RunId),
        ("status", outcome.Status.ToString().ToLowerInvariant()),
        ("verdict", outcome.Verdict.Name),
        ("metrics", JsonDocumentReader.Read("results.json", File.ReadAllBytes(Path.Combine(folder, "results.json"))).AsMap().Node("total"))));

    private static string Ends(CellFigures total) =>
        string.Join(", ", Terminals.Names.Where(name => total.Count(Terminals.Parse(name)) > 0).Select(name => $"{total.Count(Terminals.Parse(name)):N0} {name}"));

    private static string CellLine(CellPlan cell, CellFigures figures) =>
        $"  {cell.Name}: alignment {figures.Figure(Figures.MeanAlignment).Mean:0.000}, merit {figures.Figure(Figures.Merit).Mean:0.00}, pass {figures.Rates[CellFigures.PassRate].Successes}/{figures.Rates[CellFigures.PassRate].Trials}";

    private static string VerdictLine(Verdict verdict, CellFigures total)
    {
        var pass = total.Rates[CellFigures.PassRate];
        var misses = verdict.Criteria.Where(judged => judged.Result != CriterionResult.Pass).Select(judged => judged.Line).ToArray();
        var facts = verdict.Status == VerdictStatus.Ok && misses.Length == 0
            ? $"total={total.Episodes}, callable={pass.Trials}, pass={pass.Successes}, ⇒ pass_rate={pass.Estimate:0.00}"
            : string.Join("; ", misses);
        return verdict.Status == VerdictStatus.None ? "THRESHOLDS: NONE (no criteria were given)" : $"THRESHOLDS: {verdict.Name} ({facts})";
    }
}
