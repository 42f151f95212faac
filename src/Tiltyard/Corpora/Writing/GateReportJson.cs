using Tiltyard.Corpora.Figures;
using Tiltyard.Corpora.Playing;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Traces;

namespace Tiltyard.Corpora.Writing;

/// <summary>The gate report as JSON: every figure with k, n and interval, every run that is listed, nothing of a clock.</summary>
public static class GateReportJson
{
    public static DocumentMap Of(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return DocumentNode.Map(
            ("counts", Counts(report.Counts)),
            ("configurations", DocumentNode.List(report.Configurations.Select(Configuration))),
            ("paired", DocumentNode.List(report.Pairs.Select(Pair))),
            ("dominated", DocumentNode.List(report.Dominances.Select(dominance => DocumentNode.Map(
                ("better", dominance.Better), ("better_point", Name(dominance.BetterPoint)), ("worse", dominance.Worse), ("worse_point", Name(dominance.WorsePoint)))))));
    }

    public static DocumentMap Counts(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return DocumentNode.Map(
            ("runs", counts.Runs), ("benign", counts.Benign), ("attacked", counts.Attacked), ("unlabelled", counts.Unlabelled), ("left_out", counts.LeftOut),
            ("benign_not_evaluated", counts.BenignNotEvaluated), ("attacked_not_evaluated", counts.AttackedNotEvaluated));
    }

    /// <summary>The operating point's name in files.</summary>
    public static string Name(OperatingPoint point) => point == OperatingPoint.Deny ? "deny" : "warn";

    /// <summary>A plain rate with Wilson's interval.</summary>
    public static DocumentMap Rate(Rate rate) => Rate(rate, rate.Wilson());

    private static DocumentMap Configuration(ConfigurationFigures configuration) => DocumentNode.Map(
        ("name", configuration.Name),
        ("denied_runs", Rate(configuration.DeniedRuns)),
        ("warned_or_denied_runs", Rate(configuration.SpokenRuns)),
        ("deny", Point(configuration.Deny)),
        ("warn", Point(configuration.Warn)),
        ("denials", DocumentNode.List(configuration.Denials.Select(denial => DocumentNode.Map(
            ("gate", denial.Gate), ("rule", denial.Rule), ("reason_code", denial.Code), ("stage", Stage(denial.Stage)),
            ("stopped", denial.Stopped), ("broken", denial.Broken), ("broken_attacked", denial.BrokenAttacked))))),
        ("broken", Runs(configuration.Broken)),
        ("missed", Runs(configuration.Missed)),
        ("broken_attacked", Runs(configuration.BrokenAttacked)),
        ("stopped", Runs(configuration.Stopped)));

    private static DocumentMap Point(PointFigures figures) => DocumentNode.Map(
        ("stopped", Share(figures.Pooled.Stopped)),
        ("broken", Share(figures.Pooled.Broken)),
        ("broken_attacked", Share(figures.Pooled.BrokenAttacked)),
        ("macro_stopped", Macro(figures.MacroStopped)),
        ("macro_broken_attacked", Macro(figures.MacroBrokenAttacked)),
        ("by_pipeline", Groups(figures.ByPipeline)),
        ("by_suite", Groups(figures.BySuite)),
        ("by_attack", Groups(figures.ByAttack)),
        ("by_family", Groups(figures.ByFamily)));

    private static DocumentList Groups(IEnumerable<GroupFigures> groups) => DocumentNode.List(groups.Select(group => DocumentNode.Map(
        ("name", group.Name), ("stopped", Share(group.Stopped)), ("broken", Share(group.Broken)), ("broken_attacked", Share(group.BrokenAttacked)))));

    private static DocumentMap Share(Share share) => Rate(share.Rate, share.Interval).With("clusters", share.Clusters);

    private static DocumentMap Rate(Rate rate, Interval? interval) => DocumentNode.Map(
        ("estimate", Number(rate.Estimate)), ("low", Number(interval?.Low)), ("high", Number(interval?.High)), ("k", rate.Successes), ("n", rate.Trials));

    private static DocumentMap Macro(MacroShare share) => DocumentNode.Map(
        ("estimate", Number(share.Estimate)), ("low", Number(share.Interval?.Low)), ("high", Number(share.Interval?.High)), ("families", share.Families));

    private static DocumentMap Pair(PairedShare pair) => DocumentNode.Map(
        ("a", pair.A), ("b", pair.B), ("point", Name(pair.Point)), ("figure", pair.What == Compared.Stopped ? "stopped" : "broken"),
        ("both", pair.Both), ("only_a", pair.OnlyA), ("only_b", pair.OnlyB), ("neither", pair.Neither),
        ("difference", Number(pair.Difference)), ("low", Number(pair.Interval?.Low)), ("high", Number(pair.Interval?.High)), ("mcnemar_p", Number(pair.McNemarP)));

    private static DocumentList Runs(IEnumerable<NotedRun> runs) => DocumentNode.List(runs.Select(Run));

    private static DocumentMap Run(NotedRun noted) => DocumentNode.Map(
        ("run", noted.Run.Id), ("pipeline", Text(noted.Run.Pipeline)), ("suite", Text(noted.Run.Suite)), ("user_task", Text(noted.Run.UserTask)),
        ("attack", Text(noted.Run.Attack)), ("injection_task", Text(noted.Run.InjectionTask)), ("objection", noted.Objection is { } objection ? Explained(objection) : DocumentNode.Null));

    private static DocumentMap Explained(Objection objection) => DocumentNode.Map(
        ("decision", objection.Decision.Name()), ("gate", objection.Gate), ("stage", Stage(objection.Stage)), ("rule", objection.Rule), ("reason_code", objection.Code),
        ("detail", Text(objection.Detail)), ("call", objection.Call), ("tool", Text(objection.Tool)), ("arguments", Text(objection.Arguments)));

    private static DocumentNode Stage(GateStage? stage) => stage is { } known ? known.Name() : DocumentNode.Null;

    private static DocumentNode Number(double? value) => value is { } number ? number : DocumentNode.Null;

    private static DocumentNode Text(string? value) => value is null ? DocumentNode.Null : value;
}
