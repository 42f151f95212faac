using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Gates.Policies;

/// <summary>What a policy may look at in one place of a turn. The facts it may name are those of <see cref="PolicyFacts.Roots"/>.</summary>
public interface IPolicyContext
{
    /// <summary>The text under test: the prompt before a call, the answer after it, what a tool was given or gave back.</summary>
    string Text { get; }

    /// <summary>The value at a dotted path such as policy.hard_limit, or null where there is none. Lists and maps are JSON values.</summary>
    Value? Find(string path);
}

/// <summary>A context of values by path, for few questions and for tests; an engine that asks often writes its own.</summary>
public sealed class PolicyFacts : IPolicyContext
{
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);

    public PolicyFacts(string text, params IEnumerable<(string Path, Value Value)> values)
    {
        Text = text;
        foreach (var (path, value) in values) _values[path] = value;
    }

    /// <summary>
    /// What a path may begin with: the documented names, and tool, arguments, result, observation, seat and step for rules about
    /// tools. A rule that names anything else is an error, for it could never hold.
    /// </summary>
    public static IReadOnlyList<string> Roots { get; } =
    [
        "task", "persona", "amount", "requested_amount", "policy", "case", "pre_gate", "response_text", "stage", "text", "text_lower",
        "tool", "arguments", "result", "observation", "seat", "step",
    ];

    public string Text { get; }

    /// <summary>The facts of a document, each value under its dotted path and each map and list also as a whole.</summary>
    public static PolicyFacts Of(DocumentMap map, string text = "")
    {
        ArgumentNullException.ThrowIfNull(map);
        var facts = new PolicyFacts(text);
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
