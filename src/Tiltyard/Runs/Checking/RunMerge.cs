using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Checking;

/// <summary>
/// Puts the shards of one plan together. Their journals and traces are taken over as they are, after every trace was checked against
/// its journal; everything else is projected anew, so the merged run has the bytes of a run in one piece.
/// </summary>
public static class RunMerge
{
    /// <summary>Merges and projects. The target must be empty.</summary>
    /// <exception cref="DocumentException">The parts are not shards of one plan, overlap, or are damaged.</exception>
    public static RunOutcome Merge(IReadOnlyList<IRunStore> parts, IRunStore target, Registry registry, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(clock);
        if (parts.Count == 0) throw new DocumentException("merge", "there is nothing to merge");
        var started = clock.GetUtcNow();
        var manifests = parts.Select(part => RunManifest.Read(part, registry)).ToArray();
        var first = manifests[0];
        for (var part = 1; part < parts.Count; part++)
        {
            if (!manifests[part].PlanHash.Equals(first.PlanHash, StringComparison.Ordinal))
                throw new DocumentException(parts[part].Place, $"this run has another plan than {parts[0].Place}");
            if (!manifests[part].RunId.Equals(first.RunId, StringComparison.Ordinal))
                throw new DocumentException(parts[part].Place, $"this run has another run id than {parts[0].Place}");
        }

        var planned = first.Plan.Planned;
        var manifest = first with { Shard = Shard.Whole, Status = RunStatus.Running, Started = started, Finished = null, Host = DocumentNode.Map(("merged_from", parts.Count)), Evaluation = first.Evaluation is { } evaluation ? evaluation with { Steps = evaluation.Steps.Timed(clock) } : null };
        target.Replace(RunManifest.FileName, manifest.Write());
        var taken = new HashSet<long>();
        foreach (var part in parts) Take(part, target, first.Plan, taken);
        var journal = JournalIndex.Read(target, planned);
        manifest.Evaluation?.Steps.Do(5, () => parts.Count, merged => $"{journal.Finished:N0} of {planned:N0} episodes, played in {merged} parts");
        return RunSession.Conclude(
            target, manifest, registry, journal, journal.Finished == planned ? RunStatus.Complete : RunStatus.Cancelled, new BudgetReport([], null, 0), strict: false, clock.GetUtcNow());
    }

    private static void Take(IRunStore part, IRunStore target, RunPlan plan, HashSet<long> taken)
    {
        var file = $"{part.Place}/journal.jsonl";
        var lines = new CanonicalWriter(1 << 16);
        foreach (var line in part.ReadJournal())
        {
            var entry = JournalEntry.Read(file, line);
            if (entry.Index < 0 || entry.Index >= plan.Planned) throw new DocumentException(new SourcePlace(file, line.Number, 1), null, $"episode {entry.Index} is not in the plan");
            if (!taken.Add(entry.Index)) throw new DocumentException(new SourcePlace(file, line.Number, 1), null, $"episode {entry.Index} is in another part too");
            if (entry.Events > 0) TakeTrace(part, target, plan.FileStem(plan.At(entry.Index)), entry);
            lines.Raw(line.Bytes.Span);
            lines.EndLine();
            if (lines.Length > 1 << 20) Flush(target, lines);
        }

        Flush(target, lines);
    }

    private static void Flush(IRunStore target, CanonicalWriter lines)
    {
        if (lines.Length > 0) target.AppendJournal(lines.Written, durable: false);
        lines.Clear();
    }

    private static void TakeTrace(IRunStore part, IRunStore target, string stem, in JournalEntry entry)
    {
        var trace = part.ReadTrace(stem) ?? throw new DocumentException($"{part.Place}/traces/{stem}.jsonl", "the journal names this trace, and it is not there");
        if (TraceCheck.Against(trace, entry.Events, entry.Head) is { } damage) throw new DocumentException($"{part.Place}/traces/{stem}.jsonl", damage);
        if (part.Read(EpisodeSignatures.NameOf(stem)) is { } signatures) target.Put(EpisodeSignatures.NameOf(stem), signatures);
        target.WriteTrace(stem, trace, durable: false);
    }
}
