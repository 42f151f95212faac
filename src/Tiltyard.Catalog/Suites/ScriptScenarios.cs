using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Suites;

/// <summary>
/// Scenario scripts as scenarios and suites that can be run: each shipped script under its id, evaluation for all of them, and
/// evaluation_FAMILY for those of a family.
/// </summary>
public static class ScriptScenarios
{
    private const string Suite = "evaluation";

    /// <summary>The suite of all scripts and one for each family.</summary>
    public static ImmutableArray<string> Suites { get; } = [.. ScriptOutlines.Families.Select(family => $"{Suite}_{family}").Prepend(Suite)];

    /// <summary>The suites, then the scenarios, by name.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Suites, .. ScriptOutlines.All.Select(script => script.Id).Order(StringComparer.Ordinal)];

    /// <summary>Whether a document is a scenario script.</summary>
    public static bool Recognises(DocumentNode document) => ScriptOutlines.Recognises(document);

    /// <summary>A suite or scenario by name, or null.</summary>
    public static DocumentNode? Find(string name)
    {
        if (ScriptOutlines.Find(name) is { } script) return Scenario(script, script.Id);
        if (name is Suite) return Of(name, "Every shipped scenario script.", ScriptOutlines.All);
        return ScriptOutlines.Families.FirstOrDefault(family => name.Equals($"{Suite}_{family}", StringComparison.Ordinal)) is { } chosen
            ? Of(name, $"The shipped scenario scripts of the family {chosen}.", ScriptOutlines.All.Where(script => script.Family.Equals(chosen, StringComparison.Ordinal)))
            : null;
    }

    /// <summary>A script as a scenario that can be run, with every injection point as an attack.</summary>
    /// <exception cref="DocumentException">The first thing that is wrong with the script.</exception>
    public static DocumentNode OfFile(DocumentNode document) => Scenario(ScriptOutlines.Read(document), document);

    private static DocumentMap Scenario(ScriptOutline script, DocumentNode chosen) => DocumentNode.Map(
        ("version", 1L),
        ("kind", "scenario"),
        ("name", script.Id),
        ("description", script.Name),
        ("world", "script"),
        ("parameters", DocumentNode.Map(("script", chosen))),
        ("attacks", DocumentNode.List(script.Points.Select(point => DocumentNode.Map(("name", "script_injection"), ("options", DocumentNode.Map(("point", point))))))));

    private static DocumentMap Of(string name, string description, IEnumerable<ScriptOutline> scripts) => DocumentNode.Map(
        ("version", 1L), ("kind", "suite"), ("name", name), ("description", description), ("scenarios", DocumentNode.List(scripts.Where(script => script.IsActive).Select(script => (DocumentNode)script.Id))));
}
