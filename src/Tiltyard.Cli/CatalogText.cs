using System.Text;
using Tiltyard.Agents;
using Tiltyard.Catalog.Suites;
using Tiltyard.Catalog.Worlds.Scripted;
using Tiltyard.Documents;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>The registry and the built-in files as text and as JSON.</summary>
internal static class CatalogText
{
    /// <summary>The names that --scenario takes: worlds first, then the shipped scenarios and suites.</summary>
    public static IEnumerable<string> ScenarioNames(Registry registry) => registry.Worlds.Select(world => world.Kind.Name).Concat(BuiltIn.Names).Concat(ScriptScenarios.Names);

    public static string Text(Registry registry)
    {
        var text = new StringBuilder();
        text.AppendLine("worlds");
        foreach (var world in registry.Worlds)
        {
            var aliases = world.Kind.Aliases.IsEmpty ? "" : $" (also {string.Join(", ", world.Kind.Aliases)})";
            text.AppendLine($"  {world.Kind.Name}{aliases}: {world.Kind.Summary}");
            foreach (var policy in world.Policies) text.AppendLine($"    {policy.Name}: {policy.Summary}");
        }

        Section(text, "scenarios and suites", Files.Select(Shipped).Select(shipped => (shipped.Name, $"{shipped.Kind}. {shipped.Description}")));
        Section(text, "scenario scripts", ScriptOutlines.All.Select(script => (script.Id, $"{script.Family}, {script.Difficulty}. {script.Name}{(script.Points.IsEmpty ? "" : ", under attack")}.")));
        Section(text, "agents for any world", registry.Agents.Select(agent => (agent.Name, agent.Summary)));
        Section(text, "attacks", registry.Attacks.Select(attack => (attack.Name, attack.Summary)));
        Section(text, "gates", registry.Gates.Select(gate => (gate.Name, gate.Summary)));
        Section(text, "validators", registry.Validators.Select(validator => (validator.Name, validator.Summary)));
        return text.ToString().TrimEnd();
    }

    public static DocumentMap Json(Registry registry) => DocumentNode.Map(
        ("worlds", DocumentNode.List(registry.Worlds.Select(World))),
        ("scenarios", DocumentNode.List(Files.Select(Shipped).Select(shipped =>
            DocumentNode.Map(("name", shipped.Name), ("kind", shipped.Kind), ("description", shipped.Description))))),
        ("scripts", DocumentNode.List(ScriptOutlines.All.Select(Script))),
        ("agents", DocumentNode.List(registry.Agents.Select(Agent))),
        ("attacks", Named(registry.Attacks.Select(attack => (attack.Name, attack.Summary)))),
        ("gates", Named(registry.Gates.Select(gate => (gate.Name, gate.Summary)))),
        ("validators", Named(registry.Validators.Select(validator => (validator.Name, validator.Summary)))));

    /// <summary>What is read from a file of its own or is a suite of scripts; the scripts have a list of their own.</summary>
    private static IEnumerable<string> Files => BuiltIn.Names.Concat(ScriptScenarios.Suites);

    private static DocumentMap Script(ScriptOutline script) => DocumentNode.Map(
        ("name", script.Id),
        ("title", script.Name),
        ("description", script.Description),
        ("scenario_type", script.Family),
        ("difficulty", script.Difficulty),
        ("tags", JsonOutput.Texts(script.Tags)),
        ("injection_points", JsonOutput.Texts(script.Points)));

    private static DocumentMap World(WorldEntry world) => DocumentNode.Map(
        ("name", world.Kind.Name),
        ("aliases", JsonOutput.Texts(world.Kind.Aliases)),
        ("summary", world.Kind.Summary),
        ("policies", DocumentNode.List(world.Policies.Select(Agent))));

    private static DocumentMap Agent(AgentKind agent) =>
        DocumentNode.Map(("name", agent.Name), ("summary", agent.Summary), ("asks_outside", agent.AsksOutside));

    private static DocumentList Named(IEnumerable<(string Name, string Summary)> entries) =>
        DocumentNode.List(entries.Select(entry => DocumentNode.Map(("name", entry.Name), ("summary", entry.Summary))));

    private static (string Name, string Kind, string Description) Shipped(string name)
    {
        var map = BuiltIn.Find(name)!.AsMap();
        return (name, map.Text("kind"), map.Text("description", ""));
    }

    private static void Section(StringBuilder text, string title, IEnumerable<(string Name, string Summary)> entries)
    {
        text.AppendLine(title);
        foreach (var (name, summary) in entries) text.AppendLine($"  {name}: {summary}");
    }
}
