namespace Tiltyard.Traces;

/// <summary>
/// One stored line taken apart without trusting it: {"data":…,"hash":"…","kind":"…","prev":"…","seq":…,"t":…}, every byte of it accounted
/// for. What lies in data is not looked at; the hash covers it.
/// </summary>
internal ref struct TraceLine
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>False where the line does not have the form; nothing else means anything then.</summary>
    public bool IsEvent { get; private set; }

    /// <summary>What is hashed, up to the hash member.</summary>
    public ReadOnlySpan<byte> Before { get; private set; }

    /// <summary>What is hashed, from behind the hash member.</summary>
    public ReadOnlySpan<byte> After { get; private set; }

    public ReadOnlySpan<byte> Hash { get; private set; }

    public ReadOnlySpan<byte> Kind { get; private set; }

    public ReadOnlySpan<byte> Previous { get; private set; }

    /// <summary>The sequence number's digits.</summary>
    public ReadOnlySpan<byte> Seq { get; private set; }

    private static ReadOnlySpan<byte> HashMember => ",\"hash\":\""u8;

    private static ReadOnlySpan<byte> Digits => "0123456789"u8;

    private static ReadOnlySpan<byte> HexDigits => "0123456789abcdef"u8;

    /// <summary>
    /// The last hash member is the line's own: a quote within a text of data is escaped, and behind the hash there is only room for the
    /// four members that follow it.
    /// </summary>
    public static TraceLine Read(ReadOnlySpan<byte> line)
    {
        var place = line.LastIndexOf(HashMember);
        if (place < 0 || !line.StartsWith("{\"data\":"u8)) return default;
        var read = new TraceLine { IsEvent = true, Before = line[..place], _rest = line[(place + HashMember.Length)..] };
        read.Hash = read.Take(HexDigits);
        read.Skip("\""u8);
        read.After = read._rest;
        read.Skip(",\"kind\":\""u8);
        read.Kind = read.Take("abcdefghijklmnopqrstuvwxyz_"u8);
        read.Skip("\",\"prev\":\""u8);
        read.Previous = read.Take(HexDigits);
        read.Skip("\",\"seq\":"u8);
        read.Seq = read.Take(Digits);
        read.Skip(",\"t\":"u8);
        read.Take("0123456789+-.e"u8);
        read.Skip("}"u8);
        read.IsEvent &= read._rest.IsEmpty && read.Hash.Length == TraceHash.HexLength && read.Previous.Length == TraceHash.HexLength;
        return read;
    }

    private void Skip(ReadOnlySpan<byte> expected)
    {
        IsEvent &= _rest.StartsWith(expected);
        if (IsEvent) _rest = _rest[expected.Length..];
    }

    /// <summary>Takes one or more of the given bytes.</summary>
    private ReadOnlySpan<byte> Take(ReadOnlySpan<byte> allowed)
    {
        var length = _rest.IndexOfAnyExcept(allowed);
        IsEvent &= length > 0;
        if (!IsEvent) return default;
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
