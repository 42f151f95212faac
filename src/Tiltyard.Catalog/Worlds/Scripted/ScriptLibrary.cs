using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using Tiltyard.Catalog.Worlds.Scripted.Forms;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted;

/// <summary>The scenarios that ship, read once from the files beside this one, one folder a family.</summary>
internal static class ScriptLibrary
{
    private const string Prefix = "Tiltyard.Catalog.Worlds.Scripted.Scenarios.";

    private static readonly Lazy<ImmutableArray<Script>> Loaded = new(() => [.. Names.Select(name => ScriptReading.Read(Read(name)))]);

    private static readonly Lazy<FrozenDictionary<string, Script>> ById = new(() => Loaded.Value.ToFrozenDictionary(script => script.Id, StringComparer.Ordinal));

    /// <summary>In the order of family and file name.</summary>
    public static ImmutableArray<Script> All => Loaded.Value;

    /// <summary>The SHA-256 of all files in the order of their names.</summary>
    public static string Content { get; } = Hash();

    public static Script? Find(string id) => ById.Value.GetValueOrDefault(id);

    private static IEnumerable<string> Names => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static DocumentNode Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return YamlDocumentReader.Read(name[Prefix.Length..], reader.ReadToEnd());
    }

    private static string Hash()
    {
        using var all = new MemoryStream();
        foreach (var name in Names)
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
            stream.CopyTo(all);
        }

        return Convert.ToHexStringLower(SHA256.HashData(all.ToArray()));
    }
}
