using System.Text;
using Tiltyard.Documents;

namespace Tiltyard.Adapters.ChatModels.Calls;

/// <summary>What a provider says of a failure, as one short line: error.message of a JSON body, else its beginning.</summary>
internal static class ErrorText
{
    private const int Most = 300;

    public static string Of(ReadOnlySpan<byte> body)
    {
        var text = Message(body) ?? Encoding.UTF8.GetString(body[..Math.Min(body.Length, Most)]);
        var line = new string([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]).Trim();
        return line.Length <= Most ? line : string.Concat(line.AsSpan(0, ChatAnswer.EndOfCut(line, Most)), "…");
    }

    /// <summary>Whether it was the provider's content filter that stopped the request.</summary>
    public static bool IsFilter(ReadOnlySpan<byte> body) =>
        body.IndexOf("\"content_filter\""u8) >= 0 || body.IndexOf("content_policy_violation"u8) >= 0;

    private static string? Message(ReadOnlySpan<byte> body)
    {
        try
        {
            var error = (JsonDocumentReader.Read("answer", body) as DocumentMap)?.NodeOrNull("error");
            return error switch
            {
                DocumentMap map => map.NodeOrNull("message") is DocumentScalar message ? message.AsText() : null,
                DocumentScalar text => text.AsText(),
                _ => null,
            };
        }
        catch (DocumentException)
        {
            return null;
        }
    }
}
