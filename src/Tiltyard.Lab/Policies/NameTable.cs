using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tiltyard.Lab.Policies;

/// <summary>Names that a policy lists, each with a number: zones, devices, roles. What comes up during an episode is in a <see cref="Model.Register"/>.</summary>
public sealed class NameTable
{
    private readonly FrozenDictionary<string, int> _places;

    public NameTable(IEnumerable<string> names)
    {
        Names = [.. names];
        _places = Names.Select((name, place) => KeyValuePair.Create(name, place)).ToFrozenDictionary(StringComparer.Ordinal);
    }

    public ImmutableArray<string> Names { get; }

    public int Count => Names.Length;

    public string this[int place] => Names[place];

    /// <summary>The number of a name, or -1.</summary>
    public int Find(string? name) => name is not null && _places.TryGetValue(name, out var place) ? place : -1;
}
