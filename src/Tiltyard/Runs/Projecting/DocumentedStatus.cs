using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Projecting;

/// <summary>The documented status of a whole run: one word for machines and one line for people.</summary>
public static class DocumentedStatus
{
    /// <summary>Dry and budget-skipped trials are not called denied ones.</summary>
    public static (string Kind, string Message) Of(RunResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var total = results.Total;
        var called = total.Count(Terminal.Completed) + total.Count(Terminal.Errored);
        if (total.Episodes == 0) return ("fail", "RUN FAIL: no rows.jsonl produced; see earlier error.");
        if (called == 0 && total.Count(Terminal.Denied) == total.Episodes)
            return ("warn", $"RUN WARN: all trials pre-denied (policy={PolicyId(results.Plan)}); no model calls were made.");
        if (called == 0)
            return ("warn", $"RUN WARN: nothing was called: {total.Count(Terminal.Denied)} denied, {total.Count(Terminal.SkippedBudget)} skipped by budget, {total.Count(Terminal.DryRun)} dry-run.");
        if (results.Plan.Compat == SeedCompat.None && total.Count(Terminal.Errored) == total.Episodes)
            return ("fail", $"RUN FAIL: all {total.Episodes} trials errored; nothing was assessed.");
        return ("ok", $"RUN OK: called={called} total={total.Episodes} pass_rate={Percent(total.Rates[CellFigures.PassRate], results.Plan.Compat)}"
            + $" gates: pre a/w/d={Counts(results, "pre")}, post a/w/d={Counts(results, "post")} top_reason={TopReason(results) ?? "NONE"}");
    }

    /// <summary>A rate of nothing is unknown; the published lines call it 0.</summary>
    public static string Percent(Rate rate, SeedCompat compat) =>
        rate.Estimate is null && compat == SeedCompat.None ? "unknown" : $"{(rate.Estimate ?? 0) * 100:0.0}%";

    /// <summary>The most frequent reason. The published lines count the default allow too; ours are about what was spoken against.</summary>
    public static string? TopReason(RunResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var compat = results.Plan.Compat;
        return results.Total.Rulings
            .Where(ruling => compat != SeedCompat.None || !ruling.Key.Contains(":allow:", StringComparison.Ordinal))
            .GroupBy(ruling => ruling.Key.Split(':', 3)[2], ruling => ruling.Value, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Spelled(group.Key, compat)).FirstOrDefault();
    }

    /// <summary>How often the gates of a stage decided so.</summary>
    public static long Count(RunResults results, string stage, string decision)
    {
        ArgumentNullException.ThrowIfNull(results);
        return results.Total.Rulings
            .Where(ruling => ruling.Key.StartsWith(stage, StringComparison.Ordinal) && ruling.Key.Contains($":{decision}:", StringComparison.Ordinal)).Sum(ruling => ruling.Value);
    }

    /// <summary>The files or names of the policies that were asked.</summary>
    public static IEnumerable<string> PolicyIds(RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Blocks.SelectMany(block => block.Cells).SelectMany(cell => cell.Gates).Select(gate => gate.Options.TextOrNull("file") ?? gate.Name).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The first of them.</summary>
    public static string PolicyId(RunPlan plan) => PolicyIds(plan).FirstOrDefault() ?? "none";

    /// <summary>The stage that the documented counts of a side are of: around calls where the run guards them, else around tools.</summary>
    public static string Stage(RunResults results, string side) => Any(results, "_call:") ? $"{side}_call:" : $"{side}_tool:";

    /// <summary>Whether gates were asked about calls and about tools.</summary>
    public static bool GuardsBoth(RunResults results) => Any(results, "_call:") && Any(results, "_tool:");

    private static bool Any(RunResults results, string kind)
    {
        ArgumentNullException.ThrowIfNull(results);
        return results.Total.Rulings.Keys.Any(ruling => ruling.Contains(kind, StringComparison.Ordinal));
    }

    private static string Counts(RunResults results, string side) => string.Join('/', Rulings.Decisions.Select(decision => Count(results, Stage(results, side), decision)));

    /// <summary>The code as the run's era spelled it: the older lab in capitals, the newer in small letters.</summary>
    private static string Spelled(string code, SeedCompat compat)
    {
        if (compat == SeedCompat.None) return code;
        var aliases = ReasonCodes.Parse(code).Aliases;
        var wanted = aliases.FirstOrDefault(alias => char.IsUpper(alias[0]) == (compat == SeedCompat.Seed));
        return wanted ?? (code.StartsWith("POLICY.", StringComparison.Ordinal) ? code["POLICY.".Length..] : code);
    }
}
