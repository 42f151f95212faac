using System.Text.Json;
using Tiltyard.Documents;

namespace Tiltyard.Corpora.Reading;

/// <summary>Where the values of a document stand: the items of its list, or its values one after another.</summary>
internal static class JsonValues
{
    /// <summary>Each value's bytes and the line it begins in.</summary>
    /// <exception cref="DocumentException">The document is not JSON.</exception>
    public static List<(Range Bytes, int Line)> Of(string file, ReadOnlySpan<byte> utf8, int maxDepth)
    {
        var values = new List<(Range, int)>();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth + 1, AllowMultipleValues = true });
        var (line, counted) = (1, 0);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray && reader.CurrentDepth == 0) continue;
                var start = (int)reader.TokenStartIndex;
                line += utf8[counted..start].Count((byte)'\n');
                counted = start;
                reader.Skip();
                values.Add((start..(int)reader.BytesConsumed, line));
            }
        }
        catch (JsonException trouble)
        {
            var end = trouble.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            var place = new SourcePlace(file, (int)(trouble.LineNumber ?? 0) + 1, (int)(trouble.BytePositionInLine ?? 0) + 1);
            throw new DocumentException(place, null, $"not valid JSON: {(end < 0 ? trouble.Message : trouble.Message[..end])}", trouble);
        }

        return values;
    }
}
