using System.Reflection;
using System.Runtime.InteropServices;
using Tiltyard.Adapters.Consoles;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Runs;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Cli;

/// <summary>What a run takes from its flags and the machine before it begins, and its exit code after it ends.</summary>
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

    public static RunnerOptions Options(RunPlan plan, string? workers, string? shard, int calls)
    {
        var part = ShardFlag.Read(shard);
        if (!part.IsWhole && plan.Limits.DependsOnOrder)
            throw new DocumentException("--shard", "a run with a ceiling other than --max-trials depends on the order of its episodes and cannot be split");
        return new RunnerOptions { Workers = Workers(plan, workers, calls), Shard = part };
    }

    public static bool AsksPerson(RunPlan plan) =>
        plan.Blocks.Any(block => block.Cells.Any(cell => cell.Seats.Any(seat => seat.Name.Equals(HumanAgent.AgentName, StringComparison.Ordinal))));

    public static string RunId(RunPlan plan)
    {
        if (Environment.GetEnvironmentVariable("RUN_ID") is not { Length: > 0 } given) return $"{plan.Name}-{PlanWire.Hash(plan)[..10]}";
        RunNames.Check("RUN_ID", given);
        return given;
    }

    public static DocumentMap Host(RunnerOptions options, DocumentMap chat) => DocumentNode.Map(
        ("chat", chat),
        ("tiltyard", Version),
        ("runtime", RuntimeInformation.FrameworkDescription),
        ("os", RuntimeInformation.OSDescription),
        ("machine", Environment.MachineName),
        ("cores", (long)Environment.ProcessorCount),
        ("workers", (long)options.Workers),
        ("git_sha", GitState.Commit(Environment.CurrentDirectory) is { } commit ? commit : DocumentNode.Null));

    /// <summary>CPU time of all threads of this process, and the most memory it held.</summary>
    public static ResourceUsage Usage()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return new ResourceUsage(Environment.CpuUsage.TotalTime.TotalSeconds, process.PeakWorkingSet64);
    }

    public static int ExitCode(RunOutcome outcome, bool failOnBudget)
    {
        if (outcome.Status == RunStatus.Cancelled) return ExitCodes.RunnerFailed;
        if (failOnBudget && outcome.Budget.Skipped > 0) return ExitCodes.BudgetStop;
        if (Diverged(outcome) > 0 && outcome.Verdict.ExitCode != ExitCodes.Fail) return ExitCodes.Inconclusive;
        return outcome.Verdict.ExitCode;
    }

    /// <summary>Episodes to which a recording had no answer. They are errored, and a replay with one of them proves nothing.</summary>
    public static long Diverged(RunOutcome outcome) => outcome.Results.Total.FailReasons.GetValueOrDefault(ReasonCodes.ReplayDiverged.Code);

    private static int Workers(RunPlan plan, string? text, int calls)
    {
        var asked = text is null ? (int?)null : (int)Flags.Whole("--workers", text, 1, 1_024).AsInteger();
        if (!AsksPerson(plan)) return asked ?? (plan.Limits.DependsOnOrder ? 1 : ChatAgents.AreIn(plan) ? calls : Environment.ProcessorCount);
        return asked is null or 1 ? 1 : throw new DocumentException("--workers", "a person answers one question at a time: with the agent human there is 1 worker");
    }
}
