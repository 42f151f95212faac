using System.Text;

namespace Tiltyard.Reports;

/// <summary>summary.md: verdict, denominators, figures and differences for a pull request, then the documented table of recent runs.</summary>
public static class SummaryMarkdown
{
    /// <summary>A summary is read in a comment; the whole is in results.json.</summary>
    private const int MostRows = 60;

    private const int MostColumns = 8;

    private const int MostIncidents = 20;

    private const int MostRecent = 5;

    /// <param name="model">The run.</param>
    /// <param name="history">Lines of summary.csv, newest last; the last five are shown.</param>
    public static string Render(PageModel model, IReadOnlyList<SummaryRow> history)
    {
        var text = new StringBuilder();
        Head(text, model);
        Criteria(text, model);
        if (model.Evaluation is { } evaluation) Evaluation(text, evaluation);
        Figures(text, model);
        Differences(text, model);
        text.Append("\n## Play it again\n\n").Append(Hostile.MarkdownFence(Hostile.Clip(model.Command, 4000), "sh")).Append('\n');
        Recent(text, history);
        return text.ToString();
    }

    private static void Head(StringBuilder text, PageModel model)
    {
        var ends = model.Ends;
        text.Append($"# {model.Verdict.Word} · {M(model.Title)}\n\n{M(model.Verdict.Line, 1000)}\n\n");
        foreach (var notice in Notices.Of(model)) text.Append($"> **{notice.Title}.** {M(notice.Text, 600)}\n\n");
        text.Append($"Run {M(model.RunId)} · Tiltyard {M(model.ToolVersion)} · {Digits.Count(ends.Played)} of {Digits.Count(ends.Planned)} planned episodes played: ");
        text.Append($"{Digits.Count(ends.Completed)} completed, {Digits.Count(ends.Denied)} denied, {Digits.Count(ends.SkippedByBudget)} skipped by budget, ");
        text.Append($"{Digits.Count(ends.Errored)} errored, {Digits.Count(ends.DryRun)} dry-run, {Digits.Count(ends.Cancelled)} cancelled.\n");
    }

    private static void Criteria(StringBuilder text, PageModel model) => Table(text, "Criteria", ["Result", "Criterion", "Asked", "Seen"],
        model.Verdict.Criteria, criterion =>
        [
            criterion.Word, M(criterion.Cell is { } cell ? $"{criterion.Criterion} ({cell})" : criterion.Criterion),
            M($"{criterion.Seen.Label} {criterion.Asked}"), M(criterion.Evidence),
        ]);

    /// <summary>What a job summary says first: figures, scenarios, incidents, what to do, and the baseline.</summary>
    private static void Evaluation(StringBuilder text, EvaluationView evaluation)
    {
        Table(text, "Evaluation", ["Figure", "Value", "Evidence"], evaluation.Figures, figure => [M(figure.Name), M(figure.Value), M(figure.Evidence)]);
        Table(text, "Scenarios", ["Result", "Scenario", "Passed", "Errored", "Incidents", "Reason"], evaluation.Scenarios, scenario =>
        [
            scenario.Status.ToUpperInvariant(), M(scenario.Name), Digits.Ratio(scenario.Passed, scenario.Assessed), Digits.Count(scenario.Errored),
            $"{Digits.Count(scenario.Incidents)}{(scenario.Worst.Length > 0 ? $" ({scenario.Worst})" : "")}", M(scenario.Reason),
        ]);
        Table(text, "Incidents, worst first", ["Severity", "Code", "Standing", "Episode"], [.. evaluation.Incidents.Take(MostIncidents)], incident =>
            [incident.Severity, M(incident.Code), incident.Confirmed ? "confirmed" : M("alert of " + incident.Source), M($"{incident.Episode}, seed {incident.Seed}")]);
        Table(text, "What to do", ["Priority", "Recommendation", "Evidence"], evaluation.Recommendations, one => [one.Priority, M(one.Text, 400), M(string.Join("; ", one.Evidence), 400)]);
        if (evaluation.Baseline is not { } baseline) return;
        Table(text, $"Against {M(baseline.RunId)}", ["Scenario", "Pairs", "Regressed", "Fixed", "Pass in both", "Fail in both", "McNemar p"], baseline.Rows, row =>
        [
            M(row.Name), Digits.Count(row.Pairs), Digits.Count(row.Regressed), Digits.Count(row.Fixed), Digits.Count(row.BothPassed), Digits.Count(row.BothFailed),
            M(row.ShownP),
        ]);
        foreach (var remark in baseline.Remarks) text.Append($"\n{M(remark, 400)}\n");
    }

