using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>The company and the cases that ship, read once from the files beside this one.</summary>
internal static class CaseLibrary
{
    private const string Prefix = "Tiltyard.Catalog.Worlds.HelpDesk.Cases.";

    private static readonly Lazy<Company> BaseCompany = new(() => Company.From(Company.Shape.Check(Read("company"))));

    public static Company Company => BaseCompany.Value;

    private static readonly Lazy<ImmutableArray<HelpDeskCase>> Loaded = new(() =>
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !name.EndsWith(".company.yaml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(name => CaseReading.Read(Read(name[Prefix.Length..^".yaml".Length]), BaseCompany.Value)),
    ]);

    private static readonly Lazy<FrozenDictionary<string, HelpDeskCase>> ById = new(() => Loaded.Value.ToFrozenDictionary(one => one.Id, StringComparer.Ordinal));

    public static ImmutableArray<HelpDeskCase> All => Loaded.Value;

    public static IEnumerable<string> Families => All.Select(one => one.Family).Distinct(StringComparer.Ordinal);

    /// <summary>A case by its name. The plan chose it from this library.</summary>
    public static HelpDeskCase Find(string id) => ById.Value.TryGetValue(id, out var found) ? found : All[0];

    public static bool Has(string id) => ById.Value.ContainsKey(id);

    private static DocumentNode Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Prefix}{name}.yaml")!;
        using var reader = new StreamReader(stream);
        return YamlDocumentReader.Read($"{name}.yaml", reader.ReadToEnd());
    }

    /// <summary>The SHA-256 of all files in the order of their names.</summary>
    public static string Content { get; } = Hash();

    private static string Hash()
    {
        using var all = new MemoryStream();
        foreach (var name in Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
            stream.CopyTo(all);
        }

        return Convert.ToHexStringLower(SHA256.HashData(all.ToArray()));
    }
}
