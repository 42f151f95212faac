using System.Collections.Immutable;
using System.Reflection;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Suites;

/// <summary>The scenarios and suites that ship, as files of the same form that users write, and one plain scenario for every world.</summary>
public static class BuiltIn
{
    private const string Prefix = "Tiltyard.Catalog.Suites.";

    /// <summary>Names of the shipped files, in alphabetical order.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".yaml", StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^".yaml".Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A shipped scenario or suite by name, a file or a scenario script, else the plain scenario of the world of that name, else null.</summary>
    public static DocumentNode? Find(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Prefix}{name}.yaml");
        if (stream is not null)
        {
            using var reader = new StreamReader(stream);
            return YamlDocumentReader.Read($"{name}.yaml", reader.ReadToEnd());
        }

        if (ScriptScenarios.Find(name) is { } script) return script;
        return StandardCatalog.Registry.World(name) is { } world ? Plain(world.Kind) : null;
    }

    /// <summary>The plain scenario of a world.</summary>
    public static DocumentNode Plain(WorldKind world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return DocumentNode.Map(("version", 1L), ("kind", "scenario"), ("name", world.Name), ("world", world.Name), ("description", world.Summary));
    }
}
