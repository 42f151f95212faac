using System.Globalization;
using System.Text;
using Tiltyard.Metrics;
using Tiltyard.Reports;

namespace Tiltyard.Lab.Summaries;

/// <summary>
/// The documented tables of a summary. Version 0.2 has mean and deviation of each figure, version 0.3 also how many episodes have it, quantiles and intervals. The columns
/// are the same whatever was read; a figure that no episode has is empty, never 0.
/// </summary>
public static class SummaryTables
{
    /// <summary>summary_v0.2.csv, and summary.csv.</summary>
    public static string Plain(ResultsSummary summary) => Table(summary, SummaryMetric.Plain, (metric, tally) =>
    [
        ($"{metric.Name}_mean", Number(tally.Mean)), ($"{metric.Name}_std", Number(tally.StandardDeviation)),
    ], group => [("containment_success_rate", Number(group.Tally.Contained.Estimate))]);

    /// <summary>summary_v0.3.csv.</summary>
    public static string Full(ResultsSummary summary) => Table(summary, SummaryMetric.All, (metric, tally) =>
    [
        ($"{metric.Name}_mean", Number(tally.Mean)), ($"{metric.Name}_std", Number(tally.StandardDeviation)), ($"{metric.Name}_n", Whole(tally.Count)),
        ($"{metric.Name}_p50", Number(tally.Quantile(0.5))), ($"{metric.Name}_p90", Number(tally.Quantile(0.9))),
        ($"{metric.Name}_mean_ci_lower", Number(tally.Normal?.Low)), ($"{metric.Name}_mean_ci_upper", Number(tally.Normal?.High)),
    ], group => Rate("containment_success_rate", group.Tally.Contained));

    /// <summary>run_info.csv: how long each run took by the clock; null where no file says so.</summary>
    public static string? RunInfo(ResultsSummary summary)
    {
        var files = Timed(summary);
        if (files.Length == 0) return null;
        var text = new StringBuilder("source,task,agent_baseline_id,num_episodes,run_duration_wall_s,episodes_per_second\n");
        foreach (var file in files) Line(text, [file.Name, file.Group.Task, file.Group.Agent, Whole(file.Episodes), Number(file.WallSeconds), Number(Speed(file))]);
        return text.ToString();
    }

    internal static ResultsFile[] Timed(ResultsSummary summary) =>
        [.. summary.Groups.Values.SelectMany(group => group.Files).Where(file => file.WallSeconds is not null).OrderBy(file => file.Name, StringComparer.Ordinal)];

    /// <summary>A deterministic run says 0 seconds, which is no speed.</summary>
    internal static double? Speed(ResultsFile file) => file.WallSeconds is > 0 ? file.Episodes / file.WallSeconds : null;

    private static IEnumerable<(string, string?)> Rate(string name, Rate rate) =>
    [
        (name, Number(rate.Estimate)), ($"{name}_k", Whole(rate.Successes)), ($"{name}_n", Whole(rate.Trials)), ($"{name}_ci_lower", Number(rate.ClopperPearson()?.Low)),
        ($"{name}_ci_upper", Number(rate.ClopperPearson()?.High)),
    ];

    private static string Table(
        ResultsSummary summary, IEnumerable<SummaryMetric> metrics, Func<SummaryMetric, MetricTally, IEnumerable<(string, string?)>> cells, Func<GroupSummary, IEnumerable<(string, string?)>> more)
    {
        var text = new StringBuilder();
        foreach (var (key, group) in summary.Groups)
        {
            (string Name, string? Value)[] row =
            [
                ("task", key.Task), ("agent_baseline_id", key.Agent), ("partner_id", key.Partner), ("n_episodes", Whole(group.Tally.Episodes)),
                .. metrics.SelectMany(metric => cells(metric, group.Tally.Metrics[SummaryMetric.All.IndexOf(metric)])), .. more(group),
                ("pipeline_mode", group.Common(file => file.PipelineMode)), ("llm_backend_id", group.Common(file => file.Backend)), ("llm_model_id", group.Common(file => file.Model)),
                .. ModelFigures.Names.Select((name, place) => (name, Number(group.Model(place)))),
                ("timing_mode", key.Timing), ("strict_signatures", key.Signatures), ("roster", key.Roster), ("load", key.Load), ("enforcement", key.Enforcement), ("access_control", key.Access),
            ];
            if (text.Length == 0) Line(text, row.Select(cell => (string?)cell.Name));
            Line(text, row.Select(cell => cell.Value));
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string?> cells) => text.AppendJoin(',', cells.Select(Hostile.Csv)).Append('\n');

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string? Number(double? value) => value is { } known ? Digits.Fixed(known, 6) : null;
}
