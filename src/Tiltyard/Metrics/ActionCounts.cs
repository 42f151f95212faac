using System.Collections.Immutable;

namespace Tiltyard.Metrics;

/// <summary>Counts actions by name. An episode knows few names, so a short list in order of first use beats a hash table.</summary>
internal sealed class ActionCounts
{
    private readonly List<(string Name, int Count)> _counts = new(8);

    public void Clear() => _counts.Clear();

    public void Add(string name) => Change(name, 1);

    public void Remove(string name) => Change(name, -1);

    public ImmutableSortedDictionary<string, int> ToDictionary() => _counts.Count == 0
        ? EpisodeRow.Empty
        : _counts.Where(count => count.Count > 0).ToImmutableSortedDictionary(count => count.Name, count => count.Count, StringComparer.Ordinal);

    private void Change(string name, int by)
    {
        for (var index = 0; index < _counts.Count; index++)
        {
            if (!ReferenceEquals(_counts[index].Name, name) && !_counts[index].Name.Equals(name, StringComparison.Ordinal)) continue;
            _counts[index] = (name, _counts[index].Count + by);
            return;
        }

        _counts.Add((name, by));
    }
}
