using System.Text.Json;

namespace Tiltyard.Corpora.Reading;

/// <summary>The first members of a file's first value, by which its form is known before it is read.</summary>
internal sealed class Beginning
{
    private const int MostKeys = 64;

    private readonly List<string> _keys = [];

    /// <summary>Whether the first value begins and ends within one line, or may do so as far as is known.</summary>
    public bool IsLines { get; private init; }

    public static Beginning Of(ReadOnlySpan<byte> prefix, bool isAll)
    {
        var first = prefix[prefix.IndexOfAnyExcept(" \t\r\n"u8)..];
        var feed = first.IndexOf((byte)'\n');
        var beginning = new Beginning { IsLines = first[0] == '{' && IsOneLine(feed < 0 ? first : first[..feed], isPart: feed < 0 && !isAll) };
        beginning.ReadKeys(prefix, isAll);
        return beginning;
    }

    public bool Has(string key) => _keys.Contains(key, StringComparer.Ordinal);

    public bool HasAny(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (Has(key)) return true;
        }

        return false;
    }

    public bool HasAll(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (!Has(key)) return false;
        }

        return true;
    }

    public override string ToString() => _keys.Count == 0 ? "no map" : $"the members {string.Join(", ", _keys.Take(6).Select(key => $"'{key}'"))}";

    /// <summary>A line that is broken JSON is still a line: the reader says what is wrong with it. One that only begins a value is not.</summary>
    private static bool IsOneLine(ReadOnlySpan<byte> line, bool isPart)
    {
        if (isPart) return true;
        var reader = new Utf8JsonReader(line, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 1_000 }));
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndObject) return true;
            }

            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private void ReadKeys(ReadOnlySpan<byte> prefix, bool isAll)
    {
        var reader = new Utf8JsonReader(prefix, isAll, new JsonReaderState(new JsonReaderOptions { MaxDepth = 1_000, AllowMultipleValues = true }));
        var lists = 0;
        try
        {
            while (_keys.Count < MostKeys && reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == 0) lists = 1;
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 + lists) _keys.Add(reader.GetString()!);
                if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == lists) return;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // what is wrong with it the reader of the form says, with its place
        }
    }
}
