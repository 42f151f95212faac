using Tiltyard.Documents;
using Tiltyard.Traces.Events;

namespace Tiltyard.Traces;

/// <summary>
/// Writes the events of one episode as hash-chained lines into memory that is reused for the next. A line is canonical JSON
/// {data, hash, kind, prev, seq, t}; the hash is SHA-256 over the same object without its hash member.
/// </summary>
public sealed class TraceWriter : ITraceSink
{
    /// <summary>The length of ,"hash":"…" as a member.</summary>
    private const int HashRoom = 10 + TraceHash.HexLength;

    /// <summary>More than the other members behind data ever need.</summary>
    private const int MembersRoom = 256;

    private readonly CanonicalWriter _data = new();
    private readonly byte[] _head = new byte[TraceHash.HexLength];
    private byte[] _lines = new byte[16 * 1024];
    private int _length;

    public TraceWriter() => Clear();

    /// <summary>All lines written since the last <see cref="Clear"/>, each ended by a line feed.</summary>
    public ReadOnlySpan<byte> Written => _lines.AsSpan(0, _length);

    /// <summary>As <see cref="Written"/>, for asynchronous writing; valid until the next event.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _lines.AsMemory(0, _length);

    public long Events { get; private set; }

    /// <summary>The hash of the last event, or zeros before the first.</summary>
    public string Head => System.Text.Encoding.ASCII.GetString(_head);

    public void Clear()
    {
        _length = 0;
        Events = 0;
        _head.AsSpan().Fill((byte)'0');
    }

    /// <summary>Forgets the lines, for a store that took them, and goes on with the chain.</summary>
    public void Flushed() => _length = 0;

    public void Emit(in EventHeader at, in EpisodeStarted started)
    {
        Open();
        started.Write(_data);
        Close(at, "episode_started"u8);
    }

    public void Emit(in EventHeader at, in Observed observed)
    {
        Open();
        observed.Write(_data);
        Close(at, "observed"u8);
    }

    public void Emit(in EventHeader at, in Injected injected)
    {
        Open();
        injected.Write(_data);
        Close(at, "injected"u8);
    }

    public void Emit(in EventHeader at, in Answered answered)
    {
        Open();
        answered.Write(_data);
        Close(at, "answered"u8);
    }

    public void Emit(in EventHeader at, in Ruled ruled)
    {
        Open();
        ruled.Write(_data);
        Close(at, "ruled"u8);
    }

    public void Emit(in EventHeader at, in Acted acted)
    {
        Open();
        acted.Write(_data);
        Close(at, "acted"u8);
    }

    public void Emit(in EventHeader at, in Stepped stepped)
    {
        Open();
        stepped.Write(_data);
        Close(at, "stepped"u8);
    }

    public void Emit(in EventHeader at, in BudgetStopped stopped)
    {
        Open();
        stopped.Write(_data);
        Close(at, "budget_stopped"u8);
    }

    public void Emit(in EventHeader at, in Judged judged)
    {
        Open();
        judged.Write(_data);
        Close(at, "judged"u8);
    }

    public void Emit(in EventHeader at, in Errored errored)
    {
        Open();
        errored.Write(_data);
        Close(at, "errored"u8);
    }

    public void Emit(in EventHeader at, in EpisodeEnded ended)
    {
        Open();
        ended.Write(_data);
        Close(at, "episode_ended"u8);
    }

    private void Open()
    {
        _data.Clear();
        _data.BeginObject();
        _data.Name("data"u8);
    }

    /// <summary>
    /// Puts the line together where it will lie: first as it is hashed, data and then the other members; then the members behind data
    /// move up and the hash takes its place before them.
    /// </summary>
    private void Close(in EventHeader at, ReadOnlySpan<byte> kind)
    {
        var data = _data.Written;
        var line = Room(data.Length + HashRoom + MembersRoom);
        data.CopyTo(line);
        var members = line.Slice(data.Length, WriteMembers(line[data.Length..], at, kind));
        TraceHash.Hex(line[..(data.Length + members.Length)], _head);

        members.CopyTo(line[(data.Length + HashRoom)..]);
        ",\"hash\":\""u8.CopyTo(line[data.Length..]);
        _head.CopyTo(line[(data.Length + HashRoom - 1 - TraceHash.HexLength)..]);
        line[data.Length + HashRoom - 1] = (byte)'"';
        line[data.Length + HashRoom + members.Length] = (byte)'\n';
        _length += data.Length + HashRoom + members.Length + 1;
        Events++;
    }

    /// <summary>The members behind data and the bracket that closes the event; kinds and hashes need no escapes.</summary>
    private int WriteMembers(Span<byte> target, in EventHeader at, ReadOnlySpan<byte> kind)
    {
        var length = Put(target, 0, ",\"kind\":\""u8);
        length = Put(target, length, kind);
        length = Put(target, length, "\",\"prev\":\""u8);
        length = Put(target, length, _head);
        length = Put(target, length, "\",\"seq\":"u8);
        length += CanonicalNumber.WriteInteger(at.Seq, target[length..]);
        length = Put(target, length, ",\"t\":"u8);
        length += CanonicalNumber.Write(at.Time, target[length..]);
        return Put(target, length, "}"u8);
    }

    private static int Put(Span<byte> target, int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(target[at..]);
        return at + bytes.Length;
    }

    private Span<byte> Room(int needed)
    {
        if (_length + needed > _lines.Length) Array.Resize(ref _lines, Math.Max(_lines.Length * 2, _length + needed));
        return _lines.AsSpan(_length);
    }
}
