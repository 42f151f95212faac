namespace Tiltyard.Runs;

/// <summary>
/// Where a run is kept: a journal that only grows, traces, and artifacts that appear whole or not at all. Names are relative, with
/// forward slashes. Safe for many threads where it says so.
/// </summary>
public interface IRunStore : IDisposable
{
    /// <summary>What a person would call the place, for messages.</summary>
    string Place { get; }

    /// <summary>A whole artifact, or null where there is none.</summary>
    byte[]? Read(string name);

    /// <summary>Puts an artifact in place at once, durably: a reader sees the old one or the new one.</summary>
    void Replace(string name, ReadOnlySpan<byte> content);

    /// <summary>As <see cref="Replace"/> for what can be made again from journal and traces: whole or not at all, but not synced to the disk.</summary>
    void Put(string name, ReadOnlySpan<byte> content) => Replace(name, content);

    /// <summary>A stream for an artifact too large for memory; it takes its place when <see cref="IArtifactWriter.Commit"/> is called.</summary>
    IArtifactWriter Create(string name);

    /// <summary>Writes an episode's trace. Safe for many threads.</summary>
    void WriteTrace(string stem, ReadOnlySpan<byte> lines, bool durable);

    /// <summary>
    /// Adds to the trace of an episode that is still going on and asks outside, so that an interrupted one leaves what was paid for. It
    /// stands beside the traces under a name of its own. Safe for many threads.
    /// </summary>
    void KeepUnfinished(string stem, ReadOnlySpan<byte> lines);

    /// <summary>Removes what <see cref="KeepUnfinished"/> kept, once the episode is finished or begins anew.</summary>
    void DropUnfinished(string stem);

    /// <summary>An episode's trace, or null where the trace policy left none.</summary>
    byte[]? ReadTrace(string stem);

    /// <summary>Adds whole lines at the journal's end in one piece. Safe for many threads.</summary>
    /// <returns>The offset of the first line.</returns>
    long AppendJournal(ReadOnlySpan<byte> lines, bool durable);

    /// <summary>Reads the journal from its start, line by line with offsets. A torn last line is cut off and reported by <paramref name="torn"/>.</summary>
    IEnumerable<JournalLine> ReadJournal(Action<long>? torn = null);

    /// <summary>The journal's line at an offset, valid until the next call. For one thread.</summary>
    ReadOnlyMemory<byte> JournalLineAt(long offset);
}

/// <summary>A line of the journal without its line feed; the memory is reused.</summary>
public readonly record struct JournalLine(long Offset, int Number, ReadOnlyMemory<byte> Bytes);

/// <summary>An artifact being written.</summary>
public interface IArtifactWriter : IDisposable
{
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Makes it visible under its name. Without this, disposing leaves no trace of it.</summary>
    void Commit();
}
