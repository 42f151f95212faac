using System.Text;
using Microsoft.Extensions.AI;
using Tiltyard.Documents;

namespace Tiltyard.Adapters.ChatModels.Clients;

/// <summary>Reads chat completions, whole or in pieces, with the liberties that compatible servers take.</summary>
internal sealed class OpenAiResponse
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _reasoning = new();
    private readonly StringBuilder _refusal = new();
    private readonly SortedDictionary<long, (string? Id, StringBuilder Name, StringBuilder Arguments)> _calls = [];
    private string? _finish;
    private UsageDetails? _usage;

    /// <exception cref="DocumentException">The body is not a chat completion.</exception>
    public static ChatResponse Read(ReadOnlySpan<byte> body)
    {
        var map = JsonDocumentReader.Read("answer", body).AsMap();
        var response = new OpenAiResponse();
        var choice = map.List("choices") is [var first, ..] ? first.AsMap() : throw new FormatException("there is no choice in it");
        response.Take(choice, choice.Map("message"));
        response.TakeUsage(map);
        return response.Whole();
    }

    /// <summary>Puts the pieces of a stream together.</summary>
    /// <exception cref="DocumentException">A piece is not one of a chat completion.</exception>
    public static ChatResponse ReadStream(ReadOnlySpan<byte> body)
    {
        var response = new OpenAiResponse();
        foreach (var range in body.Split((byte)'\n'))
        {
            var line = body[range].Trim(" \r"u8);
            if (!line.StartsWith("data:"u8)) continue;
            var data = line["data:"u8.Length..].TrimStart((byte)' ');
            if (data.SequenceEqual("[DONE]"u8)) break;
            var map = JsonDocumentReader.Read("answer", data).AsMap();
            if (map.List("choices") is [var first, ..]) response.Take(first.AsMap(), first.AsMap().MapOrNull("delta"));
            response.TakeUsage(map);
        }

        return response.Whole();
    }

    private void Take(DocumentMap choice, DocumentMap? message)
    {
        _finish = choice.TextOrNull("finish_reason") ?? _finish;
        if (message is null) return;
        AppendContent(message.NodeOrNull("content"));
        _reasoning.Append((message.NodeOrNull("reasoning") ?? message.NodeOrNull("reasoning_content")) is DocumentScalar reasoning ? reasoning.AsText() : null);
        _refusal.Append(message.TextOrNull("refusal"));
        var place = 0L;
        foreach (var call in message.Maps("tool_calls")) TakeCall(call, place++);
    }

    /// <summary>Text, or parts of which some are text.</summary>
    private void AppendContent(DocumentNode? content)
    {
        if (content is DocumentScalar) _text.Append(content.AsText());
        else if (content is DocumentList parts)
        {
            foreach (var part in parts.Items) _text.Append(part.AsMap().TextOrNull("text"));
        }
    }

    private void TakeCall(DocumentMap call, long place)
    {
        var index = call.Integer("index", place);
        var known = _calls.GetValueOrDefault(index, (null, new StringBuilder(), new StringBuilder()));
        var function = call.MapOrNull("function");
        known.Name.Append(function?.TextOrNull("name"));
        if (function?.NodeOrNull("arguments") is { } arguments) known.Arguments.Append(arguments is DocumentScalar ? arguments.AsText() : CanonicalJson.Text(arguments));
        _calls[index] = (call.TextOrNull("id") ?? known.Id, known.Name, known.Arguments);
    }

    private void TakeUsage(DocumentMap map)
    {
        if (map.MapOrNull("usage") is not { } usage) return;
        _usage = new UsageDetails { InputTokenCount = Count(usage, "prompt_tokens"), OutputTokenCount = Count(usage, "completion_tokens") };
    }

    /// <summary>A number of tokens that cannot be one is no number: it would be taken from a budget.</summary>
    private static long? Count(DocumentMap usage, string key) => usage.IntegerOrNull(key) is { } count and >= 0 and <= 1_000_000_000 ? count : null;

    private ChatResponse Whole()
    {
        var contents = new List<AIContent>();
        if (_reasoning.Length > 0) contents.Add(new TextReasoningContent(_reasoning.ToString()));
        if (_text.Length > 0) contents.Add(new TextContent(_text.ToString()));
        if (_refusal.Length > 0) contents.Add(new ErrorContent(_refusal.ToString()) { ErrorCode = "refusal" });
        foreach (var (_, call) in _calls)
            contents.Add(new FunctionCallContent(call.Id ?? "", call.Name.ToString(), arguments: null) { RawRepresentation = call.Arguments.ToString() });
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents))
        {
            FinishReason = string.IsNullOrWhiteSpace(_finish) ? null : new ChatFinishReason(_finish),
            Usage = _usage,
        };
    }
}
