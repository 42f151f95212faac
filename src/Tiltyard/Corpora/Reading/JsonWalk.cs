using System.Text;
using System.Text.Json;
using Tiltyard.Documents;

namespace Tiltyard.Corpora.Reading;

/// <summary>
/// Walks one JSON value of a recorded run without building a tree, and refuses what does not belong with file, line and reason. For
/// documents that people write use <see cref="JsonDocumentReader"/>.
/// </summary>
internal ref struct JsonWalk
{
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly string _file;
    private readonly int _line;
    private readonly TextPool _pool;
    private Utf8JsonReader _reader;

    public JsonWalk(string file, int line, ReadOnlySpan<byte> utf8, TextPool pool, int maxDepth)
    {
        _file = file;
        _line = line;
        _utf8 = utf8;
        _pool = pool;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
    }

    public readonly string File => _file;

    public readonly TextPool Pool => _pool;

    public readonly JsonTokenType Token => _reader.TokenType;

    public readonly ReadOnlySpan<byte> Raw => _reader.ValueSpan;

    /// <summary>Where the token begins, in bytes.</summary>
    public readonly int Start => (int)_reader.TokenStartIndex;

    /// <summary>Where the token ends, in bytes.</summary>
    public readonly int End => (int)_reader.BytesConsumed;

    public readonly bool IsNull => _reader.TokenType == JsonTokenType.Null;

    /// <summary>The line the value begins in.</summary>
    public readonly int Line => _line;

    public bool Next()
    {
        try
        {
            return _reader.Read();
        }
        catch (JsonException trouble)
        {
            throw Broken(trouble);
        }
    }

    /// <summary>Steps into the value, which must be an object.</summary>
    public void EnterObject(string what)
    {
        if (_reader.TokenType == JsonTokenType.None) Next();
        if (_reader.TokenType != JsonTokenType.StartObject) throw Refuse($"{what} is a map, not {Kind}");
    }

    public readonly void RequireList(string what)
    {
        if (_reader.TokenType != JsonTokenType.StartArray) throw Refuse($"{what} is a list, not {Kind}");
    }

    /// <summary>The next name of an object, already standing on its value; false at the object's end.</summary>
    public bool NextName(out ReadOnlySpan<byte> name)
    {
        Next();
        name = default;
        if (_reader.TokenType == JsonTokenType.EndObject) return false;
        name = _reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(Text()) : _reader.ValueSpan;
        Next();
        return true;
    }

    /// <summary>The next name of an object as a pooled text, already standing on its value; false at the object's end.</summary>
    public bool NextKey(out string key)
    {
        Next();
        key = "";
        if (_reader.TokenType == JsonTokenType.EndObject) return false;
        key = Short();
        Next();
        return true;
    }

    /// <summary>The next item of a list; false at its end.</summary>
    public bool NextItem()
    {
        Next();
        return _reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Leaves the value the walk stands on unread.</summary>
    public void Skip()
    {
        try
        {
            _reader.Skip();
        }
        catch (JsonException trouble)
        {
            throw Broken(trouble);
        }
    }

    /// <summary>The text of a string or a name; half of a surrogate pair becomes U+FFFD.</summary>
    public readonly string Text()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Mended();
        }
    }

    /// <summary>The same for texts that come again and again.</summary>
    public string Short()
    {
        try
        {
            return _pool.Text(ref _reader);
        }
        catch (InvalidOperationException)
        {
            return Mended();
        }
    }

    /// <summary>A text or null; anything else is refused.</summary>
    public readonly string? TextOrNull(string what) => _reader.TokenType switch
    {
        JsonTokenType.String => Text(),
        JsonTokenType.Null => null,
        _ => throw Refuse($"{what} is text, not {Kind}"),
    };

    public string? ShortOrNull(string what) => _reader.TokenType switch
    {
        JsonTokenType.String => Short(),
        JsonTokenType.Null => null,
        _ => throw Refuse($"{what} is text, not {Kind}"),
    };

    public readonly bool? BooleanOrNull(string what) => _reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        _ => throw Refuse($"{what} is true, false or null, not {Kind}"),
    };

    public readonly bool TryInteger(out long value) => _reader.TryGetInt64(out value);

    public readonly bool TryNumber(out double value) => _reader.TryGetDouble(out value) && double.IsFinite(value);

    /// <summary>Where the value the walk stands on is, in bytes; it is then passed.</summary>
    public Range Pass()
    {
        var start = Start;
        Skip();
        return start..End;
    }

    public readonly DocumentException Refuse(string reason) => new(PlaceAt(Start), null, reason);

    private readonly string Kind => _reader.TokenType switch
    {
        JsonTokenType.StartObject => "a map",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "null",
    };

    private readonly SourcePlace PlaceAt(int position) => new JsonCursor(_file, _line).PlaceAt(_utf8, Math.Min(position, _utf8.Length));

    /// <summary>The platform refuses half of a surrogate pair; a model may have written one, and its run still counts.</summary>
    private readonly string Mended()
    {
        var text = new StringBuilder();
        var raw = Encoding.UTF8.GetString(_reader.ValueSpan);
        for (var at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '\\')
            {
                text.Append(raw[at]);
                continue;
            }

            at++;
            text.Append(raw[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', 'u' => (char)Convert.ToInt32(raw.Substring(at + 1, 4), 16), var other => other });
            if (raw[at] == 'u') at += 4;
        }

        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1])) at++;
            else text[at] = '\uFFFD';
        }

        return text.ToString();
    }

    private readonly DocumentException Broken(JsonException trouble)
    {
        var end = trouble.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var start = 0;
        for (var line = 0L; line < (trouble.LineNumber ?? 0) && _utf8[start..].IndexOf((byte)'\n') is var feed and >= 0; line++) start += feed + 1;
        var place = PlaceAt(Math.Min(start + (int)(trouble.BytePositionInLine ?? 0), _utf8.Length));
        return new DocumentException(place, null, $"not valid JSON: {(end < 0 ? trouble.Message : trouble.Message[..end])}", trouble);
    }
}
