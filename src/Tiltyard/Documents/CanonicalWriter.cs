using System.Diagnostics;

namespace Tiltyard.Documents;

/// <summary>
/// Writes RFC 8785 canonical JSON as UTF-8 into one buffer that is grown as needed and reused after <see cref="Clear"/>.
/// For code that knows its keys and writes them in canonical order; for a tree whose keys still need sorting use
/// <see cref="CanonicalJson"/>. Not thread-safe.
/// </summary>
/// <remarks>
/// Commas are automatic. Names must arrive in ascending UTF-16 order within an object: a DEBUG build checks that and the
/// nesting, a RELEASE build trusts the caller. Lone surrogates and invalid UTF-8 become U+FFFD, so hostile text never throws.
/// </remarks>
public sealed class CanonicalWriter
{
    /// <summary>The largest whole number a JSON reader may be trusted with: 2^53 - 1.</summary>
    public const long MaxInteger = 9_007_199_254_740_991;

    /// <summary>Long text is written in pieces of this many characters, so that the room kept for escapes stays small.</summary>
    private const int PieceLength = 4096;

    private readonly CanonicalOrder? _order = CanonicalOrder.IfDebug();
    private readonly byte[] _longNumber = new byte[CanonicalNumber.MaxLength];
    private byte[] _buffer;
    private int _longNumberLength;
    private double _longNumberValue;
    private int _length;
    private bool _needsComma;

    /// <summary>Makes an empty writer with room for <paramref name="capacity"/> bytes.</summary>
    public CanonicalWriter(int capacity = 1024) => _buffer = new byte[Math.Max(capacity, 64)];

    /// <summary>What has been written since the last <see cref="Clear"/>; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>The same bytes as <see cref="Written"/>, for asynchronous sinks.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _length);

    /// <summary>The number of bytes written.</summary>
    public int Length => _length;

    /// <summary>Forgets what was written and keeps the buffer.</summary>
    public void Clear()
    {
        _length = 0;
        _needsComma = false;
        ForgetOrder();
    }

    /// <summary>Opens an object.</summary>
    public void BeginObject() => Open((byte)'{', isObject: true);

    /// <summary>Closes the innermost object.</summary>
    public void EndObject() => Close((byte)'}', isObject: true);

    /// <summary>Opens an array.</summary>
    public void BeginArray() => Open((byte)'[', isObject: false);

    /// <summary>Closes the innermost array.</summary>
    public void EndArray() => Close((byte)']', isObject: false);

    /// <summary>Writes a name known in advance: UTF-8 in which nothing needs an escape, usually a u8 literal.</summary>
    public void Name(ReadOnlySpan<byte> utf8)
    {
        CheckName(utf8);
        var target = Reserve(utf8.Length + 4);
        var at = 0;
        if (_needsComma) target[at++] = (byte)',';
        target[at++] = (byte)'"';
        utf8.CopyTo(target[at..]);
        at += utf8.Length;
        target[at] = (byte)'"';
        target[at + 1] = (byte)':';
        _length += at + 2;
        _needsComma = false;
    }

    /// <summary>Writes a name that came from data, escaped like any text.</summary>
    public void Name(ReadOnlySpan<char> name)
    {
        CheckName(name);
        WriteText(name);
        Put((byte)':');
        _needsComma = false;
    }

    /// <summary>Writes text; lone surrogates become U+FFFD.</summary>
    public void String(ReadOnlySpan<char> value)
    {
        CheckValue();
        WriteText(value);
    }

    /// <summary>Writes text, or null where there is none.</summary>
    public void String(string? value)
    {
        if (value is null) Null();
        else String(value.AsSpan());
    }

    /// <summary>Writes text that is UTF-8 already; each invalid sequence becomes U+FFFD.</summary>
    public void Utf8String(ReadOnlySpan<byte> value)
    {
        CheckValue();
        Separate();
        Put((byte)'"');
        while (!value.IsEmpty)
        {
            var piece = value[..Math.Min(value.Length, PieceLength)];
            _length += CanonicalText.WriteUtf8(piece, Reserve(piece.Length * CanonicalText.MaxExpansion), piece.Length == value.Length, out var read);
            value = value[read..];
        }

        Put((byte)'"');
        _needsComma = true;
    }

    /// <summary>Writes a number in its shortest ECMAScript form; -0 is written as 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">NaN and infinity have no JSON form.</exception>
    public void Number(double value)
    {
        CheckValue();
        Separate();
        var target = Reserve(CanonicalNumber.MaxLength);
        _length += CanonicalNumber.TryWriteDecimal(value, target, out var written) ? written : WriteLongNumber(value, target);
        _needsComma = true;
    }

