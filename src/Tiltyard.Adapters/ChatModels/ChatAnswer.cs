using System.Collections.Immutable;
using System.Text;
using Tiltyard.Documents;

namespace Tiltyard.Adapters.ChatModels;

/// <summary>One tool call of an answer. The arguments are canonical JSON when they are an object, else the text that came.</summary>
internal sealed record ToolCall(string Id, string Name, string Arguments, bool IsObject);

/// <summary>
/// What a chat model said, in the one form that is recorded, replayed, traced and read by the agent: canonical JSON {finish, reasoning?,
/// refusal?, text, tool_calls}. Long text is cut with a visible mark.
/// </summary>
internal sealed record ChatAnswer
{
    public const int LongestText = 32_768;

    private const int MostToolCalls = 16;
    private const int LongestName = 64;
    private const int LongestKey = 256;

    /// <summary>Arguments are written inside an answer and a trace line, which are read within the usual limit.</summary>
    private static readonly DocumentLimits ArgumentLimits = new() { MaxDepth = 32 };

    public required string Finish { get; init; }

    public string Text { get; init; } = "";

    /// <summary>Thoughts that the provider gives apart from the answer.</summary>
    public string? Reasoning { get; init; }

    /// <summary>The provider's own field for an answer that declines.</summary>
    public string? Refusal { get; init; }

    public ImmutableArray<ToolCall> ToolCalls { get; init; } = [];

    /// <summary>Whether the model or its provider declined, as the provider tells it; words that decline are an answer like any other.</summary>
    public bool IsRefused => ToolCalls.IsEmpty && (Refusal is not null || Finish is "content_filter" or "refusal");

    public string Write()
    {
        var writer = new CanonicalWriter();
        writer.BeginObject();
        writer.Text("finish"u8, Cut(Finish, LongestName));
        if (Reasoning is not null) writer.Text("reasoning"u8, Cut(Reasoning, LongestText));
        if (Refusal is not null) writer.Text("refusal"u8, Cut(Refusal, LongestText));
        writer.Text("text"u8, Cut(Text, LongestText));
        writer.BeginArray("tool_calls"u8);
        foreach (var call in ToolCalls.Take(MostToolCalls)) Write(writer, call);
        writer.EndArray();
        writer.EndObject();
        return Encoding.UTF8.GetString(writer.Written);
    }

    /// <exception cref="DocumentException">The text is not an answer.</exception>
    public static ChatAnswer Read(string text)
    {
        var map = JsonDocumentReader.Read("answer", Encoding.UTF8.GetBytes(text)).AsMap();
        return new ChatAnswer
        {
            Finish = map.Text("finish"),
            Text = map.Text("text"),
            Reasoning = map.TextOrNull("reasoning"),
            Refusal = map.TextOrNull("refusal"),
            ToolCalls = [.. map.List("tool_calls").Select(call => ReadCall(call.AsMap()))],
        };
    }

    /// <summary>Arguments as they came, with the canonical form of an object.</summary>
    public static ToolCall Call(string? id, string? name, string? arguments)
    {
        var raw = string.IsNullOrWhiteSpace(arguments) ? "{}" : arguments;
        var (canonical, isObject) = raw.Length > LongestText ? (Cut(raw, LongestText), false) : Canonical(raw);
        return new ToolCall(Cut(id ?? "", LongestName), Cut(name ?? "", LongestName), canonical, isObject);
    }

    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        var end = EndOfCut(text, longest);
        return $"{text.AsSpan(0, end)} [cut: {text.Length - end} of {text.Length} characters]";
    }

    /// <summary>Where to cut: before a word that would be cut in two, because half of a key is no longer known as one.</summary>
    public static int EndOfCut(string text, int longest)
    {
        var end = longest;
        while (end > 0 && longest - end < LongestKey && IsOfKey(text[end]) && IsOfKey(text[end - 1])) end--;
        if (end == 0 || longest - end == LongestKey) end = longest;
        return end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
    }

    private static bool IsOfKey(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '+' or '/' or '=' or '~';

    private static (string Arguments, bool IsObject) Canonical(string raw)
    {
        try
        {
            return JsonDocumentReader.Read("arguments", Encoding.UTF8.GetBytes(raw), ArgumentLimits) is DocumentMap map ? (CanonicalJson.Text(map), true) : (raw, false);
        }
        catch (DocumentException)
        {
            return (raw, false);
        }
    }

    private static void Write(CanonicalWriter writer, ToolCall call)
    {
        writer.BeginObject();
        if (call.IsObject) writer.Raw("arguments"u8, Encoding.UTF8.GetBytes(call.Arguments));
        else writer.Text("arguments"u8, call.Arguments);
        writer.Text("id"u8, call.Id);
        writer.Text("name"u8, call.Name);
        writer.EndObject();
    }

    private static ToolCall ReadCall(DocumentMap map) => map.Node("arguments") is DocumentMap arguments
        ? new ToolCall(map.Text("id"), map.Text("name"), CanonicalJson.Text(arguments), true)
        : new ToolCall(map.Text("id"), map.Text("name"), map.Text("arguments"), false);
}
