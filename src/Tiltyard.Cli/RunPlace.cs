using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>The folder of a run and the id it goes by.</summary>
internal sealed record RunPlace(string Folder, string RunId)
{
    /// <summary>An existing run is never written over: it is resumed on request, or the next free name is taken.</summary>
    /// <exception cref="DocumentException">The run cannot be there.</exception>
    public static RunPlace Find(string? output, string root, RunPlan plan, bool resume, string? named = null)
    {
        if (named is not null) RunNames.Check("run id", named);
        var runId = named ?? RunSetup.RunId(plan);
        var folder = output ?? Path.Combine(root, runId);
        if (resume) return Resumed(folder, plan);
        if (output is null) return new RunPlace(Free(folder), runId);
        if (File.Exists(Path.Combine(folder, RunManifest.FileName)))
            throw new DocumentException(folder, "there is a run here already: give --resume to go on with it, or another --out");
        return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(entry => !IsLeftover(Path.GetFileName(entry)))
            ? throw new DocumentException(folder, "the folder is not empty and holds no run: a run needs one of its own")
            : new RunPlace(folder, runId);
    }

    /// <summary>What a process leaves that was killed before its run.json was in place.</summary>
    private static bool IsLeftover(string name) => name.Equals(RunFolder.LockName, StringComparison.Ordinal) || name.EndsWith(".part", StringComparison.Ordinal);

    /// <summary>Everything that a resumed run relies on is read before anything is written.</summary>
    private static RunPlace Resumed(string folder, RunPlan plan)
    {
        if (!File.Exists(Path.Combine(folder, RunManifest.FileName))) throw new DocumentException(folder, "there is no run to resume here");
        using var store = RunFolder.OpenForReading(folder);
        var run = StoredRun.Open(store, Composition.Registry);
        return run.Manifest.PlanHash.Equals(PlanWire.Hash(plan), StringComparison.Ordinal)
            ? new RunPlace(folder, run.Manifest.RunId)
            : throw new DocumentException(folder, "the run here has another plan: give the same scenario and flags to resume it");
    }

    private static string Free(string folder)
    {
        if (!Path.Exists(folder)) return folder;
        for (var next = 2; ; next++)
        {
            var free = $"{folder}-{next}";
            if (!Path.Exists(free)) return free;
        }
    }
}
