using System.Globalization;
using System.Text;
using Tiltyard.Corpora.Figures;
using Tiltyard.Reports;
using Tiltyard.Traces;

namespace Tiltyard.Corpora.Writing;

/// <summary>The gate report as two tables for spreadsheets: the figures, and the runs that are listed. No cell becomes a formula.</summary>
public static class GateReportCsv
{
    public static string Figures(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Append(text, "configuration", "point", "by", "group", "figure", "estimate", "low", "high", "k", "n", "clusters");
        foreach (var configuration in report.Configurations)
        {
            foreach (var figures in new[] { configuration.Deny, configuration.Warn }) AppendPoint(text, configuration.Name, figures);
        }

        return text.ToString();
    }

    public static string Runs(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Append(text, "configuration", "list", "run", "pipeline", "suite", "user_task", "attack", "injection_task", "decision", "gate", "stage", "rule", "reason_code", "call", "tool", "arguments", "detail");
        foreach (var configuration in report.Configurations)
        {
            AppendRuns(text, configuration.Name, "broken", configuration.Broken);
            AppendRuns(text, configuration.Name, "missed", configuration.Missed);
            AppendRuns(text, configuration.Name, "broken_attacked", configuration.BrokenAttacked);
            AppendRuns(text, configuration.Name, "stopped", configuration.Stopped);
        }

        return text.ToString();
    }

    private static void AppendPoint(StringBuilder text, string name, PointFigures figures)
    {
        AppendGroup(text, name, figures.Point, "all", figures.Pooled);
        AppendMacro(text, name, figures.Point, "macro_stopped", figures.MacroStopped);
        AppendMacro(text, name, figures.Point, "macro_broken_attacked", figures.MacroBrokenAttacked);
        foreach (var group in figures.ByPipeline) AppendGroup(text, name, figures.Point, "pipeline", group);
        foreach (var group in figures.BySuite) AppendGroup(text, name, figures.Point, "suite", group);
        foreach (var group in figures.ByAttack) AppendGroup(text, name, figures.Point, "attack", group);
        foreach (var group in figures.ByFamily) AppendGroup(text, name, figures.Point, "family", group);
    }

    private static void AppendGroup(StringBuilder text, string name, OperatingPoint point, string by, GroupFigures group)
    {
        foreach (var (figure, share) in new[] { ("stopped", group.Stopped), ("broken", group.Broken), ("broken_attacked", group.BrokenAttacked) })
        {
            if (share.Rate.Trials == 0) continue;
            Append(
                text, name, GateReportJson.Name(point), by, group.Name, figure, Number(share.Rate.Estimate), Number(share.Interval?.Low), Number(share.Interval?.High),
                Whole(share.Rate.Successes), Whole(share.Rate.Trials), Whole(share.Clusters));
        }
    }

    private static void AppendMacro(StringBuilder text, string name, OperatingPoint point, string figure, MacroShare share)
    {
        if (share.Estimate is null) return;
        Append(text, name, GateReportJson.Name(point), "all", "all", figure, Number(share.Estimate), Number(share.Interval?.Low), Number(share.Interval?.High), "", Whole(share.Families), "");
    }

    private static void AppendRuns(StringBuilder text, string name, string list, IEnumerable<NotedRun> runs)
    {
        foreach (var (run, objection) in runs)
        {
            Append(
                text, name, list, run.Id, run.Pipeline, run.Suite, run.UserTask, run.Attack, run.InjectionTask, objection?.Decision.Name(), objection?.Gate, objection?.Stage?.Name(), objection?.Rule,
                objection?.Code, objection is null ? null : Whole(objection.Call), objection?.Tool, objection?.Arguments, objection?.Detail);
        }
    }

    private static void Append(StringBuilder text, params IEnumerable<string?> cells) => text.AppendJoin(',', cells.Select(Hostile.Csv)).Append('\n');

    private static string? Number(double? value) => value is { } known ? Digits.Fixed(known, 6) : null;

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}
