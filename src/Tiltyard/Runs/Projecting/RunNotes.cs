using System.Globalization;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Projecting;

/// <summary>notes.md: one run on one screen, to be pasted into a journal of experiments. For a pull request use summary.md.</summary>
internal static class RunNotes
{
    private const int MostCells = 40;

    private static readonly string[] Files = ["index.html", "summary.csv", "summary.svg", "summary.md", "run_report.json", "rows.jsonl", "run.json"];

    public static string Render(ProjectionInput input, IReadOnlyList<SummaryRow> summary)
    {
        var (manifest, results) = (input.Manifest, input.Outcome.Results);
        var mode = string.Join(", ", summary.Select(row => row.Mode).Distinct(StringComparer.Ordinal));
        var text = new StringBuilder();
        text.Append($"# {M(manifest.Plan.Name)} · {mode} · {M(manifest.RunId)}\n\n{Sentence(input)}\n\n");
        text.Append("| | |\n| --- | --- |\n");
        foreach (var (name, value) in Facts(input, summary, mode)) text.Append($"| {name} | {M(value)} |\n");
        text.Append("\n## Results\n\n| cell | trials | attacks that succeeded | passed | harmed | errored |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var (cell, figures) in results.Cells.Take(MostCells))
        {
            text.Append($"| {M(cell.Name)} | {Digits.Count(figures.Episodes)} | {Share(figures.Rates[CellFigures.AttackSuccessRate])} | {Share(figures.Rates[CellFigures.PassRate])} ");
            text.Append($"| {Share(figures.Rates[CellFigures.HarmRate])} | {Digits.Count(figures.Count(Terminal.Errored))} |\n");
        }

        if (results.Cells.Length > MostCells) text.Append($"\nand {Digits.Count(results.Cells.Length - MostCells)} more cells, all in summary.csv\n");
        text.Append($"\nOverall: {Overall(results)}\n\n## Artifacts\n\n");
        foreach (var name in Files) text.Append($"- [{name}]({name})\n");
        return text.ToString();
    }

    private static string Sentence(ProjectionInput input)
    {
        var total = input.Outcome.Results.Total;
        return $"{Digits.Count(input.Outcome.Results.Played)} of {Digits.Count(input.Manifest.Plan.Planned)} planned trials were played: "
            + $"{Digits.Count(total.Count(Terminal.Completed))} completed, {Digits.Count(total.Count(Terminal.Denied))} denied, {Digits.Count(total.Count(Terminal.Errored))} errored; "
            + $"the verdict is {input.Outcome.Verdict.Name}.";
    }

    private static IEnumerable<(string Name, string Value)> Facts(ProjectionInput input, IReadOnlyList<SummaryRow> summary, string mode)
    {
        var manifest = input.Manifest;
        yield return ("Timestamp", manifest.Plan.Start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z' '(simulated; the clock is in run.json)'", CultureInfo.InvariantCulture));
        yield return ("EXP", manifest.Plan.Name);
        yield return ("MODE", mode);
        yield return ("TRIALS", input.Outcome.Results.Finished.ToString(CultureInfo.InvariantCulture));
        yield return ("SEEDS", summary.Count > 0 ? summary[0].Seeds ?? "" : "");
        yield return ("RUN_DIR", manifest.RunId);
        yield return ("GIT_COMMIT", manifest.Host.TextOrNull("git_sha") ?? "not in a repository");
    }

    /// <summary>Attack success over every cell that is attacked. In other cells it is the base rate and would water it down.</summary>
    private static string Overall(RunResults results)
    {
        var attacked = results.Cells.Where(entry => !entry.Cell.Attacks.IsEmpty && entry.Cell.Arm.Attacks())
            .Select(entry => entry.Figures.Rates[CellFigures.AttackSuccessRate]).Aggregate(default(Rate), (sum, rate) => sum.Merge(rate));
        var pass = $"pass rate {Share(results.Total.Rates[CellFigures.PassRate])}";
        return attacked.Trials == 0 ? $"{pass}; no attack was assessed." : $"{pass}; attack success {Share(attacked)}.";
    }

    private static string Share(Rate rate) => rate.Trials == 0 ? Digits.Unknown : $"{Digits.Percent(rate.Estimate)} ({Digits.Ratio(rate.Successes, rate.Trials)})";

    private static string M(string text) => Hostile.Markdown(Hostile.Clip(text, 300));
}
