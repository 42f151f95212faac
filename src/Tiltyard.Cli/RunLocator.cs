using Tiltyard.Documents;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>Finds the folder of a run from what a person says: a folder, a run id below the root, or latest.</summary>
internal static class RunLocator
{
    public const string Latest = "latest";

    private const int LongestPointer = 4_096;

    /// <summary>One run by its argument or by --run-id; the newest where neither is given.</summary>
    /// <exception cref="DocumentException">There is no such run.</exception>
    public static string Find(string? run, string? runId, string root)
    {
        if (run is not null && runId is not null) throw new DocumentException("--run-id", "name the run once: as the argument or with --run-id");
        if (runId is not null) return ById("--run-id", runId, root);
        if (run is null || run.Equals(Latest, StringComparison.OrdinalIgnoreCase)) return Newest(root) ?? throw new DocumentException(root, "there is no latest run here");
        if (IsRun(run)) return run;
        if (run.EndsWith(RunManifest.FileName, StringComparison.Ordinal) && File.Exists(run)) return Path.GetDirectoryName(Path.GetFullPath(run))!;
        if (File.Exists(run)) throw new DocumentException(run, "this is a file; a run is a folder that holds run.json");
        if (Directory.Exists(run)) throw new DocumentException(run, "this is not a run folder: it holds no run.json");
        return ById("RUN", run, root);
    }

    /// <summary>One run by its argument or by --run-id, else in the documented order: RUN_ID, .run_id, LATEST, LATEST.path.</summary>
    /// <exception cref="DocumentException">There is no such run.</exception>
    public static string Resolve(string? run, string? runId, string root)
    {
        if (run is not null || runId is not null) return Find(run, runId, root);
        if (Environment.GetEnvironmentVariable("RUN_ID") is { Length: > 0 } variable) return ById("RUN_ID", variable, root);
        return Pointer(Path.Combine(root, LatestRun.Marker)) is { } noted ? ById(Path.Combine(root, LatestRun.Marker), noted, root) : Find(null, null, root);
    }

    /// <summary>Every folder below the root that holds a run, in the order of their names.</summary>
    public static IEnumerable<string> All(string root)
    {
        try
        {
            return Directory.Exists(root)
                ? [.. Directory.EnumerateDirectories(root).Where(folder => new DirectoryInfo(folder).LinkTarget is null && IsRun(folder)).Order(StringComparer.Ordinal)]
                : throw new DocumentException(root, File.Exists(root) ? "this is a file, not a folder of runs" : "there is no such folder");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(root, $"the folder cannot be read: {e.Message}");
        }
    }

    public static string? Newest(string root)
    {
        var link = Path.Combine(root, "LATEST");
        if (IsRun(link)) return new DirectoryInfo(link).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? link;
        return Pointer(Path.Combine(root, "LATEST.path")) is { } target && IsRun(Path.Combine(root, target)) ? Path.GetFullPath(Path.Combine(root, target)) : null;
    }

    private static string ById(string source, string runId, string root)
    {
        RunNames.Check(source, runId);
        var folder = Path.Combine(root, runId);
        return IsRun(folder) ? folder : throw new DocumentException(source, $"there is no run '{runId}' in {root}");
    }

    private static bool IsRun(string folder) => File.Exists(Path.Combine(folder, RunManifest.FileName));

    private static string? Pointer(string path)
    {
        if (!File.Exists(path)) return null;
        var text = System.Text.Encoding.UTF8.GetString(InputFiles.ReadBytes(path, LongestPointer)).Trim();
        return text.Length == 0 ? null : text;
    }
}
