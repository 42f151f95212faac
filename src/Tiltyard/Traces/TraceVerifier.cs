using System.Globalization;
using System.Text;
using Tiltyard.Documents;

namespace Tiltyard.Traces;

/// <summary>
/// Checks a stored trace line by line: form, order, chain and hash, over the bytes as they stand, so that any changed byte shows.
/// It holds one line and the head, whatever the length. To get events back, use <see cref="TraceReader"/>.
/// </summary>
/// <remarks>
/// The chain alone finds accidents and careless hands. Whoever edits an event and computes every later hash anew passes it, since the
/// hash has no key: that shows only in the head, which the journal holds too and a signature over the journal will pin.
/// </remarks>
public sealed class TraceVerifier
{
    private const string AfterTheEnd = "there is something after the event that ends the episode";

    /// <summary>No event is longer, since <see cref="TraceReader"/> reads none that is.</summary>
    public static int LongestLine => DocumentLimits.Default.MaxLength;

    private readonly byte[] _head = TraceHash.Origin.ToArray();
    private byte[] _body = new byte[4096];
    private byte[] _torn = [];
    private int _tornLength;
    private long _bytes;
    private TraceDamage? _damage;

    /// <summary>Events found intact so far.</summary>
    public long Events { get; private set; }

    public string Head => Encoding.ASCII.GetString(_head);

    /// <summary>True once the intact part holds the event that closes an episode.</summary>
    public bool Ended { get; private set; }

    /// <summary>Checks a whole stored trace.</summary>
    public static TraceRecovery CheckAll(ReadOnlySpan<byte> trace)
    {
        var verifier = new TraceVerifier();
        verifier.Append(trace);
        return verifier.Finish();
    }

    /// <summary>Takes the next piece of a trace that is read in pieces, cut anywhere. After damage the rest is ignored.</summary>
    public void Append(ReadOnlySpan<byte> piece)
    {
        while (_damage is null && piece.IndexOf((byte)'\n') is var feed and >= 0)
        {
            if (_tornLength == 0) CheckLine(piece[..feed]);
            else if (Keep(piece[..feed])) CheckLine(_torn.AsSpan(0, _tornLength));
            _tornLength = 0;
            piece = piece[(feed + 1)..];
        }

        if (_damage is null) Keep(piece);
    }

    /// <summary>Says what the pieces came to, once the last of them was appended.</summary>
    public TraceRecovery Finish()
    {
        var torn = _damage is null ? _tornLength : 0;
        return new TraceRecovery(Events, _bytes, Head, Ended, torn, _damage ?? AtEnd());
    }

    /// <summary>Checks the next line, without its line feed. Null means intact; after damage nothing further can be said.</summary>
    public TraceDamage? Check(ReadOnlySpan<byte> line)
    {
        if (Ended) return Damage(AfterTheEnd);
        if (line.Length > LongestLine) return Damage($"the line is longer than {LongestLine} bytes");
        var read = TraceLine.Read(line);
        if (!read.IsEvent) return Damage(line.EndsWith("\r"u8) ? "the line ends with a carriage return" : "the line is not a trace event");
        if (!read.Previous.SequenceEqual(_head)) return Damage("its previous hash is not the hash of the event before it");
        if (!IsNext(read.Seq)) return Damage($"its sequence number is not {Events}");

        Span<byte> computed = stackalloc byte[TraceHash.HexLength];
        Hash(read.Before, read.After, computed);
        if (!read.Hash.SequenceEqual(computed)) return Damage("its hash does not match its content");
        computed.CopyTo(_head);
        Ended = read.Kind.SequenceEqual("episode_ended"u8);
        Events++;
        return null;
    }

    private void CheckLine(ReadOnlySpan<byte> line)
    {
        _damage = Check(line);
        if (_damage is null) _bytes += line.Length + 1;
    }

    private TraceDamage? AtEnd()
    {
        if (_tornLength == 0) return Ended ? null : Damage("the file ends before the episode does; this event and all after it are lost");
        return Ended ? Damage(AfterTheEnd) : Damage($"the file ends within this line after {_tornLength} bytes; it and all after it are lost");
    }

    /// <summary>Adds to the line that has no line feed yet; false where it has become longer than any event.</summary>
    private bool Keep(ReadOnlySpan<byte> part)
    {
        if (_tornLength + (long)part.Length > LongestLine)
        {
            _damage = Damage(Ended ? AfterTheEnd : $"the line is longer than {LongestLine} bytes");
            return false;
        }

        if (_torn.Length < _tornLength + part.Length) Array.Resize(ref _torn, Math.Max(_torn.Length * 2, _tornLength + part.Length));
        part.CopyTo(_torn.AsSpan(_tornLength));
        _tornLength += part.Length;
        return true;
    }

    private bool IsNext(ReadOnlySpan<byte> digits)
    {
        Span<byte> expected = stackalloc byte[20];
        Events.TryFormat(expected, out var length, default, CultureInfo.InvariantCulture);
        return digits.SequenceEqual(expected[..length]);
    }

    private void Hash(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, Span<byte> hex)
    {
        if (_body.Length < before.Length + after.Length) _body = new byte[Math.Max(_body.Length * 2, before.Length + after.Length)];
        before.CopyTo(_body);
        after.CopyTo(_body.AsSpan(before.Length));
        TraceHash.Hex(_body.AsSpan(0, before.Length + after.Length), hex);
    }

    /// <summary>Damage to the line at hand: all before it are intact, one event each.</summary>
    private TraceDamage Damage(string reason) => new(Events + 1, Events, reason);
}
