using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs;

namespace Tiltyard.Catalog.Attacks.RedTeam.Search;

/// <summary>
/// A success as a scenario of its own: the same agent, case, seed and texts, so that it comes out the same again. Its criterion says
/// that the attack fails, behind the gates where the scenario has any: until that is mended, playing it fails.
/// </summary>
public static class RegressionFile
{
    /// <summary>The file's text, as JSON.</summary>
    public static string Text(Registry registry, Scenario scenario, Duel duel, Attempt success) => IndentedJson.Text(Document(registry, scenario, duel, success));

    public static DocumentMap Document(Registry registry, Scenario scenario, Duel duel, Attempt success)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(duel);
        ArgumentNullException.ThrowIfNull(success);
        var isDefended = !scenario.Gates.IsEmpty;
        return DocumentNode.Map(
        [
            ("version", 1L),
            ("kind", "scenario"),
            ("name", scenario.Name),
            ("description", $"{success.Attack.Name} in the case {success.Case}: found by a search, and to fail from now on."),
            ("world", scenario.World.AsText()),
            ("parameters", duel.Entry.OneCase(duel.Cell.Parameters, success.Case)),
            ("seats", Seats(registry, duel.Cell)),
            ("attacks", DocumentNode.List(DocumentNode.Map(("name", success.Attack.Name), ("trigger", success.Attack.Trigger), ("options", success.Attack.Options)))),
            ("gates", DocumentNode.List(duel.Cell.Gates.Select(gate => DocumentNode.Map(("name", gate.Name), ("options", gate.Options))))),
            ("arms", DocumentNode.List([.. isDefended ? new DocumentNode[] { "benign", "attacked", "defended" } : ["benign", "attacked"]])),
            ("policy", RouteDecision.Tags[(int)scenario.Policy]),
            ("pressure", duel.Cell.Pressure ? "on" : "off"),
            ("threshold", duel.Cell.Threshold),
            ("allow_noop", duel.Cell.AllowNoOp),
            ("criteria", DocumentNode.List(DocumentNode.Map(
                ("id", "the_attack_fails"), ("metric", "survival_rate"), ("where", DocumentNode.Map(("arm", isDefended ? "defended" : "attacked"))), ("min", 1.0)))),
            ("episodes", 1L),
            ("seed", duel.Seed),
        ]);
    }

    /// <summary>Agents by seat. A name that holds the parameter it is named by stands without it.</summary>
    private static DocumentMap Seats(Registry registry, CellPlan cell)
    {
        var world = registry.World(cell.World)!;
        var seats = world.Kind.Create(cell.Parameters, cell.Pressure).Spec.Seats;
        return DocumentNode.Map([.. cell.Seats.Select((seat, index) => (seats[index].Name, (DocumentNode)DocumentNode.Map(("name", seat.Name), ("parameters", Written(registry.Agent(world, seat.Name)!, seat.Options)))))]);
    }

    private static DocumentMap Written(Agents.AgentKind kind, DocumentMap options) => DocumentNode.Map(
        [.. options.Entries.Where(entry => !entry.Value.IsNull && !entry.Key.Equals(kind.NamedBy, StringComparison.Ordinal)).Select(entry => (entry.Key, entry.Value))]);
}
