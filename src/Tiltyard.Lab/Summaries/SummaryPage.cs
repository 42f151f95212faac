using System.Text;
using Tiltyard.Reports;

namespace Tiltyard.Lab.Summaries;

/// <summary>summary.md: the figures of version 0.2 for reading, and how long the runs took.</summary>
public static class SummaryPage
{
    private static readonly (string Metric, string Head)[] Shown =
    [
        ("throughput", "throughput"), ("p50_turnaround_s", "p50 s"), ("p95_turnaround_s", "p95 s"), ("on_time_rate", "on time"), ("violations_total", "violations"),
        ("violations_strict_total", "breaches"), ("blocked_total", "blocked"), ("critical_communication_compliance_rate", "calls heard"), ("harms_total", "harms"), ("merit", "merit"),
    ];

    public static string Render(ResultsSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var text = new StringBuilder("# Summary of results\n\nMean and, in brackets, sample deviation over the episodes that have the figure.\n\n");
        Row(text, ["task", "agent", "partner", "timing", "signatures", "enforcement", "access control", "episodes", .. Shown.Select(one => one.Head), "contained"]);
        Row(text, Enumerable.Repeat("---", Shown.Length + 9));
        foreach (var (key, group) in summary.Groups)
        {
            Row(text,
            [
                Hostile.Markdown(key.Task), Hostile.Markdown(key.Agent), Hostile.Markdown(key.Partner ?? "–"), Hostile.Markdown(key.Timing ?? "–"), Word(key.Signatures, "strict", "as given"), Word(key.Enforcement, "on", "off"),
                Word(key.Access, "on", "off"),
                Digits.Count(group.Tally.Episodes), .. Shown.Select(one => Cell(group, one.Metric)),
                group.Tally.Contained.Trials == 0 ? Digits.Unknown : Digits.Ratio(group.Tally.Contained.Successes, group.Tally.Contained.Trials),
            ]);
        }

        RunInfo(text, summary);
        return text.ToString();
    }

    private static void RunInfo(StringBuilder text, ResultsSummary summary)
    {
        var files = SummaryTables.Timed(summary);
        if (files.Length == 0) return;
        const int most = 100;
        text.Append("\n## Run info\n\n");
        Row(text, ["results", "episodes", "wall s", "episodes a second"]);
        Row(text, Enumerable.Repeat("---", 4));
        foreach (var file in files.Take(most)) Row(text, [Hostile.Markdown(file.Name), Digits.Count(file.Episodes), Digits.Fixed(file.WallSeconds, 3), Digits.Grouped(SummaryTables.Speed(file), 1)]);
        if (files.Length > most) text.Append($"\n{Digits.Count(files.Length - most)} more are in run\\_info.csv.\n");
        text.Append($"\nA run whose wall time is 0 is deterministic: measured time would make its bytes differ. {Digits.Count(files.Sum(file => file.Episodes))} episodes in {Digits.Count(files.Length)} files.\n");
    }

    private static string Cell(GroupSummary group, string name)
    {
        var tally = group.Tally.Metrics[SummaryMetric.All.Select((metric, place) => (metric.Name, place)).First(one => one.Name.Equals(name, StringComparison.Ordinal)).place];
        if (tally.Mean is not { } mean) return Digits.Unknown;
        return tally.StandardDeviation is { } deviation ? $"{Digits.Fixed(mean, 2)} ({Digits.Fixed(deviation, 2)})" : Digits.Fixed(mean, 2);
    }

    private static string Word(string? value, string yes, string no) => value is null ? "–" : value is "true" ? yes : no;

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
