using System.Text;
using System.Text.Json;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Summaries;

/// <summary>
/// Reads one JSON value of any length token by token from a stream, in memory that no length of the value changes. A document that fits into memory is read by
/// <see cref="JsonDocumentReader"/>.
/// </summary>
internal ref struct JsonTokens
{
    /// <summary>The longest single text or number.</summary>
    public const int MostTokenBytes = 1 << 20;

    private readonly string _file;
    private readonly Stream _stream;
    private byte[] _buffer = new byte[1 << 16];
    private int _held;
    private bool _hasAll;
    private Utf8JsonReader _reader;
    private int _lines = 1;
    private int _columns = 1;

    public JsonTokens(string file, Stream stream)
    {
        _file = file;
        _stream = stream;
        Fill();
        var start = _buffer.AsSpan(0, _held).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        _buffer.AsSpan(start, _held - start).CopyTo(_buffer);
        _held -= start;
        _reader = new Utf8JsonReader(_buffer.AsSpan(0, _held), _hasAll, default);
        Read();
    }

    public readonly JsonTokenType Type => _reader.TokenType;

    public readonly bool Is(ReadOnlySpan<byte> name) => _reader.ValueTextEquals(name);

    /// <summary>Steps to the next token. Behind the last one there is none, and that is damage: the callers know the form.</summary>
    public void Read()
    {
        try
        {
            while (!_reader.Read()) Refill();
        }
        catch (JsonException trouble)
        {
            throw Broken(trouble);
        }
    }

    /// <summary>Steps over the value that starts here, to its last token.</summary>
    public void Skip()
    {
        if (Type == JsonTokenType.PropertyName) Read();
        if (Type is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return;
        var depth = _reader.CurrentDepth;
        do Read();
        while (_reader.CurrentDepth > depth);
    }

    /// <summary>Nothing may follow the value.</summary>
    public void End()
    {
        try
        {
            while (!_hasAll || _reader.BytesConsumed < _held)
            {
                if (_reader.Read()) throw Wrong("the document ends here");
                if (_hasAll) return;
                Refill();
            }
        }
        catch (JsonException trouble)
        {
            throw Broken(trouble);
        }
    }

    /// <summary>The key that stands here.</summary>
    public readonly string Name() => String();

    public readonly string Text() => Type == JsonTokenType.String ? String() : throw Wrong("expected text");

    private readonly string String()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong("the text is no UTF-8, or escapes half of a surrogate pair");
        }
    }

    public readonly string? TextOrNull() => Type == JsonTokenType.Null ? null : Text();

    public readonly long Integer() => Type == JsonTokenType.Number && _reader.TryGetInt64(out var whole) ? whole : throw Wrong("expected a whole number");

    public readonly double Number() => Type == JsonTokenType.Number && _reader.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Wrong("expected a finite number");

    public readonly bool Boolean() => Type switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Wrong("expected true or false"),
    };

    public readonly void Expect(JsonTokenType type, string what)
    {
        if (Type != type) throw Wrong($"expected {what}");
    }

    /// <summary>What is wrong with the token that stands here.</summary>
    public readonly DocumentException Wrong(string reason, string? path = null)
    {
        var before = _buffer.AsSpan(0, (int)_reader.TokenStartIndex);
        var (lines, columns) = Advance(before, _lines, _columns);
        return new DocumentException(new SourcePlace(_file, lines, columns), path, reason);
    }

    private readonly DocumentException Broken(JsonException trouble)
    {
        var end = trouble.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var place = new SourcePlace(_file, (int)(trouble.LineNumber ?? 0) + 1, (int)Math.Min(int.MaxValue - 1, trouble.BytePositionInLine ?? 0) + 1);
        return new DocumentException(place, null, $"not valid JSON: {(end < 0 ? trouble.Message : trouble.Message[..end])}", trouble);
    }

    private static (int Lines, int Columns) Advance(ReadOnlySpan<byte> passed, int lines, int columns)
    {
        if (passed.LastIndexOf((byte)'\n') is var feed and >= 0)
        {
            lines += passed.Count((byte)'\n');
            columns = 1;
            passed = passed[(feed + 1)..];
        }

        foreach (var code in passed) columns += (code & 0xC0) != 0x80 ? 1 : 0;
        return (lines, columns);
    }

    private void Refill()
    {
        var used = (int)_reader.BytesConsumed;
        (_lines, _columns) = Advance(_buffer.AsSpan(0, used), _lines, _columns);
        _buffer.AsSpan(used, _held - used).CopyTo(_buffer);
        _held -= used;
        if (_held == _buffer.Length)
        {
            if (_held >= MostTokenBytes) throw new DocumentException(new SourcePlace(_file, _lines, _columns), null, $"a text or number here has more than {MostTokenBytes} bytes");
            Array.Resize(ref _buffer, _held * 2);
        }

        Fill();
        _reader = new Utf8JsonReader(_buffer.AsSpan(0, _held), _hasAll, _reader.CurrentState);
    }

    private void Fill()
    {
        try
        {
            var read = _stream.ReadAtLeast(_buffer.AsSpan(_held), _buffer.Length - _held, throwOnEndOfStream: false);
            _held += read;
            _hasAll = _held < _buffer.Length;
        }
        catch (IOException trouble)
        {
            throw new DocumentException(new SourcePlace(_file, _lines, _columns), null, $"the file cannot be read: {trouble.Message}", trouble);
        }
    }
}
