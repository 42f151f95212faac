namespace Tiltyard.Lab.Pages;

/// <summary>How one thing changed over an episode: what it was from which second on. Asked for a second, it says what held at its end.</summary>
public sealed class Track<T>
    where T : IEquatable<T>
{
    private readonly List<(int Time, T Value)> _changes = [];

    public IReadOnlyList<(int Time, T Value)> Changes => _changes;

    public bool IsEmpty => _changes.Count == 0;

    public T Last => _changes[^1].Value;

    /// <summary>Takes a value down where it differs from the last one.</summary>
    public void Note(int time, T value)
    {
        if (_changes.Count > 0 && _changes[^1].Value.Equals(value)) return;
        _changes.Add((time, value));
    }

    /// <summary>The value at a second; the fallback before the first one.</summary>
    public T At(int time, T fallback)
    {
        var (from, to) = (0, _changes.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (_changes[middle].Time <= time) from = middle + 1;
            else to = middle;
        }

        return from == 0 ? fallback : _changes[from - 1].Value;
    }

    /// <summary>Each value with the seconds through which it held, up to an end. What held for no second is left out.</summary>
    public IEnumerable<(int From, int To, T Value)> Spans(int end)
    {
        for (var place = 0; place < _changes.Count; place++)
        {
            var to = place + 1 < _changes.Count ? _changes[place + 1].Time : end;
            if (to > _changes[place].Time) yield return (_changes[place].Time, to, _changes[place].Value);
        }
    }
}
