using Tiltyard.Documents;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>Where a value of a call came from.</summary>
internal enum ValueOrigin
{
    /// <summary>The user named it.</summary>
    Prompt,

    /// <summary>It stands in something that was read.</summary>
    Untrusted,

    /// <summary>Nobody named it: the agent put it together.</summary>
    Made,
}

/// <summary>What one seat was told and what it read in one episode, in the form in which values are followed.</summary>
internal sealed class FlowMemory(FlowReading reading, int mostText)
{
    private const int MostTools = 1_000;
    private const int MostGiven = 4_000;

    private readonly List<string> _prompts = [];
    private readonly List<UntrustedText> _untrusted = [];
    private readonly SortedDictionary<string, string> _given = new(StringComparer.Ordinal);
    private int _kept;

    public PromptReading Prompt { get; } = new();

    public IReadOnlyList<UntrustedText> Untrusted => _untrusted;

    /// <summary>More was read than is kept: what came after is not followed.</summary>
    public bool IsFull { get; private set; }

    public void Clear()
    {
        _prompts.Clear();
        _untrusted.Clear();
        _given.Clear();
        Prompt.Clear();
        _kept = 0;
        IsFull = false;
    }

    public void AddPrompt(string said)
    {
        if (said.Length == 0 || _prompts.Contains(said)) return;
        if (!HasRoom(said)) return;
        _prompts.Add(said);
        Prompt.Add(said, reading.Words);
    }

    /// <summary>Remembers what a call was given, to tell what its result was asked for.</summary>
    public void NoteCall(string action, List<CallValue> values)
    {
        if (values.Count == 0 || (_given.Count >= MostTools && !_given.ContainsKey(action))) return;
        var given = string.Join('\n', values.Select(value => value.Text).Prepend(_given.GetValueOrDefault(action, "")));
        _given[action] = given.Length <= MostGiven ? given : given[^MostGiven..];
    }

    /// <summary>Keeps a text once, and returns it, or null where there is no room left.</summary>
    public UntrustedText? AddUntrusted(int step, string source, string written)
    {
        foreach (var known in _untrusted)
        {
            if (known.Written.Equals(written, StringComparison.Ordinal)) return known;
        }

        if (!HasRoom(written)) return null;
        var text = reading.Read(step, source, _given.GetValueOrDefault(source, ""), written);
        _untrusted.Add(text);
        return text;
    }

    public ValueOrigin OriginOf(string value, out UntrustedText? source)
    {
        source = null;
        if (Prompt.Holds(value)) return ValueOrigin.Prompt;
        foreach (var text in _untrusted)
        {
            if (!text.Text.Holds(value)) continue;
            source = text;
            return ValueOrigin.Untrusted;
        }

        return ValueOrigin.Made;
    }

    public void Save(CanonicalWriter writer)
    {
        writer.BeginObject();
        writer.Boolean("full"u8, IsFull);
        writer.BeginObject("given"u8);
        foreach (var (action, given) in _given) WriteGiven(writer, action, given);
        writer.EndObject();
        writer.BeginArray("prompts"u8);
        foreach (var prompt in _prompts) writer.String(prompt);
        writer.EndArray();
        writer.BeginArray("untrusted"u8);
        foreach (var text in _untrusted)
        {
            writer.BeginObject();
            writer.Text("given"u8, text.Given.Text);
            writer.Text("source"u8, text.Source);
            writer.Integer("step"u8, text.Step);
            writer.Text("text"u8, text.Written);
            writer.EndObject();
        }

        writer.EndArray();
        writer.EndObject();
    }

    public void Restore(DocumentMap saved)
    {
        Clear();
        foreach (var prompt in saved.Texts("prompts")) AddPrompt(prompt);
        foreach (var text in saved.Maps("untrusted"))
        {
            _kept += text.Text("text").Length;
            _untrusted.Add(reading.Read((int)text.Integer("step"), text.Text("source"), text.Text("given"), text.Text("text")));
        }

        foreach (var (action, _, given) in saved.Map("given").Entries) _given[action] = given.AsText();
        IsFull = saved.Boolean("full");
    }

    private static void WriteGiven(CanonicalWriter writer, string action, string given)
    {
        writer.Name(action);
        writer.String(given);
    }

    private bool HasRoom(string text)
    {
        if (_kept + (long)text.Length > mostText)
        {
            IsFull = true;
            return false;
        }

        _kept += text.Length;
        return true;
    }
}
