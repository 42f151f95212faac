using System.Collections.Immutable;

namespace Tiltyard.Conditions;

/// <summary>
/// The dotted path of a fact, numbered by whoever compiled the conditions that ask for it: a host that answers often keeps a table by
/// <see cref="Slot"/> and looks no name up while it decides. Slots are small and dense within one policy or predicate, and mean nothing outside it.
/// </summary>
public sealed class FactPath
{
    internal FactPath(string text, int slot)
    {
        Text = text;
        Slot = slot;
        Unreadable = $"the rule compares {text}, which is missing or cannot be read";
    }

    public string Text { get; }

    public int Slot { get; }

    /// <summary>What a ruling says when the fact is not there.</summary>
    internal string Unreadable { get; }

    public override string ToString() => Text;
}

/// <summary>Numbers the paths of one policy or predicate while it is compiled.</summary>
internal sealed class FactPaths
{
    private readonly Dictionary<string, FactPath> _byText = new(StringComparer.Ordinal);

    public ImmutableArray<FactPath> All => [.. _byText.Values.OrderBy(path => path.Slot)];

    public FactPath Of(string text)
    {
        if (!_byText.TryGetValue(text, out var path)) _byText[text] = path = new FactPath(text, _byText.Count);
        return path;
    }
}
