using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Tiltyard.Documents;

namespace Tiltyard.Adapters.ChatModels;

/// <summary>
/// The conversation of one episode, each message as a client takes it and as canonical JSON. It stays below a number of tokens by
/// leaving out whole turns, the oldest first: a tool call never stands without its result.
/// </summary>
internal sealed class ChatHistory(int mostTokens)
{
    private readonly List<Entry> _entries = [];
    private readonly CanonicalWriter _json = new();
    private int _turn;
    private int _answers;
    private long _bytes;

    private readonly record struct Entry(int Turn, ChatMessage Message, byte[] Json);

    public IEnumerable<ChatMessage> Messages => _entries.Select(entry => entry.Message);

    /// <summary>The tool calls that still wait for their result.</summary>
    private ChatAnswer? _open;

    public void Begin(string system)
    {
        _entries.Clear();
        _bytes = 0;
        _turn = 0;
        _answers = 0;
        _open = null;
        Add(new ChatMessage(ChatRole.System, system), "system", system);
    }

    /// <summary>
    /// Opens a turn: the result of the calls before it belongs to the turn before, or goes before the situation where there were none. What
    /// is said in the name of the operator has the role of the system and goes with its turn.
    /// </summary>
    public void OpenTurn(string? result, string situation, params IEnumerable<string> operatorWords)
    {
        var called = _open is { ToolCalls.IsEmpty: false };
        Answer(result ?? ChatPrompt.TurnTaken);
        _turn++;
        foreach (var words in operatorWords) Add(new ChatMessage(ChatRole.System, words), "system", words);
        User(called || result is null ? situation : $"{result}\n\n{situation}");
        while (TokenBound.Of(_bytes) > mostTokens && _entries[1].Turn < _turn) RemoveOldestTurn();
    }

    public void Add(ChatAnswer answer)
    {
        _open = answer;
        _answers++;
        var contents = new List<AIContent>();
        if (answer.Text.Length > 0 || answer.ToolCalls.IsEmpty) contents.Add(new TextContent(answer.Text));
        _json.Clear();
        _json.BeginObject();
        _json.Text("content"u8, answer.Text);
        _json.Text("role"u8, "assistant");
        _json.BeginArray("tool_calls"u8);
        for (var index = 0; index < answer.ToolCalls.Length; index++)
        {
            var call = answer.ToolCalls[index];
            var (id, name) = (IdOf(index), PlainName(call.Name));
            var arguments = call.IsObject ? call.Arguments : "{}";
            contents.Add(new FunctionCallContent(id, name, JsonElement.Parse(arguments).EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value, StringComparer.Ordinal))
            {
                RawRepresentation = arguments,
            });
            _json.BeginObject();
            _json.Raw("arguments"u8, Encoding.UTF8.GetBytes(arguments));
            _json.Text("id"u8, id);
            _json.Text("name"u8, name);
            _json.EndObject();
        }

        _json.EndArray();
        _json.EndObject();
        Keep(new ChatMessage(ChatRole.Assistant, contents));
    }

    /// <summary>Says within the turn what is wrong with the answer just added.</summary>
    public void Correct(string correction)
    {
        if (_open is { ToolCalls.IsEmpty: false }) Answer(correction);
        else User(correction);
    }

    /// <summary>Writes the messages as the next value.</summary>
    public void Write(CanonicalWriter writer)
    {
        writer.BeginArray();
        foreach (var entry in _entries) writer.Raw(entry.Json);
        writer.EndArray();
    }

    private void Answer(string result)
    {
        var calls = _open?.ToolCalls.Length ?? 0;
        _open = null;
        if (calls == 0) return;
        var contents = new List<AIContent>();
        _json.Clear();
        _json.BeginObject();
        _json.BeginArray("results"u8);
        for (var index = 0; index < calls; index++)
        {
            var text = index == 0 ? result : ChatPrompt.NotCarriedOut;
            contents.Add(new FunctionResultContent(IdOf(index), text));
            _json.BeginObject();
            _json.Text("content"u8, text);
            _json.Text("id"u8, IdOf(index));
            _json.EndObject();
        }

        _json.EndArray();
        _json.Text("role"u8, "tool");
        _json.EndObject();
        Keep(new ChatMessage(ChatRole.Tool, contents));
    }

    private void User(string text)
    {
        _open = null;
        Add(new ChatMessage(ChatRole.User, text), "user", text);
    }

    private void Add(ChatMessage message, string role, string text)
    {
        _json.Clear();
        _json.BeginObject();
        _json.Text("content"u8, text);
        _json.Text("role"u8, role);
        _json.EndObject();
        Keep(message);
    }

    private void Keep(ChatMessage message)
    {
        _entries.Add(new Entry(_turn, message, _json.Written.ToArray()));
        _bytes += _json.Length;
    }

    private void RemoveOldestTurn()
    {
        var turn = _entries[1].Turn;
        var end = 1;
        for (; end < _entries.Count && _entries[end].Turn == turn; end++) _bytes -= _entries[end].Json.Length;
        _entries.RemoveRange(1, end - 1);
    }

    /// <summary>Our own ids: a provider's may be missing, twice the same or not allowed by the next provider.</summary>
    private string IdOf(int index) => $"call_{_answers}_{index + 1}";

    /// <summary>A name that was made up may hold anything; a request may not.</summary>
    private static string PlainName(string name)
    {
        var plain = new string([.. name.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-').Take(64)]);
        return plain.Length == 0 ? "unnamed" : plain;
    }
}

/// <summary>More tokens than text of so many bytes has: one for every two bytes of running text, and some for its frame.</summary>
internal static class TokenBound
{
    private const int Frame = 32;

    public static long Of(long bytes) => ((bytes + 1) / 2) + Frame;
}
