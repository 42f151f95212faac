using System.Collections.Immutable;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs;
using Tiltyard.Verdicts;
using Tiltyard.Worlds;

namespace Tiltyard.Cli;

/// <summary>The schemas that can be printed, by name.</summary>
internal static class Schemas
{
    public static ImmutableArray<string> Kinds { get; } =
        ["scenario", "scenario-script", "evaluation", "drift-config", "thresholds", "prices", "gates", "gates-older", "gate-set", "evaluator", "world", "action", "observation", "attack", "trigger", "gate", "validator", "agent"];

    /// <exception cref="DocumentException">There is no such thing.</exception>
    public static string Find(Registry registry, string what, string? name, string? action) => what switch
    {
        "scenario" => ScenarioFile.Form.Schema("Tiltyard scenario, suite or study, version 1"),
        "scenario-script" => Catalog.Worlds.Scripted.ScriptOutlines.Form.Schema("Scenario script, version 1"),
        "evaluation" => Runs.Evaluating.EvaluationForm.Form.Schema("Tiltyard evaluation plan, version 1"),
        "drift-config" => DriftConfigFile.Form.Schema("Goal-drift configuration"),
        "thresholds" => ThresholdsFile.Form.Schema("Thresholds, version 1"),
        "prices" => Adapters.ChatModels.Prices.PriceTable.Shape.Schema("Prices of chat models, version 1"),
        "gates" => Gates.Policies.PolicyFile.GatesForm.Schema("Gate policy, version 1"),
        "gates-older" => Gates.Policies.PolicyFile.OlderForm.Schema("Gate policy, the older form"),
        "gate-set" => Gates.GateSetFile.Form.Schema("Gate set, version 1"),
        "evaluator" => Validators.TextRules.TextRuleSet.Form.Schema("Text rules, version 1"),
        "trigger" => Attacks.Trigger.Shape.Schema("When an attack strikes"),
        "world" => World(registry, name).Kind.Parameters.Schema($"Parameters of {World(registry, name).Kind.Name}"),
        "action" => Actions(World(registry, name), action),
        "observation" => Observation(World(registry, name).Kind),
        "attack" => Named("attack", name, registry.Attacks, attack => attack.Name, attack => attack.Options),
        "gate" => Named("gate", name, registry.Gates, gate => gate.Name, gate => gate.Options),
        "validator" => Named("validator", name, registry.Validators, validator => validator.Name, validator => validator.Options),
        "agent" => Named("agent", name, registry.Worlds.SelectMany(world => world.Policies).Concat(registry.Agents), agent => agent.Name, agent => agent.Parameters),
        _ => throw new DocumentException("WHAT", UnknownName.Reason("schema", what, Kinds)),
    };

    private static WorldEntry World(Registry registry, string? name)
    {
        var known = registry.Worlds.Select(world => world.Kind.Name);
        if (name is null) throw new DocumentException("NAME", $"give a world: {string.Join(", ", known)}");
        return registry.World(name) ?? throw new DocumentException("NAME", UnknownName.Reason("world", name, known));
    }

    private static string Named<T>(string what, string? name, IEnumerable<T> all, Func<T, string> nameOf, Func<T, ObjectShape> shapeOf)
    {
        if (name is null) throw new DocumentException("NAME", $"give one: {string.Join(", ", all.Select(nameOf).Distinct(StringComparer.Ordinal))}");
        var found = all.Where(one => nameOf(one).Equals(name, StringComparison.Ordinal)).Take(1).ToArray();
        if (found.Length == 0) throw new DocumentException("NAME", UnknownName.Reason(what, name, all.Select(nameOf).Distinct(StringComparer.Ordinal)));
        return shapeOf(found[0]).Schema($"Options of the {what} {name}");
    }

    /// <summary>The arguments of one action, or of every action by seat and name.</summary>
    private static string Actions(WorldEntry world, string? action)
    {
        var seats = world.Kind.Create(world.Kind.Parameters.Check(DocumentNode.Map()), true).Spec.Seats;
        if (action is null)
        {
            return IndentedJson.Text(DocumentNode.Map([.. seats.Select(seat =>
                (seat.Name, (DocumentNode)DocumentNode.Map([.. seat.Actions.Select(one => (one.Name, (DocumentNode)Schema(one)))])))]));
        }

        var found = seats.SelectMany(seat => seat.Actions).FirstOrDefault(one => one.Name.Equals(action, StringComparison.Ordinal))
            ?? throw new DocumentException("ACTION", UnknownName.Reason("action", action, seats.SelectMany(seat => seat.Actions).Select(one => one.Name)));
        return IndentedJson.Text(Schema(found));
    }

    /// <summary>The panels of one seat; where a world does not declare what they hold, they may hold anything.</summary>
    private static string Observation(WorldKind kind)
    {
        var seat = kind.Create(kind.Parameters.Check(DocumentNode.Map()), true).Spec.Seats[0];
        var panels = kind.Panels ?? Shape.Object([.. seat.Panels.Names.Select(panel => Field.Required(panel, Shape.Any, "Not declared: any value."))]);
        return panels.Schema($"Panels of {kind.Name}");
    }

    private static DocumentMap Schema(ActionSpec action) =>
        JsonDocumentReader.Read("schema", Encoding.UTF8.GetBytes(action.JsonSchema)).AsMap().With("title", action.Name).With("description", action.Description);
}
