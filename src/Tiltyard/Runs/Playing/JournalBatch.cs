using Tiltyard.Documents;
using Tiltyard.Metrics;

namespace Tiltyard.Runs.Playing;

/// <summary>The journal lines of one worker on their way to the store, in one piece. A trace is in the store before its line is.</summary>
internal sealed class JournalBatch(IRunStore store, JournalIndex journal)
{
    private readonly CanonicalWriter _lines = new(1 << 16);
    private readonly CanonicalWriter _row = new();
    private readonly List<(long Index, int Offset)> _entries = [];
    private bool _durable;

    /// <summary>Units since the last flush.</summary>
    public int Units { get; set; }

    /// <summary>False once something is in here that must not be lost.</summary>
    public bool MayWait => !_durable && _lines.Length < 1 << 20;

    public void Add(long index, in PlayedEpisode played, string? stem, bool durable)
    {
        if (played.Events > 0 && stem is not null)
        {
            if (!played.Signatures.IsEmpty) store.Put(EpisodeSignatures.NameOf(stem), played.Signatures.Span);
            store.WriteTrace(stem, played.Trace.Span, durable);
        }

        _row.Clear();
        EpisodeRowWire.Write(_row, played.Row);
        _entries.Add((index, _lines.Length));
        JournalEntry.Write(_lines, index, played.Events, played.Head, _row.Written);
        _durable |= durable;
    }

    public void Flush()
    {
        Units = 0;
        if (_entries.Count == 0) return;
        var offset = store.AppendJournal(_lines.Written, _durable);
        foreach (var (index, place) in _entries) journal.Add(index, offset + place);
        _entries.Clear();
        _lines.Clear();
        _durable = false;
    }
}
