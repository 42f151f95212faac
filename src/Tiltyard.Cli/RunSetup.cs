using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Tiltyard.Catalog;
using Tiltyard.Documents;
using Tiltyard.Runs;
using Tiltyard.Verdicts;

namespace Tiltyard.Cli;

/// <summary>What a run takes from its flags, its folder and the machine before it begins, and its exit code after it ends.</summary>
internal static class RunSetup
{
    public static bool StrictByEnvironment => Environment.GetEnvironmentVariable("STRICT") is "1";

    public static string Version { get; } =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The criteria of the scenario, then those of the thresholds file; the file's policy and confidence win.</summary>
    public static CriteriaSet Criteria(ScenarioSet set, string? thresholds)
    {
        if (thresholds is null) return new CriteriaSet { Criteria = set.Criteria, Policy = VerdictPolicy.Strict };
        var file = ThresholdsFile.Read(InputFiles.ReadDocument(thresholds));
        var own = set.Criteria.Select(criterion => criterion.OnMiss == OnMiss.Policy ? criterion with { OnMiss = OnMiss.Fail } : criterion);
        return file with { Criteria = [.. own, .. file.Criteria] };
    }

    public static RunnerOptions Options(RunPlan plan, string? workers, string? shard)
    {
        var count = workers is { } text ? (int)Flags.Whole("--workers", text, 1, 1_024).AsInteger() : plan.Limits.DependsOnOrder ? 1 : Environment.ProcessorCount;
        var part = shard is null ? Shard.Whole : ReadShard(shard);
        if (!part.IsWhole && plan.Limits.DependsOnOrder)
            throw new DocumentException("--shard", "a run with a ceiling other than --max-trials depends on the order of its episodes and cannot be split");
        return new RunnerOptions { Workers = count, Shard = part };
    }

    public static string RunId(RunPlan plan) =>
        Environment.GetEnvironmentVariable("RUN_ID") is { Length: > 0 } given ? given : $"{plan.Name}-{PlanWire.Hash(plan)[..10]}";

    /// <summary>The folder of the run. An existing run is never written over: it is resumed on request, or the next free name is taken.</summary>
    public static string Folder(string? output, string root, string runId, RunPlan plan, bool resume)
    {
        if (runId.AsSpan().IndexOfAny('/', '\\') >= 0 || runId is "." or "..") throw new DocumentException("RUN_ID", "a run id is not a path");
        var folder = output ?? Path.Combine(root, runId);
        var exists = File.Exists(Path.Combine(folder, RunManifest.FileName));
        if (resume)
        {
            if (!exists) throw new DocumentException(folder, "there is no run to resume here");
            var manifest = JsonDocumentReader.Read(Path.Combine(folder, RunManifest.FileName), InputFiles.ReadBytes(Path.Combine(folder, RunManifest.FileName), 1 << 28)).AsMap();
            if (!manifest.Text("plan_hash").Equals(PlanWire.Hash(plan), StringComparison.Ordinal))
                throw new DocumentException(folder, "the run here has another plan: give the same scenario and flags to resume it");
            return folder;
        }

        if (!exists) return folder;
        if (output is not null) throw new DocumentException(folder, "there is a run here already: give --resume to go on with it, or another --out");
        for (var next = 2; ; next++)
        {
            var free = $"{folder}-{next}";
            if (!Directory.Exists(free)) return free;
        }
    }

    public static DocumentMap Host(RunnerOptions options) => DocumentNode.Map(
        ("tiltyard", Version),
        ("runtime", RuntimeInformation.FrameworkDescription),
        ("os", RuntimeInformation.OSDescription),
        ("machine", Environment.MachineName),
        ("cores", (long)Environment.ProcessorCount),
        ("workers", (long)options.Workers),
        ("git_sha", GitState.Commit(Environment.CurrentDirectory) is { } commit ? commit : DocumentNode.Null));

    public static int ExitCode(RunOutcome outcome, bool failOnBudget)
    {
        if (outcome.Status == RunStatus.Cancelled) return ExitCodes.RunnerFailed;
        if (failOnBudget && outcome.Budget.Skipped > 0) return ExitCodes.BudgetStop;
        return outcome.Verdict.ExitCode;
    }

    private static Shard ReadShard(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && number >= 1 && number <= count && count <= 100_000
            ? new Shard(number, count)
            : throw new DocumentException("--shard", $"'{text}' is not a part such as 1/5");
    }
}
