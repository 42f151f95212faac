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
    private readonly CanonicalWriter line = new();
    private readonly byte[] head = new byte[TraceHash.HexLength];
    private byte[] lines = new byte[16 * 1024];
    private int length;
    private int dataEnd;

    public TraceWriter() => Clear();

    /// <summary>All lines written since the last <see cref="Clear"/>, each ended by a line feed.</summary>
    public ReadOnlySpan<byte> Written => lines.AsSpan(0, length);

    /// <summary>As <see cref="Written"/>, for asynchronous writing; valid until the next event.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => lines.AsMemory(0, length);

    public long Events { get; private set; }

    /// <summary>The hash of the last event, or zeros before the first.</summary>
    public string Head => System.Text.Encoding.ASCII.GetString(head);

    public void Clear()
    {
        length = 0;
        Events = 0;
        head.AsSpan().Fill((byte)'0');
    }

    /// <summary>Forgets the lines, for a store that took them, and goes on with the chain.</summary>
    public void Flushed() => length = 0;

    public void Emit(in EventHeader at, in EpisodeStarted started)
    {
        Open();
        started.Write(line);
        Close(at, "episode_started"u8);
    }

    public void Emit(in EventHeader at, in Observed observed)
    {
        Open();
        observed.Write(line);
        Close(at, "observed"u8);
    }

    public void Emit(in EventHeader at, in Injected injected)
    {
        Open();
        injected.Write(line);
        Close(at, "injected"u8);
    }

    public void Emit(in EventHeader at, in Answered answered)
    {
        Open();
        answered.Write(line);
        Close(at, "answered"u8);
    }

    public void Emit(in EventHeader at, in Ruled ruled)
    {
        Open();
        ruled.Write(line);
        Close(at, "ruled"u8);
    }

    public void Emit(in EventHeader at, in Acted acted)
    {
        Open();
        acted.Write(line);
        Close(at, "acted"u8);
    }

    public void Emit(in EventHeader at, in Stepped stepped)
    {
        Open();
        stepped.Write(line);
        Close(at, "stepped"u8);
    }

    public void Emit(in EventHeader at, in BudgetStopped stopped)
    {
        Open();
        stopped.Write(line);
        Close(at, "budget_stopped"u8);
    }

    public void Emit(in EventHeader at, in Judged judged)
    {
        Open();
        judged.Write(line);
        Close(at, "judged"u8);
    }

    public void Emit(in EventHeader at, in Errored errored)
    {
        Open();
        errored.Write(line);
        Close(at, "errored"u8);
    }

    public void Emit(in EventHeader at, in EpisodeEnded ended)
    {
        Open();
        ended.Write(line);
        Close(at, "episode_ended"u8);
    }

    private void Open()
    {
        line.Clear();
        line.BeginObject();
        line.Name("data"u8);
    }

    private void Close(in EventHeader at, ReadOnlySpan<byte> kind)
    {
        dataEnd = line.Written.Length;
        line.Name("kind"u8);
        line.Utf8String(kind);
        line.Name("prev"u8);
        line.Utf8String(head);
        line.Integer("seq"u8, at.Seq);
        line.Number("t"u8, at.Time);
        line.EndObject();

        var body = line.Written;
        TraceHash.Hex(body, head);
        Append(body[..dataEnd]);
        Append(",\"hash\":\""u8);
        Append(head);
        Append("\""u8);
        Append(body[dataEnd..]);
        Append("\n"u8);
        Events++;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (length + bytes.Length > lines.Length) Array.Resize(ref lines, Math.Max(lines.Length * 2, length + bytes.Length));
        bytes.CopyTo(lines.AsSpan(length));
        length += bytes.Length;
    }
}
