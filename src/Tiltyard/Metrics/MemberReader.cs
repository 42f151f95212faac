using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Metrics;

/// <summary>Reads the members of one canonical JSON object in an order known beforehand, without building a tree.</summary>
internal ref struct MemberReader
{
    private readonly string _file;
    private Utf8JsonReader _reader;

    public MemberReader(string file, ReadOnlySpan<byte> json)
    {
        _file = file;
        _reader = new Utf8JsonReader(json);
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartObject) throw new DocumentException(file, "a row is a JSON object");
        _reader.Read();
    }

    public string? Text(ReadOnlySpan<byte> name)
    {
        Name(name);
        var text = _reader.TokenType == JsonTokenType.Null ? null : _reader.GetString();
        _reader.Read();
        return text;
    }

    public long Integer(ReadOnlySpan<byte> name)
    {
        Name(name);
        var value = _reader.GetInt64();
        _reader.Read();
        return value;
    }

    public double? Number(ReadOnlySpan<byte> name)
    {
        Name(name);
        double? value = _reader.TokenType == JsonTokenType.Null ? null : _reader.GetDouble();
        _reader.Read();
        return value;
    }

    public bool Boolean(ReadOnlySpan<byte> name)
    {
        Name(name);
        var value = _reader.GetBoolean();
        _reader.Read();
        return value;
    }

    public bool? OptionalBoolean(ReadOnlySpan<byte> name) => Is(name) ? Boolean(name) : null;

    public long? OptionalInteger(ReadOnlySpan<byte> name) => Is(name) ? Integer(name) : null;

    /// <summary>Steps into the list under this name if it is the next member.</summary>
    public bool OpensList(ReadOnlySpan<byte> name)
    {
        if (!Is(name)) return false;
        Name(name);
        if (_reader.TokenType != JsonTokenType.StartArray) throw Unexpected("a list stands here");
        _reader.Read();
        return true;
    }

    /// <summary>Steps into the next object of a list, or over its end.</summary>
    public bool OpensItem()
    {
        if (_reader.TokenType == JsonTokenType.EndArray)
        {
            _reader.Read();
            return false;
        }

        Into();
        return true;
    }

    public void Skip(ReadOnlySpan<byte> name)
    {
        Name(name);
        _reader.Skip();
        _reader.Read();
    }

    /// <summary>Steps into the object under this name if it is the next member.</summary>
    public bool Opens(ReadOnlySpan<byte> name)
    {
        if (!Is(name)) return false;
        Open(name);
        return true;
    }

    /// <summary>Steps into the object under this name, or over the null that stands there.</summary>
    public bool OpensOrNull(ReadOnlySpan<byte> name)
    {
        Name(name);
        if (_reader.TokenType == JsonTokenType.Null)
        {
            _reader.Read();
            return false;
        }

        Into();
        return true;
    }

    public void Open(ReadOnlySpan<byte> name)
    {
        Name(name);
        Into();
    }

    /// <summary>Steps into the object that is next, whatever its name, and gives the name.</summary>
    public string OpenAny()
    {
        var name = _reader.GetString()!;
        _reader.Read();
        Into();
        return name;
    }

    public bool TryClose()
    {
        if (_reader.TokenType != JsonTokenType.EndObject) return false;
        _reader.Read();
        return true;
    }

    public void Close()
    {
        if (!TryClose()) throw Unexpected("the object ends here");
    }

    /// <summary>Counts that are written only where there are any.</summary>
    public ImmutableSortedDictionary<string, int> OptionalCounts(ReadOnlySpan<byte> name) => Is(name) ? Counts(name) : EpisodeRow.Empty;

    public ImmutableSortedDictionary<string, int> Counts(ReadOnlySpan<byte> name)
    {
        Open(name);
        if (TryClose()) return EpisodeRow.Empty;
        var counts = EpisodeRow.Empty.ToBuilder();
        while (!TryClose())
        {
            var key = _reader.GetString()!;
            _reader.Read();
            counts[key] = _reader.GetInt32();
            _reader.Read();
        }

        return counts.ToImmutable();
    }

    public (FieldNames Names, ImmutableArray<Value> Values) Values(ReadOnlySpan<byte> name)
    {
        Open(name);
        var names = new List<string>();
        var values = ImmutableArray.CreateBuilder<Value>();
        while (!TryClose())
        {
            names.Add(_reader.GetString()!);
            _reader.Read();
            values.Add(ReadValue());
            _reader.Read();
        }

        return (names.Count == 0 ? FieldNames.None : new FieldNames(names), values.DrainToImmutable());
    }

    public void End()
    {
        Close();
        if (!_reader.IsFinalBlock) throw Unexpected("the row ends here");
    }

    private Value ReadValue() => _reader.TokenType switch
    {
        JsonTokenType.Null => Value.Null,
        JsonTokenType.True => Value.True,
        JsonTokenType.False => Value.False,
        JsonTokenType.String => Value.Of(_reader.GetString()),
        JsonTokenType.Number => _reader.ValueSpan.IndexOfAny(".eE"u8) < 0 && _reader.TryGetInt64(out var whole) && Math.Abs(whole) <= 1L << 53
            ? Value.Of(whole)
            : Value.Of(_reader.GetDouble()),
        _ => ReadComposite(),
    };

    private Value ReadComposite()
    {
        using var document = JsonDocument.ParseValue(ref _reader);
        return Value.Json(document.RootElement.GetRawText());
    }

    private readonly bool Is(ReadOnlySpan<byte> name) => _reader.TokenType == JsonTokenType.PropertyName && _reader.ValueTextEquals(name);

    private void Name(ReadOnlySpan<byte> name)
    {
        if (!Is(name)) throw Unexpected($"the member '{Encoding.UTF8.GetString(name)}' stands here");
        _reader.Read();
    }

    private void Into()
    {
        if (_reader.TokenType != JsonTokenType.StartObject) throw Unexpected("an object stands here");
        _reader.Read();
    }

    private readonly DocumentException Unexpected(string expected) => new(_file, $"this is not a row: at byte {_reader.TokenStartIndex} {expected} in what we write");
}
