using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>What a tool tells the agent, in the documented form: status, data or error, and how long it took.</summary>
internal static class ToolAnswers
{
    public static Template NetworkError { get; } = Template.Read("the network failed on the way: the call may be made again");

    public static string Ok(DocumentNode data, double latencySeconds) =>
        CanonicalJson.Text(DocumentNode.Map(("status", "ok"), ("data", data), Meta(latencySeconds)));

    public static string Error(ToolCode code, string message, double latencySeconds) =>
        CanonicalJson.Text(DocumentNode.Map(("status", "error"), ("data", DocumentNode.Map(("error_code", code.Name()), ("error_message", message))), Meta(latencySeconds)));

    /// <summary>What a result says, where it is one of a tool; a denial of the engine is none.</summary>
    public static ToolAnswer? Read(string? result)
    {
        if (result is null || !result.StartsWith('{')) return null;
        try
        {
            if (JsonDocumentReader.Read("result", System.Text.Encoding.UTF8.GetBytes(result)) is not DocumentMap map || map.TextOrNull("status") is not { } status) return null;
            return new ToolAnswer(map, status is "ok", map.Find("data") as DocumentMap is { } data && status is "error" ? data.TextOrNull("error_code") : null);
        }
        catch (DocumentException)
        {
            // a poisoned result need not be JSON any more
            return null;
        }
    }

    private static (string, DocumentNode) Meta(double latencySeconds) => ("meta", DocumentNode.Map(("latency_ms", Math.Round(latencySeconds * 1_000, 3))));
}

/// <summary>An answer as an agent reads it.</summary>
internal sealed record ToolAnswer(DocumentMap Whole, bool IsOk, string? Code)
{
    public DocumentNode? Data => Whole.Find("data");
}
