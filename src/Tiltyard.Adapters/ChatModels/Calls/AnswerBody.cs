using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Tiltyard.Adapters.ChatModels.Calls;

/// <summary>Reads the body of an answer whole and within bounds, and says whether it is what it claims to be.</summary>
internal static class AnswerBody
{
    public const int Most = 16 * 1024 * 1024;

    /// <summary>The bytes as UTF-8; what is not becomes U+FFFD.</summary>
    /// <exception cref="ChatFailureException">There are too many.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var body = new ArrayBufferWriter<byte>(Math.Clamp((int)Math.Min(content.Headers.ContentLength ?? 4_096, Most), 512, 1 << 20));
            while (true)
            {
                var read = await stream.ReadAsync(body.GetMemory(512), cancellation).ConfigureAwait(false);
                if (read == 0) break;
                body.Advance(read);
                if (body.WrittenCount > Most) throw new ChatFailureException($"the answer is longer than {Most} bytes");
            }

            return Utf8.IsValid(body.WrittenSpan) ? body.WrittenMemory : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body.WrittenSpan));
        }
    }

    /// <summary>What is wrong with the body of a successful answer, or null.</summary>
    public static string? Trouble(string? mediaType, ReadOnlySpan<byte> body) => mediaType?.ToLowerInvariant() switch
    {
        "application/json" => JsonTrouble(body),
        "text/event-stream" => StreamTrouble(body),
        null => "the answer has no content type",
        var other => $"the answer has the content type {other}, not application/json",
    };

    private static string? JsonTrouble(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "the answer is not a JSON object";
            while (reader.Read())
            {
                // Some gateways put a provider's failure into an answer of status 200.
                if (reader is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName } && reader.ValueTextEquals("error"u8) && IsObjectNext(ref reader))
                    return $"the provider answered with an error: {ErrorText.Of(body)}";
            }

            return null;
        }
        catch (JsonException e)
        {
            return $"the answer is not JSON: byte {e.BytePositionInLine} of line {e.LineNumber + 1} does not belong there";
        }
        catch (InvalidOperationException)
        {
            return "the answer is not JSON: a name in it escapes half of a surrogate pair";
        }
    }

    private static bool IsObjectNext(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject) return true;
        reader.Skip();
        return false;
    }

    /// <summary>Every event holds JSON, and the last one that a provider sends is there.</summary>
    private static string? StreamTrouble(ReadOnlySpan<byte> body)
    {
        var ended = false;
        foreach (var range in body.Split((byte)'\n'))
        {
            var line = body[range].TrimEnd((byte)'\r');
            if (!line.StartsWith("data:"u8)) continue;
            var data = line["data:"u8.Length..].Trim((byte)' ');
            if (data.SequenceEqual("[DONE]"u8)) ended = true;
            else if (JsonTrouble(data) is { } trouble) return trouble;
            else ended |= data.IndexOf("\"message_stop\""u8) >= 0 || data.IndexOf("\"finish_reason\":\""u8) >= 0;
        }

        return ended ? null : "the stream ended before its last event";
    }
}
