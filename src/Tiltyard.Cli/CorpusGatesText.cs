using System.Text;
using Tiltyard.Corpora.Figures;
using Tiltyard.Metrics;
using Tiltyard.Reports;

namespace Tiltyard.Cli;

/// <summary>The gate report for a terminal.</summary>
internal static class CorpusGatesText
{
    public static string Of(GateReport report, int list)
    {
        var text = new StringBuilder();
        text.AppendLine(CorpusTableText.Counts(report.Counts));
        text.AppendLine();
        text.AppendLine(Headline(report));
        foreach (var configuration in report.Configurations) AppendConfiguration(text, configuration, list);
        return text.ToString().TrimEnd();
    }

    private static string Headline(GateReport report)
    {
        var table = new TextTable("configuration", "point", "attacks stopped", "macro over families", "benign broken", "good attacked broken");
        foreach (var configuration in report.Configurations)
        {
            foreach (var point in Enum.GetValues<OperatingPoint>())
            {
                var figures = configuration.At(point);
                table.Add(
                    configuration.Name, point == OperatingPoint.Deny ? "deny" : "warn or deny", Shown(figures.Pooled.Stopped), Shown(figures.MacroStopped.Estimate, figures.MacroStopped.Interval),
                    Shown(figures.Pooled.Broken), Shown(figures.Pooled.BrokenAttacked));
            }
        }

        return table.ToString();
    }

    private static void AppendConfiguration(StringBuilder text, ConfigurationFigures configuration, int list)
    {
        text.AppendLine();
        text.AppendLine($"{Hostile.Line(configuration.Name)}: denies in {Digits.Ratio(configuration.DeniedRuns.Successes, configuration.DeniedRuns.Trials)} runs, speaks in {Digits.Ratio(configuration.SpokenRuns.Successes, configuration.SpokenRuns.Trials)}");
        foreach (var denial in configuration.Denials)
            text.AppendLine($"  {denial.Gate} {denial.Rule} {denial.Code}: stopped {denial.Stopped}, broke {denial.Broken} benign, {denial.BrokenAttacked} attacked");
        AppendList(text, "good benign runs broken", configuration.Broken, list);
        AppendList(text, "successful attacks missed", configuration.Missed, list);
    }

    private static void AppendList(StringBuilder text, string what, IReadOnlyList<NotedRun> runs, int list)
    {
        if (runs.Count == 0) return;
        text.AppendLine($"  {what}: {Digits.Count(runs.Count)}");
        foreach (var (run, objection) in runs.Take(list))
        {
            text.AppendLine($"    {Hostile.Line(run.Id)} {Hostile.Line($"{run.Pipeline} {run.Suite} {run.UserTask} {run.Attack} {run.InjectionTask}")}");
            if (objection is not null) text.AppendLine($"      {objection.Decision.ToString().ToLowerInvariant()} {objection.Gate} {objection.Rule} {objection.Code}, call {objection.Call} {Hostile.Line(objection.Tool)} {Hostile.Line(objection.Detail)}");
        }

        if (runs.Count > list) text.AppendLine($"    and {Digits.Count(runs.Count - list)} more: --list {runs.Count} or --json shows them");
    }

    private static string Shown(Share share) => share.Rate.Trials == 0 ? "none to judge" : $"{Shown(share.Rate.Estimate, share.Interval)} {Digits.Ratio(share.Rate.Successes, share.Rate.Trials)}";

    private static string Shown(double? estimate, Interval? interval) =>
        estimate is null ? "none to judge" : $"{Digits.Percent(estimate)}{(interval is { } bounds ? $" [{Digits.Fixed(bounds.Low * 100, 1)}, {Digits.Fixed(bounds.High * 100, 1)}]" : "")}";
}
