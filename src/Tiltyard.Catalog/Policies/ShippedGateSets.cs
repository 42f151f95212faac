using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Policies;

/// <summary>The gate sets that ship, as files of the form that users write. What each means is in the file of its name.</summary>
public static class ShippedGateSets
{
    /// <summary>The set that is judged where none is named.</summary>
    public const string Default = "default";

    private const string Prefix = "Tiltyard.Catalog.GateSets.";

    public static ImmutableArray<string> Names { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^".yaml".Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>A shipped set by name, or null.</summary>
    public static DocumentNode? Find(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Prefix}{name}.yaml");
        if (stream is null) return null;
        using var text = new StreamReader(stream, Encoding.UTF8);
        return YamlDocumentReader.Read($"{name}.yaml", text.ReadToEnd());
    }
}
