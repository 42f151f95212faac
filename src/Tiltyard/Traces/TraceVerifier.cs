using System.Text;

namespace Tiltyard.Traces;

/// <summary>What is wrong with a stored trace and where. The sequence number is the one the damaged line should hold.</summary>
public sealed record TraceDamage(int Line, long Event, string Reason)
{
    public override string ToString() => $"line {Line}: event {Event}: {Reason}";
}

/// <summary>
/// Checks a stored trace line by line: form, order, chain and hash, over the bytes as they stand, so that any changed byte shows.
/// It holds nothing but the head, whatever the length. To get events back, use <see cref="TraceReader"/>.
/// </summary>
public sealed class TraceVerifier
{
    private static ReadOnlySpan<byte> HashMember => ",\"hash\":\""u8;

    private readonly byte[] _head = TraceHash.Origin.ToArray();
    private readonly byte[] _computed = new byte[TraceHash.HexLength];
    private byte[] _body = new byte[4096];
    private bool _ended;

    /// <summary>Events found intact so far.</summary>
    public long Events { get; private set; }

    public string Head => Encoding.ASCII.GetString(_head);

    /// <summary>True once the intact part holds the event that closes an episode.</summary>
    public bool Ended => _ended;

    /// <summary>Checks the next line, without its line feed. Null means intact; after damage nothing further can be said.</summary>
    public TraceDamage? Check(ReadOnlySpan<byte> line)
    {
        var number = checked((int)Events + 1);
        if (_ended) return new TraceDamage(number, Events, "there is a line after the event that ends the episode");
        var place = line.LastIndexOf(HashMember);
        var end = place + HashMember.Length + TraceHash.HexLength;
        if (place < 0 || end >= line.Length || line[end] != (byte)'"' || !line.StartsWith("{\"data\":"u8))
            return new TraceDamage(number, Events, "the line is not a trace event");

        var tail = line[(end + 1)..];
        var claimed = line.Slice(place + HashMember.Length, TraceHash.HexLength);
        if (ReadTail(tail, number) is { } damage) return damage;

        Hash(line[..place], tail);
        if (!claimed.SequenceEqual(_computed)) return new TraceDamage(number, Events, "its hash does not match its content");
        _computed.CopyTo(_head.AsSpan());
        _ended = tail.StartsWith(",\"kind\":\"episode_ended\""u8);
        Events++;
        return null;
    }

    /// <summary>Checks a whole stored trace and says what is lost of it, if anything.</summary>
    public static (TraceVerifier Verifier, TraceDamage? Damage) CheckAll(ReadOnlySpan<byte> trace)
    {
        var verifier = new TraceVerifier();
        while (!trace.IsEmpty)
        {
            var feed = trace.IndexOf((byte)'\n');
            if (feed < 0) return (verifier, verifier.Torn(trace.Length));
            if (verifier.Check(trace[..feed]) is { } damage) return (verifier, damage);
            trace = trace[(feed + 1)..];
        }

        return (verifier, verifier._ended ? null : verifier.Cut());
    }

    /// <summary>The file ends within a line.</summary>
    public TraceDamage Torn(long bytes) => new(checked((int)Events + 1), Events, $"the file ends within this line after {bytes} bytes; it and all after it are lost");

    /// <summary>The file ends at a line's end, before the episode does.</summary>
    public TraceDamage Cut() => new(checked((int)Events + 1), Events, "the file ends before the episode does; this event and all after it are lost");

    private TraceDamage? ReadTail(ReadOnlySpan<byte> tail, int number)
    {
        var previous = tail.IndexOf(",\"prev\":\""u8);
        var start = previous + 9;
        if (previous < 0 || tail.Length < start + TraceHash.HexLength) return new TraceDamage(number, Events, "the line is not a trace event");
        if (!tail.Slice(start, TraceHash.HexLength).SequenceEqual(_head))
            return new TraceDamage(number, Events, "its previous hash is not the hash of the event before it");
        Span<byte> expected = stackalloc byte[32];
        "\",\"seq\":"u8.CopyTo(expected);
        Events.TryFormat(expected[8..], out var digits);
        expected[8 + digits] = (byte)',';
        return tail[(start + TraceHash.HexLength)..].StartsWith(expected[..(9 + digits)])
            ? null
            : new TraceDamage(number, Events, $"its sequence number is not {Events}");
    }

    private void Hash(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (_body.Length < before.Length + after.Length) _body = new byte[Math.Max(_body.Length * 2, before.Length + after.Length)];
        before.CopyTo(_body);
        after.CopyTo(_body.AsSpan(before.Length));
        TraceHash.Hex(_body.AsSpan(0, before.Length + after.Length), _computed);
    }
}
