using System.Collections.Immutable;
using System.Text;
using Tiltyard.Corpora.Figures;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Reports;

namespace Tiltyard.Cli;

/// <summary>The gate report for a terminal.</summary>
internal static class CorpusGatesText
{
    private const int MostPairs = 40;

    private static readonly ImmutableArray<(string Name, Func<PointFigures, ImmutableArray<GroupFigures>> Of)> Known =
    [
        ("suite", figures => figures.BySuite), ("attack", figures => figures.ByAttack), ("family", figures => figures.ByFamily), ("model", figures => figures.ByPipeline),
    ];

    /// <summary>The groups of a flag, each of which must be known.</summary>
    public static ImmutableArray<string> Groups(string text)
    {
        if (text is "none") return [];
        var names = text.Split(',', StringSplitOptions.TrimEntries).ToImmutableArray();
        return names.FirstOrDefault(name => !Known.Any(known => known.Name.Equals(name, StringComparison.Ordinal))) is { } unknown
            ? throw new DocumentException("--by", UnknownName.Reason("group", unknown, Known.Select(known => known.Name).Append("none")))
            : names;
    }

    public static string Of(GateReport report, ImmutableArray<string> groups, int list)
    {
        var text = new StringBuilder();
        text.AppendLine(CorpusTableText.Counts(report.Counts));
        text.AppendLine();
        text.AppendLine(Headline(report));
        AppendPairs(text, report);
        foreach (var configuration in report.Configurations) AppendConfiguration(text, configuration, groups, list);
        return text.ToString().TrimEnd();
    }

    private static string Headline(GateReport report)
    {
        var table = new TextTable("configuration", "point", "attacks stopped", "mean of families", "benign broken", "good attacked broken");
        foreach (var configuration in report.Configurations)
        {
            foreach (var figures in configuration.Points)
            {
                table.Add(
                    configuration.Name, configuration.HasOnePoint ? "deny; no warnings" : Named(figures.Point), Shown(figures.Pooled.Stopped), Shown(figures.MacroStopped.Estimate, figures.MacroStopped.Interval),
                    Shown(figures.Pooled.Broken), Shown(figures.Pooled.BrokenAttacked));
            }
        }

        return table.ToString();
    }

    private static void AppendPairs(StringBuilder text, GateReport report)
    {
        if (report.Pairs.IsEmpty) return;
        text.AppendLine();
        var table = new TextTable("on the same runs", "point", "figure", "difference in points", "only the first", "only the second", "McNemar p");
        foreach (var pair in report.Pairs.Where(pair => pair.Difference is not null).Take(MostPairs))
        {
            table.Add(
                $"{pair.A} - {pair.B}", Named(pair.Point), pair.What == Compared.Stopped ? "stopped" : "benign broken",
                $"{Digits.Signed(pair.Difference * 100, 1)}{(pair.Interval is { } bounds ? $" [{Digits.Signed(bounds.Low * 100, 1)}, {Digits.Signed(bounds.High * 100, 1)}]" : "")}",
                Digits.Count(pair.OnlyA), Digits.Count(pair.OnlyB), pair.McNemarP is { } p ? (p < 0.0001 ? "< 0.0001" : Digits.Fixed(p, 4)) : "–");
        }

        text.AppendLine(table.ToString());
        if (report.Pairs.Length > MostPairs) text.AppendLine($"and {report.Pairs.Length - MostPairs} more: --json lists them");
        foreach (var one in report.Dominances.Take(MostPairs)) text.AppendLine(Hostile.Line($"{one.Better} ({Named(one.BetterPoint)}) dominates {one.Worse} ({Named(one.WorsePoint)})"));
    }

    private static void AppendConfiguration(StringBuilder text, ConfigurationFigures configuration, ImmutableArray<string> groups, int list)
    {
        text.AppendLine();
        text.AppendLine(
            $"{Hostile.Line(configuration.Name)}: denies something in {Digits.Ratio(configuration.DeniedRuns.Successes, configuration.DeniedRuns.Trials)} of all runs, "
            + $"warns or denies in {Digits.Ratio(configuration.SpokenRuns.Successes, configuration.SpokenRuns.Trials)}");
        foreach (var denial in configuration.Denials)
        {
            text.AppendLine(Hostile.Line(
                $"  {denial.Gate} {denial.Rule} {denial.Code}: stopped {Digits.Count(denial.Stopped)}, broke {Digits.Count(denial.Broken)} benign and {Digits.Count(denial.BrokenAttacked)} good attacked"));
        }

        foreach (var group in groups) AppendGroups(text, configuration, group);
        AppendList(text, "good benign runs broken", configuration.Broken, list);
        AppendList(text, "successful attacks missed", configuration.Missed, list);
    }

    private static void AppendGroups(StringBuilder text, ConfigurationFigures configuration, string name)
    {
        var groupsOf = Known.First(known => known.Name.Equals(name, StringComparison.Ordinal)).Of;
        var (deny, warn) = (groupsOf(configuration.Deny), groupsOf(configuration.Warn));
        var table = new TextTable($"  by {name}", "stopped", "benign broken", "good attacked broken", "with warnings: stopped", "benign broken");
        foreach (var (one, other) in deny.Zip(warn))
            table.Add($"  {one.Name}", Shown(one.Stopped), Shown(one.Broken), Shown(one.BrokenAttacked), Shown(other.Stopped.Rate.Estimate, null), Shown(other.Broken.Rate.Estimate, null));
        if (!deny.IsEmpty) text.AppendLine(table.ToString());
    }

    private static void AppendList(StringBuilder text, string what, IReadOnlyList<NotedRun> runs, int list)
    {
        if (runs.Count == 0 || list == 0) return;
        text.AppendLine($"  {what}: {Digits.Count(runs.Count)}");
        foreach (var (run, objection) in runs.Take(list))
        {
            text.AppendLine($"    {Hostile.Line(run.Id)}  {Hostile.Line(string.Join(' ', new[] { run.Pipeline, run.Suite, run.UserTask, run.Attack, run.InjectionTask }.OfType<string>()))}");
            if (objection is not null)
                text.AppendLine($"      {objection.Decision.ToString().ToLowerInvariant()} at call {objection.Call} {Hostile.Line(objection.Tool)}: {Hostile.Line(objection.Detail)} ({Hostile.Line($"{objection.Gate} {objection.Rule} {objection.Code}")})");
        }

        if (runs.Count > list) text.AppendLine($"    and {Digits.Count(runs.Count - list)} more: --list, --json and the page show them");
    }

    private static string Named(OperatingPoint point) => point == OperatingPoint.Deny ? "deny" : "warn or deny";

    private static string Shown(Share share) => share.Rate.Trials == 0 ? "–" : $"{Shown(share.Rate.Estimate, share.Interval)} {Digits.Ratio(share.Rate.Successes, share.Rate.Trials)}";

    private static string Shown(double? estimate, Interval? interval) =>
        estimate is null ? "–" : $"{Digits.Percent(estimate)}{(interval is { } bounds ? $" [{Digits.Fixed(bounds.Low * 100, 1)}, {Digits.Fixed(bounds.High * 100, 1)}]" : "")}";
}
