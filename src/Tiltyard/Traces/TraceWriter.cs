using System.Security.Cryptography;
using Tiltyard.Documents;
using Tiltyard.Traces.Events;

namespace Tiltyard.Traces;

/// <summary>
/// Writes the events of one episode as hash-chained lines into memory that is reused for the next. A line is canonical JSON
/// {data, hash, kind, prev, seq, t}; the hash is SHA-256 over the same object without its hash member.
/// </summary>
public sealed class TraceWriter : ITraceSink
{
    private readonly CanonicalWriter _line = new();
    private readonly byte[] _head = new byte[TraceHash.HexLength];
    private byte[] _lines = new byte[16 * 1024];
    private int _length;
    private int _dataEnd;

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
        started.Write(_line);
        Close(at, "episode_started"u8);
    }

    public void Emit(in EventHeader at, in Observed observed)
    {
        Open();
        observed.Write(_line);
        Close(at, "observed"u8);
    }

    public void Emit(in EventHeader at, in Injected injected)
    {
        Open();
        injected.Write(_line);
        Close(at, "injected"u8);
    }

    public void Emit(in EventHeader at, in Answered answered)
    {
        Open();
        answered.Write(_line);
        Close(at, "answered"u8);
    }

    public void Emit(in EventHeader at, in Ruled ruled)
    {
        Open();
        ruled.Write(_line);
        Close(at, "ruled"u8);
    }

    public void Emit(in EventHeader at, in Acted acted)
    {
        Open();
        acted.Write(_line);
        Close(at, "acted"u8);
    }

    public void Emit(in EventHeader at, in Stepped stepped)
    {
        Open();
        stepped.Write(_line);
        Close(at, "stepped"u8);
    }

    public void Emit(in EventHeader at, in BudgetStopped stopped)
    {
        Open();
        stopped.Write(_line);
        Close(at, "budget_stopped"u8);
    }

    public void Emit(in EventHeader at, in Judged judged)
    {
        Open();
        judged.Write(_line);
        Close(at, "judged"u8);
    }

    public void Emit(in EventHeader at, in Errored errored)
    {
        Open();
        errored.Write(_line);
        Close(at, "errored"u8);
    }

    public void Emit(in EventHeader at, in EpisodeEnded ended)
    {
        Open();
        ended.Write(_line);
        Close(at, "episode_ended"u8);
    }

    private void Open()
    {
        _line.Clear();
        _line.BeginObject();
        _line.Name("data"u8);
    }

    private void Close(in EventHeader at, ReadOnlySpan<byte> kind)
    {
        _dataEnd = _line.Written.Length;
        _line.Name("kind"u8);
        _line.Utf8String(kind);
        _line.Name("prev"u8);
        _line.Utf8String(_head);
        _line.Integer("seq"u8, at.Seq);
        _line.Number("t"u8, at.Time);
        _line.EndObject();

        var body = _line.Written;
        TraceHash.Hex(body, _head);
        Append(body[.._dataEnd]);
        Append(",\"hash\":\""u8);
        Append(_head);
        Append("\""u8);
        Append(body[_dataEnd..]);
        Append("\n"u8);
        Events++;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _lines.Length) Array.Resize(ref _lines, Math.Max(_lines.Length * 2, _length + bytes.Length));
        bytes.CopyTo(_lines.AsSpan(_length));
        _length += bytes.Length;
    }
}
