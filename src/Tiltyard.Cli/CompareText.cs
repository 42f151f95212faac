using System.Text;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Runs.Comparing;
using Tiltyard.Runs.Evaluating;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>A comparison as text and as JSON.</summary>
internal static class CompareText
{
    private const int MostChanges = 40;
    private const int MostCells = 60;

    public static string Text(StoredRun a, StoredRun b, RunComparison comparison)
    {
        var text = new StringBuilder();
        text.AppendLine($"A {a.Manifest.RunId}  {a.Finished:N0} episodes  {a.Manifest.Started:u}");
        text.AppendLine($"B {b.Manifest.RunId}  {b.Finished:N0} episodes  {b.Manifest.Started:u}");
        text.AppendLine("differences are B minus A over the same case and seed, with 95 % bootstrap intervals");
        foreach (var cell in comparison.Cells.Take(MostCells)) AppendCell(text, cell);
        if (comparison.Cells.Length > MostCells) text.AppendLine($"and {comparison.Cells.Length - MostCells} more cells: --json lists them");
        if (!comparison.Cells.Any(cell => cell.Pairs > 0)) text.AppendLine("no episode of one run has a partner in the other");
        if (BaselineReport.OfCells(b, a.Manifest.RunId, comparison.Cells) is { } passes) text.AppendLine().Append(BaselineText.Of(passes));
        AppendAlone(text, "A", comparison.OnlyA);
        AppendAlone(text, "B", comparison.OnlyB);
        AppendChanges(text, comparison.Changes);
        return text.ToString().TrimEnd();
    }

    public static DocumentMap Json(StoredRun a, StoredRun b, RunComparison comparison) => DocumentNode.Map(
        ("a", Run(a)),
        ("b", Run(b)),
        ("cells", DocumentNode.List(comparison.Cells.Select(Cell))),
        ("passed", BaselineReport.OfCells(b, a.Manifest.RunId, comparison.Cells) is { } passes ? passes.ToDocument() : DocumentNode.Null),
        ("only_a", JsonOutput.Texts(comparison.OnlyA)),
        ("only_b", JsonOutput.Texts(comparison.OnlyB)),
        ("plan_changes", DocumentNode.List(comparison.Changes.Select(change => DocumentNode.Map(
            ("path", change.Path), ("a", JsonOutput.Text(change.A)), ("b", JsonOutput.Text(change.B)))))));

    private static void AppendCell(StringBuilder text, ComparedCell cell)
    {
        text.AppendLine();
        var unpaired = cell.Unpaired > 0 ? $", {cell.Unpaired:N0} without a partner" : "";
        text.AppendLine($"{cell.A.Name}{(cell.A.Name.Equals(cell.B.Name, StringComparison.Ordinal) ? "" : $" → {cell.B.Name}")}  ({cell.Pairs:N0} pairs{unpaired})");
        foreach (var (key, left, right) in cell.Differing) text.AppendLine($"  {key}: {left} → {right}");
        foreach (var (name, figure) in cell.Figures)
        {
            var difference = figure.Difference;
            var interval = difference.Bootstrap95 is { } bounds ? $" [{bounds.Low:+0.000;-0.000;0.000}, {bounds.High:+0.000;-0.000;0.000}]" : "";
            text.AppendLine($"  {name,-22} {figure.MeanA:0.000} → {figure.MeanB:0.000}  {difference.Mean:+0.000;-0.000;0.000}{interval}  {difference.Wins}↑ {difference.Ties}= {difference.Losses}↓");
        }
    }

    private static void AppendAlone(StringBuilder text, string run, IReadOnlyList<string> cells)
    {
        if (cells.Count > 0) text.AppendLine($"only in {run}: {string.Join(", ", cells.Take(20))}{(cells.Count > 20 ? $" and {cells.Count - 20} more" : "")}");
    }

    private static void AppendChanges(StringBuilder text, IReadOnlyList<PlanChange> changes)
    {
        text.AppendLine();
        text.AppendLine(changes.Count == 0 ? "the plans are the same" : $"changed in the plan ({changes.Count}):");
        foreach (var change in changes.Take(MostChanges)) text.AppendLine($"  {change.Path}: {Shown(change.A)} → {Shown(change.B)}");
        if (changes.Count > MostChanges) text.AppendLine($"  and {changes.Count - MostChanges} more: --json lists them");
    }

    private static string Shown(string? value) => value is null ? "nothing" : Hostile.Line(Hostile.Clip(value, 100));

    private static DocumentMap Run(StoredRun run) => DocumentNode.Map(
        ("run_id", run.Manifest.RunId), ("plan_hash", run.Manifest.PlanHash), ("finished", run.Finished), ("complete", run.IsComplete));

    private static DocumentMap Cell(ComparedCell cell) => DocumentNode.Map(
        ("a", cell.A.Name),
        ("b", cell.B.Name),
        ("pairs", cell.Pairs),
        ("unpaired", cell.Unpaired),
        ("differing", DocumentNode.Map([.. cell.Differing.Select(label => (label.Key, (DocumentNode)DocumentNode.Map(("a", label.A), ("b", label.B))))])),
        ("figures", DocumentNode.Map([.. cell.Figures.Select(figure => (figure.Key, (DocumentNode)Figure(figure.Value)))])));

    private static DocumentMap Figure(ComparedFigure figure) => DocumentNode.Map(
        ("mean_a", JsonOutput.Number(figure.MeanA)),
        ("mean_b", JsonOutput.Number(figure.MeanB)),
        ("difference", Difference(figure.Difference)));

    private static DocumentMap Difference(PairedDifference difference) => DocumentNode.Map(
        ("mean", JsonOutput.Number(difference.Mean)),
        ("low", JsonOutput.Number(difference.Bootstrap95?.Low)),
        ("high", JsonOutput.Number(difference.Bootstrap95?.High)),
        ("pairs", difference.Pairs),
        ("wins", difference.Wins),
        ("ties", difference.Ties),
        ("losses", difference.Losses));
}
