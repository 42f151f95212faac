using System.Text;
using Tiltyard.Traces;

namespace Tiltyard.Lab.Rules;

/// <summary>
/// The laboratory's own audit chain: every hash is SHA-256 over the hash before it, as text, and the record. It is part of the world; the
/// trace of the episode has a chain of its own.
/// </summary>
public sealed class AuditChain
{
    private readonly byte[] _last = new byte[TraceHash.HexLength];
    private readonly byte[] _head = new byte[TraceHash.HexLength];
    private byte[] _buffer = new byte[4096];
    private bool _isBare;

    /// <summary>Records so far.</summary>
    public int Length { get; private set; }

    /// <summary>The first hash; empty before there is one.</summary>
    public string Head => Text(_head);

    /// <summary>The last hash; empty before there is one.</summary>
    public string Last => Text(_last);

    public void Clear()
    {
        Length = 0;
        _isBare = false;
    }

    /// <summary>Counts a record that is not kept; the chain then has a length and no hashes.</summary>
    public void Count()
    {
        Length++;
        _isBare = true;
    }

    /// <summary>Adds a record behind the last one.</summary>
    public void Append(ReadOnlySpan<byte> record) => Append(Length == 0 ? default : _last, record);

    /// <summary>Adds a record behind a hash that is none, as a test of what the laboratory does then.</summary>
    public void AppendBroken(ReadOnlySpan<byte> record) => Append("broken"u8, record);

    private string Text(byte[] hash)
    {
        if (_isBare) throw new InvalidOperationException("The chain of this episode was counted and not kept.");
        return Length == 0 ? "" : Encoding.ASCII.GetString(hash);
    }

    private void Append(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> record)
    {
        var length = previous.Length + record.Length;
        if (_buffer.Length < length) Array.Resize(ref _buffer, Math.Max(length, _buffer.Length * 2));
        previous.CopyTo(_buffer);
        record.CopyTo(_buffer.AsSpan(previous.Length));
        TraceHash.Hex(_buffer.AsSpan(0, length), _last);
        if (Length++ == 0) _last.CopyTo(_head, 0);
    }
}
