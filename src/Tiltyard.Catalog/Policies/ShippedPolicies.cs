using System.Collections.Immutable;
using System.Reflection;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Policies;

/// <summary>The policies of the repository's policies folder, as files of the same forms that users write.</summary>
public static class ShippedPolicies
{
    private const string Prefix = "Tiltyard.Catalog.Policies.";

    private static readonly ImmutableSortedDictionary<string, string> Files = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal, [KeyValuePair.Create("gates", "gates.yaml"), KeyValuePair.Create("desk", "desk.yaml"), KeyValuePair.Create("documented_checks", "documented_checks.yaml"), KeyValuePair.Create("simple_v2", "config.json"), KeyValuePair.Create("evaluator", "evaluator.yaml")]);

    /// <summary>The names: desk, documented_checks, evaluator, gates and simple_v2.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Files.Keys];

    /// <summary>A shipped policy by name, or null.</summary>
    public static DocumentNode? Find(string name)
    {
        if (!Files.TryGetValue(name, out var file)) return null;
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + file)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return file.EndsWith(".json", StringComparison.Ordinal)
            ? JsonDocumentReader.Read(file, bytes.ToArray())
            : YamlDocumentReader.Read(file, System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
    }
}