    /// <summary>Writes a whole number from -<see cref="MaxInteger"/> to <see cref="MaxInteger"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A larger one would not survive a JSON reader: write it as text.</exception>
    public void Integer(long value)
    {
        if (value is > MaxInteger or < -MaxInteger)
            throw new ArgumentOutOfRangeException(nameof(value), value, "Whole numbers beyond 2^53 - 1 are not canonical JSON: write them as text.");
        CheckValue();
        Separate();
        _length += CanonicalNumber.WriteInteger(value, Reserve(CanonicalNumber.MaxLength));
        _needsComma = true;
    }

    /// <summary>Writes true or false.</summary>
    public void Boolean(bool value) => Literal(value ? "true"u8 : "false"u8);

    /// <summary>Writes null.</summary>
    public void Null() => Literal("null"u8);

    /// <summary>Writes a value that is canonical JSON already, unchecked.</summary>
    public void Raw(ReadOnlySpan<byte> canonical) => Literal(canonical);

    /// <summary>The same from text.</summary>
    public void Raw(ReadOnlySpan<char> canonical)
    {
        CheckValue();
        Separate();
        _length += System.Text.Encoding.UTF8.GetBytes(canonical, Reserve(System.Text.Encoding.UTF8.GetMaxByteCount(canonical.Length)));
        _needsComma = true;
    }

    /// <summary>Ends a line of a JSON Lines file; the next value starts afresh.</summary>
    public void EndLine()
    {
        Put((byte)'\n');
        _needsComma = false;
        ForgetOrder();
    }

    /// <summary>Remembers the last one: its digits are dear to find, and figures repeat from one line to the next.</summary>
    private int WriteLongNumber(double value, Span<byte> target)
    {
        if (value != _longNumberValue)
        {
            _longNumberLength = CanonicalNumber.Write(value, _longNumber);
            _longNumberValue = value;
        }

        _longNumber.AsSpan(0, _longNumberLength).CopyTo(target);
        return _longNumberLength;
    }

    private void WriteText(ReadOnlySpan<char> text)
    {
        if (text.Length > PieceLength)
        {
            WriteLongText(text);
            return;
        }

        var target = Reserve((text.Length * CanonicalText.MaxExpansion) + 3);
        var at = 0;
        if (_needsComma) target[at++] = (byte)',';
        target[at++] = (byte)'"';
        at += CanonicalText.Write(text, target[at..]);
        target[at] = (byte)'"';
        _length += at + 1;
        _needsComma = true;
    }

    private void WriteLongText(ReadOnlySpan<char> text)
    {
        Separate();
        Put((byte)'"');
        while (!text.IsEmpty)
        {
            var length = Math.Min(text.Length, PieceLength);
            if (length < text.Length && char.IsHighSurrogate(text[length - 1])) length--;
            _length += CanonicalText.Write(text[..length], Reserve(length * CanonicalText.MaxExpansion));
            text = text[length..];
        }

        Put((byte)'"');
        _needsComma = true;
    }

    private void Literal(ReadOnlySpan<byte> value)
    {
        CheckValue();
        Separate();
        value.CopyTo(Reserve(value.Length));
        _length += value.Length;
        _needsComma = true;
    }

    private void Open(byte bracket, bool isObject)
    {
        CheckOpen(isObject);
        Separate();
        Put(bracket);
        _needsComma = false;
    }

    private void Close(byte bracket, bool isObject)
    {
        CheckClose(isObject);
        Put(bracket);
        _needsComma = true;
    }

    private void Separate()
    {
        if (_needsComma) Put((byte)',');
    }

    private void Put(byte value)
    {
        if (_length == _buffer.Length) Grow(1);
        _buffer[_length++] = value;
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count) Grow(count);
        return _buffer.AsSpan(_length);
    }

    private void Grow(int count)
    {
        var size = Math.Min(Math.Max((long)_length + count, 2L * _buffer.Length), Array.MaxLength);
        if (size < (long)_length + count) throw new InvalidOperationException("One canonical document cannot be larger than 2 GB.");
        Array.Resize(ref _buffer, (int)size);
    }

    [Conditional("DEBUG")] private void ForgetOrder() => _order?.Clear();
    [Conditional("DEBUG")] private void CheckOpen(bool isObject) => _order?.Open(isObject);
    [Conditional("DEBUG")] private void CheckClose(bool isObject) => _order?.Close(isObject);
    [Conditional("DEBUG")] private void CheckName(ReadOnlySpan<byte> utf8) => _order?.Name(utf8);
    [Conditional("DEBUG")] private void CheckName(ReadOnlySpan<char> name) => _order?.Name(name);
    [Conditional("DEBUG")] private void CheckValue() => _order?.Value();
}
