using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Tiltyard.Adapters.ChatModels.Clients;

/// <summary>The arguments of a tool call as JSON text: as they came, where a client kept that.</summary>
internal static class ToolCallText
{
    public static string Of(FunctionCallContent call) => call.RawRepresentation as string ?? JsonSerializer.Serialize(call.Arguments);
}
