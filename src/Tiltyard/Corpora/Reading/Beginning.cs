using System.Text.Json;

namespace Tiltyard.Corpora.Reading;

/// <summary>The first members of a file's first value, by which its form is known before it is read.</summary>
internal static class Beginning
{
    private const int MostKeys = 64;

    /// <summary>The names of the first map's members as far as the prefix goes, and where that map ends, or -1.</summary>
    public static (HashSet<string> Keys, int End) Of(ReadOnlySpan<byte> prefix, bool isAll)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(prefix, isAll, new JsonReaderState(new JsonReaderOptions { MaxDepth = 1_000, AllowMultipleValues = true }));
        var lists = 0;
        try
        {
            while (keys.Count < MostKeys && reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == 0) lists = 1;
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 + lists) keys.Add(reader.GetString()!);
                if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == lists) return (keys, (int)reader.BytesConsumed);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // what is wrong with it the reader of the form says, with its place
        }

        return (keys, -1);
    }

    public static string Named(IReadOnlyCollection<string> keys) =>
        keys.Count == 0 ? "anything but a map" : $"the members {string.Join(", ", keys.Take(8).Select(key => $"'{key}'"))}";
}
