using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Conditions;

/// <summary>What conditions may look at in one place of a turn: a text and facts by dotted path.</summary>
public interface IFacts
{
    /// <summary>The text under test: the prompt before a call, the answer after it, what a tool was given or gave back.</summary>
    string Text { get; }

    /// <summary>The value at a dotted path such as policy.hard_limit, or null where there is none. Lists and maps are JSON values.</summary>
    Value? Find(string path);

    /// <summary>The same for a path that is numbered; what decides millions of times a second answers by its slot.</summary>
    Value? Find(FactPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Find(path.Text);
    }
}

/// <summary>A context of values by path, for few questions and for tests; an engine that asks often writes its own.</summary>
public sealed class FactTable : IFacts
{
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);

    public FactTable(string text, params IEnumerable<(string Path, Value Value)> values)
    {
        Text = text;
        foreach (var (path, value) in values) _values[path] = value;
    }

    public string Text { get; }

    /// <summary>The facts of a document, each value under its dotted path and each map and list also as a whole.</summary>
    public static FactTable Of(DocumentMap map, string text = "")
    {
        ArgumentNullException.ThrowIfNull(map);
        var facts = new FactTable(text);
        facts.Add("", map);
        return facts;
    }

    public Value? Find(string path) => _values.TryGetValue(path, out var value) ? value : null;

    private void Add(string prefix, DocumentMap map)
    {
        foreach (var entry in map.Entries)
        {
            _values[prefix + entry.Key] = entry.Value.ToValue();
            if (entry.Value is DocumentMap inner) Add($"{prefix}{entry.Key}.", inner);
        }
    }
}
