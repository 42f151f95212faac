using System.Runtime.InteropServices;

namespace Tiltyard.Lab.Model;

/// <summary>The parts of a name that is spelled when somebody asks for it.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NameParts(int First, int Second, int Third);

/// <summary>
/// The things of one kind that come up in an episode, by name and number. A name may be mentioned before there is such a thing; whether
/// there is one, the thing itself says. Things are kept and cleared for the next episode, so that a new episode makes nothing new.
/// </summary>
/// <param name="clear">Makes a thing as new.</param>
/// <param name="spell">Spells a name of parts; null where all names are given.</param>
public sealed class Register<T>(Action<T> clear, Func<NameParts, string>? spell = null)
    where T : class, new()
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<(string? Name, NameParts Parts)> _names = [];
    private readonly List<T> _things = [];
    private int _unspelled;
    private int _given;

    public int Count => _names.Count;

    public T this[int place] => _things[place];

    public string NameOf(int place) => _names[place].Name ?? Spell(place);

    /// <summary>The number of a name, given now where it is new.</summary>
    public int Place(string name)
    {
        if (Find(name) is var place and >= 0) return place;
        _given++;
        _places.Add(name, _names.Count);
        return Add(name, default);
    }

    /// <summary>The number of a new thing with a name of parts that no other has been made of. Where names were given too, it may turn out to be one of these.</summary>
    public int Place(in NameParts parts)
    {
        if (_given > 0) return Place(spell!(parts));
        _unspelled++;
        return Add(null, parts);
    }

    /// <summary>The number of a name, or -1 where it never came up.</summary>
    public int Find(string name)
    {
        if (_places.TryGetValue(name, out var place)) return place;
        if (_unspelled == 0) return -1;
        for (place = 0; place < _names.Count; place++) NameOf(place);
        return _places.TryGetValue(name, out place) ? place : -1;
    }

    public void Clear()
    {
        _places.Clear();
        _names.Clear();
        _unspelled = _given = 0;
    }

    private int Add(string? name, in NameParts parts)
    {
        var place = _names.Count;
        _names.Add((name, parts));
        if (_things.Count == place) _things.Add(new T());
        else clear(_things[place]);
        return place;
    }

    private string Spell(int place)
    {
        var name = spell!(_names[place].Parts);
        _names[place] = (name, _names[place].Parts);
        _places.Add(name, place);
        _unspelled--;
        return name;
    }
}
