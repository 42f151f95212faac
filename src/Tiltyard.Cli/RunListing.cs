using System.Collections.Immutable;
using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;
using Tiltyard.Reports;
using Tiltyard.Runs.Playing;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>One run folder as a list shows it. Whether its bytes are whole is for verify to say.</summary>
internal sealed record ListedRun(string Folder, string State, string RunId, string Episodes, string Verdict, string Started, bool IsLatest, string? Trouble);

/// <summary>The runs below a root.</summary>
internal static class RunListing
{
    public static ImmutableArray<ListedRun> Read(string root)
    {
        var latest = RunLocator.Newest(root) is { } newest ? Path.GetFullPath(newest) : null;
        return [.. RunLocator.All(root).Select(folder => Describe(folder, Path.GetFullPath(folder).Equals(latest, StringComparison.Ordinal)))];
    }

    public static string Text(IReadOnlyCollection<ListedRun> runs)
    {
        if (runs.Count == 0) return "no runs here";
        var table = new TextTable("run", "state", "episodes", "verdict", "started");
        foreach (var run in runs)
            table.Add((run.IsLatest ? "* " : "  ") + Path.GetFileName(run.Folder), run.State, run.Episodes, run.Verdict, run.Started);
        var trouble = runs.Where(run => run.Trouble is not null).Select(run => $"{run.Folder}: {run.Trouble}");
        return string.Join('\n', trouble.Prepend(table.ToString()).Append("* is the latest"));
    }

    public static DocumentList Json(IEnumerable<ListedRun> runs) => DocumentNode.List(runs.Select(run => DocumentNode.Map(
        ("run_dir", run.Folder),
        ("run_id", run.RunId),
        ("state", run.State),
        ("valid", run.State is "complete"),
        ("episodes", run.Episodes),
        ("verdict", run.Verdict),
        ("started", run.Started),
        ("latest", run.IsLatest),
        ("trouble", JsonOutput.Text(run.Trouble)))));

    private static ListedRun Describe(string folder, bool isLatest)
    {
        try
        {
            using var store = RunFolder.OpenForReading(folder);
            var file = Path.Combine(folder, RunManifest.FileName);
            var map = JsonDocumentReader.Read(file, store.Read(RunManifest.FileName)).AsMap();
            var manifest = RunManifest.Read(store, Composition.Registry);
            var missing = manifest.Status == RunStatus.Complete ? Missing(folder) : null;
            var state = missing is not null ? "damaged" : State(folder, manifest.Status);
            var episodes = map.IntegerOrNull("finished_episodes") is { } finished ? $"{finished:N0} of {manifest.Plan.Planned:N0}" : $"? of {manifest.Plan.Planned:N0}";
            return new ListedRun(folder, state, manifest.RunId, episodes, map.MapOrNull("verdict")?.Text("status") ?? "–", $"{manifest.Started:yyyy-MM-dd HH:mm:ss}", isLatest, missing);
        }
        catch (Exception e) when (e is DocumentException or FormatException or IOException or UnauthorizedAccessException)
        {
            return new ListedRun(folder, "damaged", "", "–", "–", "–", isLatest, Hostile.Line(e.Message));
        }
    }

    private static string? Missing(string folder) =>
        new[] { RunFolder.JournalName, "rows.jsonl", "results.json" }.FirstOrDefault(name => !File.Exists(Path.Combine(folder, name))) is { } name ? $"{name} is missing" : null;

    private static string State(string folder, RunStatus status) => status switch
    {
        RunStatus.Complete => "complete",
        RunStatus.Running when RunFolder.IsBeingWritten(folder) => "running",
        _ => "interrupted",
    };
}
