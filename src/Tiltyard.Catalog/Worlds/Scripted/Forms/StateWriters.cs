using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

/// <summary>Which paths of the state the effects of a script can write, and with what. A part of a path that is filled in can be anything.</summary>
internal sealed class StateWriters(Script script)
{
    private readonly ImmutableArray<(ImmutableArray<string?> Path, EffectKind Kind, DocumentNode? Constant)> _writes =
    [
        .. script.AllEffects.SelectMany(effect => effect.Changes).SelectMany(change => Each(change.Path.Pattern, change.Kind, change.Value.Node, change.Value.Constant is not null)),
    ];

    /// <summary>Whether an effect writes the path, something on the way to it or something below it.</summary>
    public bool Writes(ReadOnlySpan<string> path)
    {
        foreach (var write in _writes)
        {
            if (Overlap(write.Path, path)) return true;
        }

        return false;
    }

    /// <summary>Whether an effect can bring a value to the path.</summary>
    public bool Knows(ReadOnlySpan<string> path)
    {
        foreach (var write in _writes)
        {
            if (write.Kind != EffectKind.Remove && Overlap(write.Path, path)) return true;
        }

        return false;
    }

    /// <summary>The values that effects set at just this path, where all of them are fixed; null where one of them can be anything.</summary>
    public ImmutableArray<DocumentNode>? Constants(ReadOnlySpan<string> path)
    {
        var found = ImmutableArray.CreateBuilder<DocumentNode>();
        foreach (var write in _writes)
        {
            if (!Overlap(write.Path, path)) continue;
            if (write.Kind != EffectKind.Set || write.Constant is null || write.Path.Length != path.Length) return null;
            found.Add(write.Constant);
        }

        return found.ToImmutable();
    }

    private static bool Overlap(ImmutableArray<string?> written, ReadOnlySpan<string> path)
    {
        for (var at = 0; at < Math.Min(written.Length, path.Length); at++)
        {
            if (written[at] is { } part && !part.Equals(path[at], StringComparison.Ordinal)) return false;
        }

        return true;
    }

    /// <summary>A map that is set writes each of its parts.</summary>
    private static IEnumerable<(ImmutableArray<string?> Path, EffectKind Kind, DocumentNode? Constant)> Each(ImmutableArray<string?> path, EffectKind kind, DocumentNode node, bool isConstant)
    {
        if (kind == EffectKind.Set && node is DocumentMap map && map.Entries.Length > 0)
            return map.Entries.SelectMany(entry => Each(path.Add(entry.Key.Contains('{', StringComparison.Ordinal) ? null : entry.Key), kind, entry.Value, IsFixed(entry.Value)));
        return [(path, kind, kind == EffectKind.Set && isConstant ? node : null)];
    }

    private static bool IsFixed(DocumentNode node) => node is DocumentScalar { Kind: DocumentScalarKind.Text } text ? !text.AsText().Contains('{', StringComparison.Ordinal) : node is DocumentScalar;
}
