using Tiltyard.Conditions;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Templates;

/// <summary>What the templates and conditions of a script can look at in one place of a play: trees of values under the names of their roots.</summary>
internal abstract class Scope : IFacts
{
    /// <summary>Words of a condition are not asked here: words are judged by what they disclose.</summary>
    public string Text => "";

    /// <summary>The tree under a root, or null where there is none now.</summary>
    public abstract DocumentNode? Root(string name);

    public Value? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = path.Split('.');
        return Tree.Find(Root(parts[0]), parts.AsSpan(1))?.ToValue();
    }
}

/// <summary>A scope of fixed trees.</summary>
internal sealed class FixedScope(params IReadOnlyList<(string Name, DocumentNode? Value)> roots) : Scope
{
    public override DocumentNode? Root(string name)
    {
        foreach (var (known, value) in roots)
        {
            if (known.Equals(name, StringComparison.Ordinal)) return value;
        }

        return null;
    }
}
