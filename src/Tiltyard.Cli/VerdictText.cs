using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Cli;

/// <summary>The documented THRESHOLDS line and the detail lines below it.</summary>
internal static class VerdictText
{
    private const int MostReasons = 6;

    /// <summary>The metrics that are always shown, with their places in the documented thresholds.</summary>
    private static readonly (string Metric, string Name)[] Documented =
        [("total_trials", "total_trials"), ("callable_trials", "callable_trials"), ("pass_rate", "pass_rate"), ("post_deny", "post_deny")];

    public static string Line(Verdict verdict, CellFigures total) => $"THRESHOLDS: {verdict.Name} ({Facts(verdict, total)})";

    public static IEnumerable<string> Details(Verdict verdict, RunResults results, string folder)
    {
        yield return $"- run: {results.RunId} · dir={folder} · policy={verdict.Policy.ToString().ToLowerInvariant()} · strict={(verdict.IsStrict ? 1 : 0)}";
        foreach (var (metric, name) in Documented)
        {
            var measured = RunMetrics.Find(results, new Criterion { Id = metric, Metric = metric })[0].Measured!;
            var judged = verdict.Criteria.Where(one => one.Cell is null && one.Criterion.Metric.Equals(metric, StringComparison.Ordinal)).ToArray();
            yield return $"- {name}: {Value(measured)}{string.Concat(judged.Select(Bound))}{Ratio(measured)}";
        }

        foreach (var judged in verdict.Criteria.Where(one => one.Cell is not null || Array.TrueForAll(Documented, known => !known.Metric.Equals(one.Criterion.Metric, StringComparison.Ordinal))))
            yield return $"- {judged.Line} [{Word(judged)}]{(judged.Needed is { } needed ? $" needs about {needed:N0} trials" : "")}";
        if (verdict.Notes is { } notes) yield return $"- notes: {notes}";
    }

    public static DocumentMap Json(Verdict verdict, RunResults results, string folder) => DocumentNode.Map(
        ("run_id", results.RunId),
        ("run_dir", folder),
        ("status", verdict.Name),
        ("exit_code", (long)verdict.ExitCode),
        ("policy", verdict.Policy.ToString().ToLowerInvariant()),
        ("strict", verdict.IsStrict),
        ("summary", Line(verdict, results.Total)),
        ("reasons", JsonOutput.Texts(Misses(verdict).Select(judged => judged.Line))),
        ("criteria", DocumentNode.List(verdict.Criteria.Select(judged => DocumentNode.Map(
            ("id", judged.Criterion.Id),
            ("cell", JsonOutput.Text(judged.Cell)),
            ("metric", judged.Criterion.Metric),
            ("estimate", JsonOutput.Number(judged.Measured?.Estimate)),
            ("n", judged.Measured is { } measured ? measured.Count : DocumentNode.Null),
            ("low", JsonOutput.Number(judged.Interval?.Low)),
            ("high", JsonOutput.Number(judged.Interval?.High)),
            ("min", JsonOutput.Number(judged.Criterion.Min)),
            ("max", JsonOutput.Number(judged.Criterion.Max)),
            ("result", ResultsWire.ResultName(judged.Result)),
            ("line", judged.Line))))));

    private static string Facts(Verdict verdict, CellFigures total)
    {
        var misses = Misses(verdict).Select(judged => judged.Line).ToArray();
        var reasons = string.Join("; ", misses.Take(MostReasons)) + (misses.Length > MostReasons ? $"; and {misses.Length - MostReasons} more" : "");
        if (verdict.Status == VerdictStatus.None) return "no criteria were given";
        if (misses.Length > 0) return verdict.Status == VerdictStatus.Ok ? $"policy={verdict.Policy.ToString().ToLowerInvariant()}; {reasons}" : reasons;
        if (verdict.Status == VerdictStatus.Inconclusive) return $"no episode was assessed: {total.Count(Terminal.Errored)} of {total.Episodes} errored";
        var pass = total.Rates[CellFigures.PassRate];
        return $"total={total.Episodes}, callable={pass.Trials}, pass={pass.Successes}, ⇒ pass_rate={pass.Estimate ?? 0:0.00}";
    }

    private static IEnumerable<JudgedCriterion> Misses(Verdict verdict) => verdict.Criteria.Where(judged => judged.Result != CriterionResult.Pass);

    private static string Value(Measured measured) => measured.Estimate is not { } estimate ? "–" : measured.IsRate ? $"{estimate:0.00}" : $"{estimate:0}";

    private static string Ratio(Measured measured) => measured.Successes is { } successes ? $" ({successes}/{measured.Count})" : "";

    private static string Bound(JudgedCriterion judged)
    {
        var format = judged.Measured is { IsRate: true } ? "0.00" : "0";
        var bound = judged.Criterion.Min is { } min ? $"min {min.ToString(format)}" : $"max {judged.Criterion.Max!.Value.ToString(format)}";
        return $" ({bound}) [{Word(judged)}]";
    }

    private static string Word(JudgedCriterion judged) => judged.Result switch
    {
        CriterionResult.Pass => "OK",
        CriterionResult.Warn or CriterionResult.Fail => "MISS",
        CriterionResult.NotEvaluated => "NOT EVALUATED",
        _ => "INCONCLUSIVE",
    };
}
