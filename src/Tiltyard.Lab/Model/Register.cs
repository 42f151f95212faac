namespace Tiltyard.Lab.Model;

/// <summary>
/// The things of one kind that come up in an episode, by name and number. A name may be mentioned before there is such a thing; whether
/// there is one, the thing itself says. Things are kept and cleared for the next episode, so that a new episode makes nothing new.
/// </summary>
public sealed class Register<T>(Action<T> clear)
    where T : class, new()
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<T> _things = [];

    public int Count => _names.Count;

    public T this[int place] => _things[place];

    public string NameOf(int place) => _names[place];

    /// <summary>The number of a name, given now where it is new.</summary>
    public int Place(string name)
    {
        if (_places.TryGetValue(name, out var place)) return place;
        place = _names.Count;
        _places.Add(name, place);
        _names.Add(name);
        if (_things.Count == place) _things.Add(new T());
        else clear(_things[place]);
        return place;
    }

    /// <summary>The number of a name, or -1 where it never came up.</summary>
    public int Find(string name) => _places.TryGetValue(name, out var place) ? place : -1;

    public void Clear()
    {
        _places.Clear();
        _names.Clear();
    }
}
