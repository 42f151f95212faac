using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;

namespace Tiltyard.Runs;

/// <summary>The rows of a run in plan order, taken from the journal one at a time.</summary>
public static class RunRows
{
    /// <summary>Every journalled row in plan order with its place in the plan. The row's bytes are valid until the next one.</summary>
    public static IEnumerable<(PlannedEpisode At, ReadOnlyMemory<byte> Bytes)> Read(IRunStore store, RunPlan plan, JournalIndex journal)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(journal);
        var planned = plan.Planned;
        for (long index = 0; index < planned; index++)
        {
            if (!journal.Holds(index)) continue;
            var line = store.JournalLineAt(journal.OffsetOf(index));
            yield return (plan.At(index), JournalEntry.RowOf(line));
        }
    }

    public static EpisodeRow Parse(ReadOnlyMemory<byte> row) => EpisodeRowReader.Read("rows.jsonl", row.Span);
}
