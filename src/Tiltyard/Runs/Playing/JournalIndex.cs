using Tiltyard.Documents;

namespace Tiltyard.Runs.Playing;

/// <summary>Which episodes of a plan the journal holds, and where. Eight bytes an episode, whatever the rows hold.</summary>
public sealed class JournalIndex
{
    private readonly long[] _offsets;

    private JournalIndex(long planned) => _offsets = new long[planned];

    public long Finished { get; private set; }

    /// <summary>Bytes of a torn last line that were cut off; 0 when there was none.</summary>
    public long Torn { get; private set; }

    public static JournalIndex Empty(long planned) => new(planned);

    /// <summary>Reads the journal of a store.</summary>
    /// <exception cref="DocumentException">A line is damaged, does not belong to the plan, or is there twice.</exception>
    public static JournalIndex Read(IRunStore store, long planned)
    {
        ArgumentNullException.ThrowIfNull(store);
        var index = new JournalIndex(planned);
        var file = $"{store.Place}/journal.jsonl";
        foreach (var line in store.ReadJournal(bytes => index.Torn = bytes))
        {
            var entry = JournalEntry.Read(file, line);
            if (entry.Index < 0 || entry.Index >= planned)
                throw new DocumentException(new SourcePlace(file, line.Number, 1), null, $"episode {entry.Index} is not in the plan of {planned}");
            if (index.Holds(entry.Index))
                throw new DocumentException(new SourcePlace(file, line.Number, 1), null, $"episode {entry.Index} is there twice");
            index.Add(entry.Index, line.Offset);
        }

        return index;
    }

    public bool Holds(long episode) => Volatile.Read(ref _offsets[episode]) != 0;

    /// <summary>The offset of an episode's line.</summary>
    public long OffsetOf(long episode) => _offsets[episode] - 1;

    public void Add(long episode, long offset)
    {
        Volatile.Write(ref _offsets[episode], offset + 1);
        lock (_offsets) Finished++;
    }
}
