using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Tiltyard.Corpora.Reading;

/// <summary>One part of a GenAI message: words of a role, a call, or what a call gave back.</summary>
internal sealed record TelemetryPart(string Role, string? Text, RecordedCall? Call, string? Id, bool IsResult)
{
    /// <summary>Equal for parts that are the same part of the conversation, seen in another span.</summary>
    public string Identity { get; } = Call is null
        ? $"{(IsResult ? "result" : Role)}\n{Id}\n{Text}"
        : $"call\n{Id}\n{Call.Tool}\n{string.Join('\n', Call.Arguments.Select(argument => $"{argument.Name}={argument.Value}"))}";
}

/// <summary>Reads gen_ai.input.messages, gen_ai.output.messages and gen_ai.system_instructions: messages of a role and parts.</summary>
internal static class TelemetryMessages
{
    public static List<TelemetryPart> Read(string file, int line, string json, TextPool pool, int maxDepth)
    {
        var parts = new List<TelemetryPart>();
        var walk = new JsonWalk(file, line, Encoding.UTF8.GetBytes(json), pool, maxDepth);
        walk.Next();
        walk.RequireList("messages");
        while (walk.NextItem()) ReadMessage(ref walk, parts);
        return parts;
    }

    /// <summary>Instructions: parts without a role, or a bare text.</summary>
    public static string Instructions(string file, int line, string json, TextPool pool, int maxDepth)
    {
        if (json.AsSpan().TrimStart() is not ['[', ..]) return json;
        var parts = new List<TelemetryPart>();
        var walk = new JsonWalk(file, line, Encoding.UTF8.GetBytes(json), pool, maxDepth);
        walk.Next();
        while (walk.NextItem()) ReadPart(ref walk, "system", parts);
        return string.Join('\n', parts.Select(part => part.Text));
    }

    private static void ReadMessage(ref JsonWalk walk, List<TelemetryPart> into)
    {
        walk.EnterObject("a message");
        var role = "";
        var parts = new List<TelemetryPart>();
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("role"u8)) role = walk.ShortOrNull("role") ?? "";
            else if (name.SequenceEqual("parts"u8) && walk.Token == JsonTokenType.StartArray)
            {
                while (walk.NextItem()) ReadPart(ref walk, "", parts);
            }
            else if (name.SequenceEqual("content"u8) && walk.Token == JsonTokenType.String) parts.Add(new TelemetryPart("", walk.Text(), null, null, false));
            else walk.Skip();
        }

        if (role is not ("system" or "user" or "assistant" or "tool" or "developer")) throw walk.Refuse($"'{role}' is no role: system, user, assistant or tool");
        into.AddRange(parts.Select(part => part with { Role = role, IsResult = part.IsResult || role is "tool" }));
    }

    private static void ReadPart(ref JsonWalk walk, string role, List<TelemetryPart> into)
    {
        if (walk.Token == JsonTokenType.String)
        {
            into.Add(new TelemetryPart(role, walk.Text(), null, null, false));
            return;
        }

        walk.EnterObject("a part");
        var (type, text, tool, id) = ("text", (string?)null, (string?)null, (string?)null);
        var arguments = ImmutableArray<RecordedArgument>.Empty;
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("type"u8)) type = walk.ShortOrNull("type") ?? "text";
            else if (name.SequenceEqual("content"u8) || name.SequenceEqual("response"u8) || name.SequenceEqual("result"u8)) text = ValueReading.AnyText(ref walk);
            else if (name.SequenceEqual("name"u8)) tool = walk.ShortOrNull("name");
            else if (name.SequenceEqual("id"u8)) id = walk.TextOrNull("id");
            else if (name.SequenceEqual("arguments"u8)) arguments = ValueReading.Arguments(ref walk);
            else walk.Skip();
        }

        switch (type)
        {
            case "text": into.Add(new TelemetryPart(role, text ?? "", null, null, false)); break;
            case "tool_call": into.Add(new TelemetryPart(role, null, new RecordedCall(tool ?? throw walk.Refuse("a call names no tool"), arguments), id, false)); break;
            case "tool_call_response": into.Add(new TelemetryPart(role, text ?? "", null, id, true)); break;
        }
    }
}
