using System.Collections.Immutable;
using System.Text.Json;

namespace Tiltyard.Documents;

/// <summary>One pass of <see cref="JsonDocumentReader"/> over bytes that are known to be valid UTF-8.</summary>
internal ref struct JsonTree
{
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly DocumentBudget _budget;
    private readonly string _file;
    private readonly int _firstLine;
    private Utf8JsonReader _reader;
    private JsonCursor _cursor;

    public JsonTree(string file, ReadOnlySpan<byte> utf8, DocumentLimits limits, int firstLine)
    {
        _utf8 = utf8;
        _file = file;
        _firstLine = firstLine;
        _budget = new DocumentBudget(limits);
        _cursor = new JsonCursor(file, firstLine);
        // two levels more than allowed, so that the budget speaks first
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.MaxDepth + 2 });
    }

    public DocumentNode ReadDocument()
    {
        Advance();
        var root = ReadValue(DocumentPath.Root, 1);
        Advance();
        return root;
    }

    private DocumentNode ReadValue(DocumentPath path, int depth)
    {
        var place = Place();
        _budget.TakeNode(place, path);
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                _budget.CheckDepth(place, path, depth);
                return ReadMap(place, path, depth);
            case JsonTokenType.StartArray:
                _budget.CheckDepth(place, path, depth);
                return ReadList(place, path, depth);
            case JsonTokenType.True or JsonTokenType.False:
                return DocumentScalar.OfBoolean(_reader.TokenType == JsonTokenType.True, place, path);
            case JsonTokenType.Number:
                return ReadNumber(place, path);
            case JsonTokenType.String:
                return DocumentScalar.OfText(ReadText(place, path), place, path);
            default:
                return DocumentScalar.OfNull(place, path);
        }
    }

    private DocumentMap ReadMap(SourcePlace place, DocumentPath path, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<DocumentEntry>();
        for (Advance(); _reader.TokenType != JsonTokenType.EndObject; Advance())
        {
            var keyPlace = Place();
            var key = ReadText(keyPlace, path);
            Advance();
            entries.Add(new DocumentEntry(key, keyPlace, ReadValue(path.Key(key), depth + 1)));
        }

        return new DocumentMap(place, path, entries.DrainToImmutable());
    }

    private DocumentList ReadList(SourcePlace place, DocumentPath path, int depth)
    {
        var items = ImmutableArray.CreateBuilder<DocumentNode>();
        for (Advance(); _reader.TokenType != JsonTokenType.EndArray; Advance()) items.Add(ReadValue(path.Item(items.Count), depth + 1));
        return new DocumentList(place, path, items.DrainToImmutable());
    }

    private readonly DocumentScalar ReadNumber(SourcePlace place, DocumentPath path)
    {
        var digits = _reader.ValueSpan;
        if (digits.IndexOfAny(".eE"u8) < 0)
        {
            if (_reader.TryGetInt64(out var integer) && integer is >= -CanonicalWriter.MaxInteger and <= CanonicalWriter.MaxInteger)
                return DocumentScalar.OfInteger(integer, place, path);
            return _reader.TryGetDouble(out var large) && IsCanonical(digits, large)
                ? DocumentScalar.OfNumber(large, place, path)
                : throw new DocumentException(place, path.ToString(), DocumentScalar.TooLarge(System.Text.Encoding.ASCII.GetString(digits)));
        }

        return _reader.TryGetDouble(out var number)
            ? DocumentScalar.OfNumber(number, place, path)
            : throw new DocumentException(place, path.ToString(), "a number must be finite");
    }

    /// <summary>Canonical JSON writes a large number without a point up to 1e21: such digits lose nothing as a number.</summary>
    private static bool IsCanonical(ReadOnlySpan<byte> digits, double value)
    {
        if (!double.IsFinite(value)) return false;
        Span<byte> canonical = stackalloc byte[CanonicalNumber.MaxLength];
        return canonical[..CanonicalNumber.Write(value, canonical)].SequenceEqual(digits);
    }

    private readonly string ReadText(SourcePlace place, DocumentPath path)
    {
        try
        {
            return _reader.GetString() ?? string.Empty;
        }
        catch (InvalidOperationException trouble)
        {
            throw new DocumentException(place, path.ToString(), "the text escapes half of a surrogate pair", trouble);
        }
    }

    private SourcePlace Place() => _cursor.PlaceAt(_utf8, (int)_reader.TokenStartIndex);

    private void Advance()
    {
        try
        {
            _reader.Read();
        }
        catch (JsonException trouble)
        {
            throw Broken(trouble);
        }
    }

    /// <summary>The platform counts lines from 0 and columns in bytes, and repeats both at the end of its message.</summary>
    private readonly DocumentException Broken(JsonException trouble)
    {
        var line = (int)(trouble.LineNumber ?? 0);
        var rest = _utf8;
        for (var passed = 0; passed < line; passed++) rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        var column = Math.Min((int)(trouble.BytePositionInLine ?? 0), rest.Length);
        var place = new JsonCursor(_file, _firstLine + line).PlaceAt(rest, column);
        var end = trouble.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new DocumentException(place, path: null, $"not valid JSON: {(end < 0 ? trouble.Message : trouble.Message[..end])}", trouble);
    }
}
