using System.Collections.Immutable;
using System.Text.Json;

namespace Tiltyard.Corpora.Reading;

/// <summary>
/// Reads chat messages as AgentDojo and Inspect write them into steps: role, content as text or as parts, tool_calls with a function's
/// name or with a map of name and arguments, tool_call_id and error of a tool's answer. One message after another.
/// </summary>
internal sealed class ChatMessages(StepCollector steps)
{
    private const string Reference = "attachment://";
    private const int MostCalls = 10_000;

    private readonly List<(RecordedCall Call, string? Id)> _calls = [];
    private readonly System.Text.StringBuilder _text = new();

    /// <summary>The first system message of the conversation, or null.</summary>
    public string? System { get; private set; }

    /// <summary>Long texts that messages name instead of holding them; none by default.</summary>
    public IReadOnlyDictionary<string, string> Attachments { get; set; } = ImmutableDictionary<string, string>.Empty;

    public void Begin()
    {
        System = null;
        Attachments = ImmutableDictionary<string, string>.Empty;
    }

    /// <summary>Reads the list the walk stands on; null is an empty one.</summary>
    public void ReadAll(ref JsonWalk walk)
    {
        if (walk.IsNull) return;
        walk.RequireList("messages");
        while (walk.NextItem()) Read(ref walk);
    }

    private void Read(ref JsonWalk walk)
    {
        walk.EnterObject("a message");
        _calls.Clear();
        var (role, text, id, error) = ((string?)null, (string?)null, (string?)null, (string?)null);
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("role"u8)) role = walk.ShortOrNull("role");
            else if (name.SequenceEqual("content"u8)) text = Content(ref walk);
            else if (name.SequenceEqual("tool_calls"u8)) ReadCalls(ref walk);
            else if (name.SequenceEqual("tool_call_id"u8)) id = walk.TextOrNull("tool_call_id");
            else if (name.SequenceEqual("error"u8)) error = Error(ref walk);
            else walk.Skip();
        }

        Add(role, text, id, error, ref walk);
    }

    private void Add(string? role, string? text, string? id, string? error, ref JsonWalk walk)
    {
        switch (role)
        {
            case "user":
                steps.Prompt(text ?? "");
                break;
            case "system" or "developer":
                System = System is null ? text : $"{System}\n{text}";
                break;
            case "assistant":
                steps.Said(text);
                foreach (var (call, callId) in _calls) steps.Call(call, callId);
                break;
            case "tool" or "function":
                steps.Result(text, error, id);
                break;
            default:
                throw walk.Refuse(role is null ? "a message has no role" : $"'{role}' is no role: system, user, assistant or tool");
        }
    }

    /// <summary>Text, or the texts of a list of parts, one a line. What is no text, such as an image, is left out.</summary>
    private string? Content(ref JsonWalk walk)
    {
        if (walk.Token != JsonTokenType.StartArray) return Resolved(walk.TextOrNull("content"));
        _text.Clear();
        while (walk.NextItem())
        {
            var part = walk.Token == JsonTokenType.StartObject ? Part(ref walk) : Resolved(walk.TextOrNull("a part of the content"));
            if (part is null) continue;
            if (_text.Length > 0) _text.Append('\n');
            _text.Append(part);
        }

        return _text.ToString();
    }

    private string? Part(ref JsonWalk walk)
    {
        string? text = null;
        while (walk.NextName(out var name))
        {
            if ((name.SequenceEqual("text"u8) || name.SequenceEqual("content"u8)) && walk.Token == JsonTokenType.String) text = Resolved(walk.Text());
            else walk.Skip();
        }

        return text;
    }

    private string? Resolved(string? text) =>
        text is not null && text.StartsWith(Reference, StringComparison.Ordinal) && Attachments.TryGetValue(text[Reference.Length..], out var held) ? held : text;

    private void ReadCalls(ref JsonWalk walk)
    {
        if (walk.IsNull) return;
        walk.RequireList("tool_calls");
        while (walk.NextItem())
        {
            if (_calls.Count == MostCalls) throw walk.Refuse($"a message has more than {MostCalls} calls");
            _calls.Add(ReadCall(ref walk));
        }
    }

    private static (RecordedCall Call, string? Id) ReadCall(ref JsonWalk walk)
    {
        walk.EnterObject("a call");
        var (tool, id) = ((string?)null, (string?)null);
        var arguments = ImmutableArray<RecordedArgument>.Empty;
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("function"u8) && walk.Token == JsonTokenType.StartObject) (tool, arguments) = Function(ref walk);
            else if (name.SequenceEqual("function"u8) || name.SequenceEqual("name"u8)) tool = walk.ShortOrNull("function");
            else if (name.SequenceEqual("args"u8) || name.SequenceEqual("arguments"u8)) arguments = ValueReading.Arguments(ref walk);
            else if (name.SequenceEqual("id"u8)) id = walk.TextOrNull("id");
            else walk.Skip();
        }

        return tool is null ? throw walk.Refuse("a call names no function") : (new RecordedCall(tool, arguments), id);
    }

    private static (string? Tool, ImmutableArray<RecordedArgument> Arguments) Function(ref JsonWalk walk)
    {
        string? tool = null;
        var arguments = ImmutableArray<RecordedArgument>.Empty;
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("name"u8)) tool = walk.ShortOrNull("name");
            else if (name.SequenceEqual("arguments"u8)) arguments = ValueReading.Arguments(ref walk);
            else walk.Skip();
        }

        return (tool, arguments);
    }

    /// <summary>An error as text, or as a map with a message.</summary>
    private static string? Error(ref JsonWalk walk)
    {
        if (walk.Token != JsonTokenType.StartObject) return walk.TextOrNull("error");
        string? message = null;
        while (walk.NextName(out var name))
        {
            if (name.SequenceEqual("message"u8)) message = walk.TextOrNull("message");
            else walk.Skip();
        }

        return message;
    }
}
