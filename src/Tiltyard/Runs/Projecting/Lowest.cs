namespace Tiltyard.Runs.Projecting;

/// <summary>Keeps the few items with the lowest keys of any number that pass by. Keys of items that must be told apart differ.</summary>
internal sealed class Lowest<TKey, TItem>(int most)
    where TKey : IComparable<TKey>
{
    private readonly PriorityQueue<(TKey Key, TItem Item), TKey> _kept = new(Comparer<TKey>.Create((left, right) => right.CompareTo(left)));

    public void Add(TKey key, TItem item)
    {
        if (_kept.Count < most) _kept.Enqueue((key, item), key);
        else if (most > 0 && key.CompareTo(_kept.Peek().Key) < 0) _kept.EnqueueDequeue((key, item), key);
    }

    /// <summary>The kept items, lowest key first.</summary>
    public IReadOnlyList<TItem> Items => [.. _kept.UnorderedItems.OrderBy(entry => entry.Priority).Select(entry => entry.Element.Item)];
}
