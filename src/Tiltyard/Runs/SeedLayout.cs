using Tiltyard.Documents;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Runs;

/// <summary>A file of a run and where it stands in one of the older trees. Without a source it is new, with the text given.</summary>
public readonly record struct ExportedFile(string? Source, string Target, string Text = "");

/// <summary>
/// The trees of the older systems, as copies of the same files: runs/SCENARIO/LABEL/STAMP-sSEED with its mirror under artifacts, and
/// results/RUN_ID/EXPERIMENT. File names inside stay.
/// </summary>
public static class SeedLayout
{
    private static readonly string[] EpisodeFileNames = ["config.json", "meta.json", "metrics.json", "step_log.jsonl", "transcript.txt", "transcript.md"];
    private static readonly string[] Plots = ["alignment_timeseries.svg", "tool_usage.svg", "panels.svg"];

    /// <summary>runs/ and artifacts/: one folder for each episode that the trace policy kept.</summary>
    public static IEnumerable<ExportedFile> Episodes(StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var stamp = run.Manifest.Started.UtcDateTime.ToString("yyyyMMdd-HHmmss");
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, row) in run.Rows())
        {
            var source = $"episodes/{run.Plan.FileStem(at)}";
            if (run.Store.Read($"{source}/config.json") is null) continue;
            var cell = run.Plan.Cell(at);
            var folder = $"{CellNames.Slug(cell.World)}/{Label(cell)}/{stamp}-s{row.Seed}";
            if (!taken.Add(folder)) taken.Add(folder = $"{folder}-{CellNames.Slug(cell.Name)}");
            foreach (var name in EpisodeFileNames) yield return new ExportedFile($"{source}/{name}", $"runs/{folder}/{name}");
            yield return new ExportedFile(null, $"artifacts/{folder}/README.txt", $"Pictures of {run.Manifest.RunId}, {run.Plan.FileStem(at)}.\n");
            foreach (var name in Plots) yield return new ExportedFile($"{source}/plots/{name}", $"artifacts/{folder}/{name}");
        }
    }

    /// <summary>results/RUN_ID/EXPERIMENT/run.json for each scenario; the rows go beside it, each to its own.</summary>
    public static IEnumerable<ExportedFile> Experiments(StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Plan.Blocks.Select(block => new ExportedFile(RunManifest.FileName, $"{Experiment(run, block.Scenario)}/{RunManifest.FileName}"));
    }

    /// <summary>Where the row of an episode goes.</summary>
    public static string RowsOf(StoredRun run, in PlannedEpisode at)
    {
        ArgumentNullException.ThrowIfNull(run);
        return $"{Experiment(run, run.Plan.Blocks[at.Block].Scenario)}/rows.jsonl";
    }

    private static string Experiment(StoredRun run, string scenario) => $"results/{run.Manifest.RunId}/{scenario}";

    /// <summary>The documented run label: the model's slug, or policy- and the policy's name.</summary>
    private static string Label(CellPlan cell) =>
        CellNames.Slug(cell.Seats[0].Options.TextOrNull("model") ?? cell.Seats[0].Name.Replace("policy:", "policy-", StringComparison.Ordinal));
}
