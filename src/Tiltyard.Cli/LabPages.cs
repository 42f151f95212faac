using System.Globalization;
using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Pages;
using Tiltyard.Runs;
using Tiltyard.Runs.Checking;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Cli;

/// <summary>Pages of shifts: from a run folder by its trace, or from a results document by playing what it says.</summary>
internal static class LabPages
{
    /// <exception cref="DocumentException">The file cannot be written.</exception>
    public static void Write(string path, ShiftRecord shift) => OutputFiles.Write(path, ShiftPage.Render(shift));

    /// <summary>The episode of a results file.</summary>
    /// <exception cref="DocumentException">It is none, or does not come out again.</exception>
    public static ShiftRecord OfResults(string file, string? partner, string? episode)
    {
        if (Path.GetExtension(file) is ".jsonl") throw new DocumentException(file, "a log says neither task nor seed: give the results file that was written with it, or a run folder");
        var number = episode is null ? 0 : (int)Flags.Whole("--episode", episode, 0, 10_000_000).AsInteger();
        return ResultsEpisode.Play(InputFiles.ReadDocument(file).AsMap(), partner is null ? null : LabPolicies.OverlayMap(partner), number);
    }

    /// <summary>The episode of a run folder. What is shown is what the trace's choices bring about, and it must give the trace again to the byte.</summary>
    /// <exception cref="DocumentException">The episode is not of the laboratory, left no trace, or its trace does not come out again.</exception>
    public static async Task<ShiftRecord> OfRunAsync(string folder, string? episode)
    {
        using var store = RunFolder.OpenForReading(folder);
        var manifest = RunManifest.Read(store, Composition.Registry);
        var at = Find(manifest.Plan, episode);
        var (cell, stem) = (manifest.Plan.Cell(at), manifest.Plan.FileStem(at));
        if (!cell.World.Equals(LabKind.Kind.Name, StringComparison.Ordinal)) throw new DocumentException(store.Place, $"the episode {stem} is of the world '{cell.World}': only shifts of the laboratory have this page");
        var trace = store.ReadTrace(stem) ?? EpisodeReplay.PlayAgain(manifest.Plan, at, manifest.RunId, Composition.Registry);
        ShiftRecorder? recorder = null;
        var report = await EpisodeReplay.ReplayAsync(
            manifest.Plan, at, manifest.RunId, Composition.Registry, $"traces/{stem}.jsonl", trace, recordedActions: true, watch: world => recorder = new ShiftRecorder((LabWorld)world)).ConfigureAwait(false);
        if (report.Divergence is { } divergence) throw new DocumentException(Path.Combine(store.Place, "traces", $"{stem}.jsonl"), $"played again, the trace diverges at {divergence}");
        return recorder!.Finish(string.Join(", ", cell.Seats.Select(seat => seat.Name).Distinct(StringComparer.Ordinal)));
    }

    private static PlannedEpisode Find(RunPlan plan, string? name)
    {
        if (name is null) return plan.At(0);
        if (long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number < plan.Planned ? plan.At(number) : throw new DocumentException("--episode", $"the plan has {plan.Planned} episodes: {number} is none of them");
        for (long index = 0; index < plan.Planned; index++)
        {
            if (plan.FileStem(plan.At(index)).Equals(name, StringComparison.Ordinal)) return plan.At(index);
        }

        throw new DocumentException("--episode", $"the plan has no episode '{name}': give its number, or cell/case-eN");
    }
}
