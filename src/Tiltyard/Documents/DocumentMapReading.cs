using System.Collections.Immutable;

namespace Tiltyard.Documents;

/// <summary>
/// Short reading of a map by key. Meant for what <see cref="Shape.Check"/> returned, where defaults are filled in; on an
/// unchecked map each of them still throws a <see cref="DocumentException"/> that names the place.
/// </summary>
public static class DocumentMapReading
{
    /// <summary>Whether the key is there with something other than null.</summary>
    public static bool Has(this DocumentMap map, string key) => map.Find(key) is { IsNull: false };

    /// <summary>The value under a key that must be there.</summary>
    public static DocumentNode Node(this DocumentMap map, string key) =>
        map.Find(key) ?? throw new DocumentException(map, $"the key {Excerpt.Quoted(key)} is missing");

    /// <summary>The value under a key, or null where it is missing or null.</summary>
    public static DocumentNode? NodeOrNull(this DocumentMap map, string key) => map.Find(key) is { IsNull: false } node ? node : null;

    /// <summary>The text under a key.</summary>
    public static string Text(this DocumentMap map, string key) => map.Node(key).AsText();

    /// <summary>The text under a key, or the default where it is missing or null.</summary>
    public static string Text(this DocumentMap map, string key, string defaultValue) => map.NodeOrNull(key)?.AsText() ?? defaultValue;

    /// <summary>The text under a key, or null where it is missing or null.</summary>
    public static string? TextOrNull(this DocumentMap map, string key) => map.NodeOrNull(key)?.AsText();

    /// <summary>The whole number under a key.</summary>
    public static long Integer(this DocumentMap map, string key) => map.Node(key).AsInteger();

    /// <summary>The whole number under a key, or the default where it is missing or null.</summary>
    public static long Integer(this DocumentMap map, string key, long defaultValue) => map.NodeOrNull(key)?.AsInteger() ?? defaultValue;

    /// <summary>The whole number under a key, or null where it is missing or null.</summary>
    public static long? IntegerOrNull(this DocumentMap map, string key) => map.NodeOrNull(key)?.AsInteger();

    /// <summary>The number under a key.</summary>
    public static double Number(this DocumentMap map, string key) => map.Node(key).AsNumber();

    /// <summary>The number under a key, or the default where it is missing or null.</summary>
    public static double Number(this DocumentMap map, string key, double defaultValue) => map.NodeOrNull(key)?.AsNumber() ?? defaultValue;

    /// <summary>The number under a key, or null where it is missing or null.</summary>
    public static double? NumberOrNull(this DocumentMap map, string key) => map.NodeOrNull(key)?.AsNumber();

    /// <summary>The boolean under a key.</summary>
    public static bool Boolean(this DocumentMap map, string key) => map.Node(key).AsBoolean();

    /// <summary>The boolean under a key, or the default where it is missing or null.</summary>
    public static bool Boolean(this DocumentMap map, string key, bool defaultValue) => map.NodeOrNull(key)?.AsBoolean() ?? defaultValue;

    /// <summary>The boolean under a key, or null where it is missing or null.</summary>
    public static bool? BooleanOrNull(this DocumentMap map, string key) => map.NodeOrNull(key)?.AsBoolean();

    /// <summary>The map under a key.</summary>
    public static DocumentMap Map(this DocumentMap map, string key) => map.Node(key).AsMap();

    /// <summary>The map under a key, or null where it is missing or null.</summary>
    public static DocumentMap? MapOrNull(this DocumentMap map, string key) => map.NodeOrNull(key)?.AsMap();

    /// <summary>The items under a key; none where it is missing or null.</summary>
    public static ImmutableArray<DocumentNode> List(this DocumentMap map, string key) => map.NodeOrNull(key)?.AsList().Items ?? [];

    /// <summary>The maps in the list under a key; none where it is missing or null.</summary>
    public static ImmutableArray<DocumentMap> Maps(this DocumentMap map, string key) => [.. map.List(key).Select(item => item.AsMap())];

    /// <summary>The texts in the list under a key; none where it is missing or null.</summary>
    public static ImmutableArray<string> Texts(this DocumentMap map, string key) => [.. map.List(key).Select(item => item.AsText())];
}
