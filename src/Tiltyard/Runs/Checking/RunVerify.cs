using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Runs.Projecting;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs.Checking;

/// <summary>What a verification found.</summary>
/// <param name="Episodes">Episodes that the journal holds.</param>
/// <param name="Traces">Traces that were checked.</param>
/// <param name="Remeasured">Rows whose figures were computed again from their trace.</param>
/// <param name="Problems">What does not hold, one line each, in the order found; at most a hundred.</param>
public sealed record VerifyReport(long Episodes, long Traces, long Remeasured, IReadOnlyList<string> Problems)
{
    public bool IsIntact => Problems.Count == 0;
}

/// <summary>
/// Checks a run folder as a stranger would: every line of the journal against its hash, every trace against its chain and the journal,
/// every traced row against a new measurement, and rows.jsonl, results.json and the files of its worlds against a new projection.
/// </summary>
public static class RunVerify
{
    private const int MostProblems = 100;

    public static VerifyReport Verify(IRunStore store, Registry registry)
    {
        ArgumentNullException.ThrowIfNull(store);
        var manifest = RunManifest.Read(store, registry);
        var problems = new List<string>();
        var plan = manifest.Plan;
        var journal = JournalIndex.Read(store, plan.Planned);
        if (journal.Torn > 0) problems.Add($"journal.jsonl: its last line is torn after {journal.Torn} bytes; the episode in it is lost and will be played again on --resume");
        if (manifest.Status == RunStatus.Complete && manifest.Shard.IsWhole && journal.Finished < plan.Planned)
            problems.Add($"journal.jsonl: the run says complete and {plan.Planned - journal.Finished} of {plan.Planned} episodes are missing");
        long traces = 0;
        long remeasured = 0;
        var builder = new ResultsBuilder(plan, manifest.RunId);
        var rows = new RowsComparison(store.Read("rows.jsonl"));
        foreach (var (at, bytes) in RunRows.Read(store, plan, journal))
        {
            var row = RunRows.Parse(bytes);
            builder.Add(at, row);
            rows.Next(bytes.Span);
            var line = store.JournalLineAt(journal.OffsetOf(at.Index));
            var entry = JournalEntry.Read("journal.jsonl", new JournalLine(0, 0, line));
            if (entry.Events == 0) continue;
            traces++;
            var isWhole = CheckTrace(store, plan, at, entry, row, problems);
            remeasured += isWhole ? 1 : 0;
            // only what came to its end can be played again to the same end
            if (isWhole && row.IsAssessed && registry.World(plan.Cell(at).World)?.Signatures is { } check) problems.AddRange(Signatures(check, store, manifest, registry, at).Take(MostProblems - problems.Count));
            if (problems.Count >= MostProblems) break;
        }

        if (manifest.Status != RunStatus.Running && problems.Count < MostProblems)
        {
            if (rows.Finish() is { } difference) problems.Add(difference);
            CompareResults(StoredRun.Open(store, registry), builder.Build(), problems);
            if (manifest.Status == RunStatus.Complete) CompareFiles(new RecordedRun(store, manifest, registry, journal), problems);
        }

        return new VerifyReport(journal.Finished, traces, remeasured, problems);
    }

    private static bool CheckTrace(IRunStore store, RunPlan plan, in PlannedEpisode at, in JournalEntry entry, EpisodeRow row, List<string> problems)
    {
        var name = $"traces/{plan.FileStem(at)}.jsonl";
        if (store.ReadTrace(plan.FileStem(at)) is not { } trace)
        {
            problems.Add($"{name}: the journal names this trace of {entry.Events} events, and it is not there");
            return false;
        }

        if (TraceCheck.Against(trace, entry.Events, entry.Head) is { } damage)
        {
            problems.Add($"{name}: {damage}");
            return false;
        }

        var meter = new EpisodeMeter(plan.Cell(at).Threshold);
        meter.Begin();
        TraceReader.Read(name, trace, meter);
        if (!row.IsAssessed || (meter.Figures().SequenceEqual(row.Figures) && meter.TaskDone == row.TaskDone && meter.Harmed == row.Harmed && meter.Attack == row.Attack)) return true;
        problems.Add($"{name}: its figures, measured again, are not those of the row");
        return false;
    }

    /// <summary>Plays the episode again and holds the file beside its trace against what is signed in it.</summary>
    private static IEnumerable<string> Signatures(EpisodeSignatures check, IRunStore store, RunManifest manifest, Registry registry, PlannedEpisode at)
    {
        var stem = manifest.Plan.FileStem(at);
        var name = EpisodeSignatures.NameOf(stem);
        var stored = store.Read(name);
        if (stored is null && !check.MayBeSigned(manifest.Plan.Cell(at).Parameters)) return [];
        try
        {
            var world = EpisodeReplay.WatchAsync(manifest.Plan, at, manifest.RunId, registry, $"traces/{stem}.jsonl", store.ReadTrace(stem)!, static _ => NothingSeen.Instance).AsTask().GetAwaiter().GetResult();
            return [.. check.Problems(world, stored).Select(problem => $"{name}: {problem}")];
        }
        catch (DocumentException e)
        {
            return [e.Message];
        }
    }

    private static void CompareResults(StoredRun run, RunResults results, List<string> problems)
    {
        if (run.Store.Read("results.json") is not { } stored)
        {
            problems.Add("results.json: it is not there");
            return;
        }

        var recorded = JsonDocumentReader.Read("results.json", stored, new DocumentLimits { MaxLength = int.MaxValue, MaxNodes = int.MaxValue }).AsMap().Map("verdict");
        var (verdict, evaluation) = run.Judge(results, run.Manifest.Criteria, recorded.Boolean("strict"));
        var again = ResultsWire.Write(results, verdict, run.Rows().Select(row => row.Row), evaluation);
        if (!again.AsSpan().SequenceEqual(stored)) problems.Add("results.json: projected again from the journal it comes out different");
    }

    /// <summary>Where an episode does not play again, nothing that was made of it can be made anew: that is the problem, and the only one.</summary>
    private static void CompareFiles(RecordedRun run, List<string> problems)
    {
        try
        {
            foreach (var (name, content) in run.WorldFiles())
            {
                if (run.Store.Read(name) is not { } stored) problems.Add($"{name}: it is not there");
                else if (!content.AsSpan().SequenceEqual(stored)) problems.Add($"{name}: made again from the traces it comes out different");
            }
        }
        catch (DocumentException e)
        {
            problems.Add(e.Message);
        }
    }

    private sealed class NothingSeen : ITraceSink
    {
        public static NothingSeen Instance { get; } = new();
    }

    /// <summary>Follows rows.jsonl beside the journal without holding both.</summary>
    private sealed class RowsComparison(byte[]? stored)
    {
        private int _at;
        private long _row;
        private string? _difference;

        public void Next(ReadOnlySpan<byte> row)
        {
            _row++;
            if (stored is null || _difference is not null) return;
            if (_at + row.Length < stored.Length && stored.AsSpan(_at, row.Length).SequenceEqual(row) && stored[_at + row.Length] == (byte)'\n') _at += row.Length + 1;
            else _difference = $"rows.jsonl: line {_row} is not the row of the journal";
        }

        public string? Finish() => stored is null ? "rows.jsonl: it is not there"
            : _difference ?? (_at == stored.Length ? null : $"rows.jsonl: it goes on after line {_row}, the last row of the journal");
    }
}
