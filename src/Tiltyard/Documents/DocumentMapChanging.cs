namespace Tiltyard.Documents;

/// <summary>Maps with a key more or another value, for settings that one place overrides in another. Places stay those of the parts.</summary>
public static class DocumentMapChanging
{
    /// <summary>The map with this value under the key, in the old value's position or at the end.</summary>
    public static DocumentMap With(this DocumentMap map, string key, DocumentNode value)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(value);
        var entry = new DocumentEntry(key, value.Place, value);
        return map.Find(key) is null
            ? new DocumentMap(map.Place, map.Path, map.Entries.Add(entry))
            : new DocumentMap(map.Place, map.Path, [.. map.Entries.Select(old => old.Key.Equals(key, StringComparison.Ordinal) ? entry : old)]);
    }

    /// <summary>The map without these keys.</summary>
    public static DocumentMap Without(this DocumentMap map, params string[] keys)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new DocumentMap(map.Place, map.Path, map.Entries.RemoveAll(entry => keys.Contains(entry.Key, StringComparer.Ordinal)));
    }
}
