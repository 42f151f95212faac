using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;
using Tiltyard.Runs;
using Tiltyard.Runs.Playing;

namespace Tiltyard.Cli;

/// <summary>results/LATEST: the newest valid run, as a link where links are to be had, and as LATEST.path and .run_id everywhere.</summary>
internal static class LatestRun
{
    public const string Marker = ".run_id";

    private static readonly string[] Needed = ["rows.jsonl", "results.json", "summary.csv", "summary.svg"];

    public static void Point(string root, string folder)
    {
        try
        {
            Directory.CreateDirectory(root);
            var target = Path.GetRelativePath(Path.GetFullPath(root), Path.GetFullPath(folder));
            File.WriteAllText(Path.Combine(root, "LATEST.path"), target + "\n");
            Mark(Path.Combine(root, Marker), target);
            var link = Path.Combine(root, "LATEST");
            if (new DirectoryInfo(link).LinkTarget is not null)
            {
                // a link whose target is gone is no folder
                if (Directory.Exists(link)) Directory.Delete(link);
                else File.Delete(link);
            }

            if (!Path.Exists(link)) Directory.CreateSymbolicLink(link, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Output.Note($"LATEST was not updated: {e.Message}");
        }
    }

    /// <summary>The complete run below a root that finished last, with every artifact that a reader looks for; null where there is none.</summary>
    public static string? Newest(string root) => RunLocator.All(root)
        .Select(folder => (Folder: folder, Finished: Finished(folder)))
        .Where(run => run.Finished is not null).OrderBy(run => run.Finished).ThenBy(run => run.Folder, StringComparer.Ordinal)
        .Select(run => run.Folder).LastOrDefault();

    /// <summary>A name below this root, or none: a marker that names another run than LATEST would have the wrong one judged.</summary>
    private static void Mark(string marker, string target)
    {
        if (Path.GetFileName(target).Equals(target, StringComparison.Ordinal)) File.WriteAllText(marker, target + "\n");
        else File.Delete(marker);
    }

    private static DateTimeOffset? Finished(string folder)
    {
        if (!Array.TrueForAll(Needed, name => File.Exists(Path.Combine(folder, name)))) return null;
        try
        {
            using var store = RunFolder.OpenForReading(folder);
            var manifest = RunManifest.Read(store, Composition.Registry);
            return manifest.Status == RunStatus.Complete && manifest.Shard.IsWhole ? manifest.Finished : null;
        }
        catch (Exception e) when (e is DocumentException or FormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
