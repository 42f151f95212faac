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
    private readonly List<string> _prompts = [];
    private readonly List<UntrustedText> _untrusted = [];
    private int _kept;

    public PromptReading Prompt { get; } = new();

    public IReadOnlyList<UntrustedText> Untrusted => _untrusted;

    /// <summary>More was read than is kept: what came after is not followed.</summary>
    public bool IsFull { get; private set; }

    public void Clear()
    {
        _prompts.Clear();
        _untrusted.Clear();
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

    /// <summary>Keeps a text once, and returns it, or null where there is no room left.</summary>
    public UntrustedText? AddUntrusted(int step, string source, string written)
    {
        foreach (var known in _untrusted)
        {
            if (known.Written.Equals(written, StringComparison.Ordinal)) return known;
        }

        if (!HasRoom(written)) return null;
        var text = reading.Read(step, source, written);
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
        writer.BeginArray("prompts"u8);
        foreach (var prompt in _prompts) writer.String(prompt);
        writer.EndArray();
        writer.BeginArray("untrusted"u8);
        foreach (var text in _untrusted)
        {
            writer.BeginObject();
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
        foreach (var text in saved.Maps("untrusted")) AddUntrusted((int)text.Integer("step"), text.Text("source"), text.Text("text"));
        IsFull = saved.Boolean("full");
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
