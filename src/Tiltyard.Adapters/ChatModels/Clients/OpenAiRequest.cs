using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.AI;
using Tiltyard.Documents;

namespace Tiltyard.Adapters.ChatModels.Clients;

/// <summary>Writes messages, tools and options as the body of a chat completion request.</summary>
internal static class OpenAiRequest
{
    public static void Write(CanonicalWriter writer, ChatProvider provider, string model, IEnumerable<ChatMessage> messages, ChatOptions options, bool stream)
    {
        writer.BeginObject();
        if (options.MaxOutputTokens is { } most) writer.Integer(Encoding.ASCII.GetBytes(provider.MaxTokensName), most);
        writer.BeginArray("messages"u8);
        foreach (var message in messages) Write(writer, message);
        writer.EndArray();
        writer.Text("model"u8, model);
        if (options.Seed is { } seed) writer.Integer("seed"u8, seed);
        writer.Boolean("stream"u8, stream);
        if (stream)
        {
            writer.BeginObject("stream_options"u8);
            writer.Boolean("include_usage"u8, true);
            writer.EndObject();
        }

        // The shortest text of the float, so that 0.2 is sent as 0.2.
        if (options.Temperature is { } temperature) writer.Number("temperature"u8, (double)(decimal)temperature);
        if (options.Tools is { Count: > 0 } tools) WriteTools(writer, tools, provider.TakesStrict);
        writer.EndObject();
    }

    private static void WriteTools(CanonicalWriter writer, IList<AITool> tools, bool strict)
    {
        writer.BeginArray("tools"u8);
        foreach (var tool in tools.OfType<AIFunctionDeclaration>())
        {
            writer.BeginObject();
            writer.BeginObject("function"u8);
            writer.Text("description"u8, tool.Description);
            writer.Text("name"u8, tool.Name);
            var schema = JsonMarshal.GetRawUtf8Value(tool.JsonSchema);
            writer.Raw("parameters"u8, schema);
            if (strict && MayBeStrict(schema)) writer.Boolean("strict"u8, true);
            writer.EndObject();
            writer.Text("type"u8, "function");
            writer.EndObject();
        }

        writer.EndArray();
    }

    /// <summary>A strict schema has no optional members and no bound on the length of text.</summary>
    private static bool MayBeStrict(ReadOnlySpan<byte> schema) => schema.IndexOf("\"default\":"u8) < 0 && schema.IndexOf("\"maxLength\":"u8) < 0;

    private static void Write(CanonicalWriter writer, ChatMessage message)
    {
        if (message.Role == ChatRole.Tool)
        {
            foreach (var result in message.Contents.OfType<FunctionResultContent>()) WriteResult(writer, result);
            return;
        }

        var text = message.Text;
        writer.BeginObject();
        if (text.Length > 0 || message.Role != ChatRole.Assistant) writer.Text("content"u8, text);
        else writer.Null("content"u8);
        writer.Text("role"u8, message.Role.Value);
        WriteCalls(writer, message.Contents);
        writer.EndObject();
    }

    private static void WriteResult(CanonicalWriter writer, FunctionResultContent result)
    {
        writer.BeginObject();
        writer.Text("content"u8, result.Result as string ?? "");
        writer.Text("role"u8, "tool");
        writer.Text("tool_call_id"u8, result.CallId);
        writer.EndObject();
    }

    private static void WriteCalls(CanonicalWriter writer, IList<AIContent> contents)
    {
        var any = false;
        foreach (var content in contents)
        {
            if (content is not FunctionCallContent call) continue;
            if (!any) writer.BeginArray("tool_calls"u8);
            any = true;
            writer.BeginObject();
            writer.BeginObject("function"u8);
            writer.Text("arguments"u8, ToolCallText.Of(call));
            writer.Text("name"u8, call.Name);
            writer.EndObject();
            writer.Text("id"u8, call.CallId);
            writer.Text("type"u8, "function");
            writer.EndObject();
        }

        if (any) writer.EndArray();
    }
}