    /// <summary>A line for each cell and a column for each main figure.</summary>
    private static void Figures(StringBuilder text, PageModel model)
    {
        var columns = model.Cells.SelectMany(cell => cell.Figures).Where(figure => !figure.Minor).DistinctBy(figure => figure.Name, StringComparer.Ordinal).Take(MostColumns).ToList();
        Table(text, "Figures", ["Cell", .. columns.Select(figure => M(figure.Label))], model.Cells, cell =>
            [M(cell.Name), .. columns.Select(column => Figure(cell.Figures.FirstOrDefault(figure => figure.Name.Equals(column.Name, StringComparison.Ordinal))))]);
    }

    private static string Figure(FigureView? figure) => figure is null ? Digits.Unknown
        : M($"{figure.Shown} ({figure.ShownEvidence}{(figure.ShownInterval.Length > 0 ? $", {figure.ShownInterval}" : "")})");

    private static void Differences(StringBuilder text, PageModel model) => Table(
        text, "Paired differences", ["Question", "A − B", "Figure", "Difference", "95 % interval", "Pairs", "Reading"],
        model.Contrasts, contrast =>
        {
            var decimals = Digits.Decimals(contrast.Difference, contrast.Low, contrast.High);
            var interval = contrast.Low is null ? "" : $"{Digits.Signed(contrast.Low, decimals)} to {Digits.Signed(contrast.High, decimals)}";
            return
            [
                M(contrast.Kind.Length > 0 ? $"{contrast.Kind}: {contrast.Name}" : contrast.Name), M($"{contrast.CellA} − {contrast.CellB}"),
                M(contrast.Figure), Digits.Signed(contrast.Difference, decimals) + (contrast.Unit.Length > 0 ? " " + M(contrast.Unit) : ""), interval,
                Digits.Count(contrast.Pairs), contrast.Reading,
            ];
        });

    private static void Recent(StringBuilder text, IReadOnlyList<SummaryRow> history) => Table(text, "Recent runs",
        ["exp", "seeds", "mode", "ASR", "trials", "successes", "git", "run_at"], [.. history.TakeLast(MostRecent)], row =>
        [
            M(row.Exp), M(row.Seeds), M(row.Mode), row is { Asr: not null, Trials: not null, Successes: not null } ? $"{Digits.Fixed(row.Asr, 2)} ({row.Successes}/{row.Trials})" : Digits.Unknown,
            row.Trials is { } trials ? Digits.Count(trials) : Digits.Unknown, row.Successes is { } successes ? Digits.Count(successes) : Digits.Unknown,
            M(row.GitCommit is { Length: > 8 } sha ? sha[..8] : row.GitCommit), M(row.RunAt),
        ]);

    private static void Table<T>(StringBuilder text, string title, string[] columns, IReadOnlyList<T> items, Func<T, string[]> cells)
    {
        if (items.Count is 0) return;
        text.Append($"\n## {title}\n\n| {string.Join(" | ", columns)} |\n|{string.Concat(Enumerable.Repeat(" --- |", columns.Length))}\n");
        foreach (var item in items.Take(MostRows)) text.Append("| ").AppendJoin(" | ", cells(item)).Append(" |\n");
        if (items.Count > MostRows) text.Append($"\nand {Digits.Count(items.Count - MostRows)} more rows, all in results.json\n");
    }

    private static string M(string? text, int most = 200) => Hostile.Markdown(Hostile.Clip(text, most));
}
