using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Runs.Projecting;

/// <summary>The flags that put the agents and the gate policies of a plan into a scenario again, several of them as an axis of its grid.</summary>
internal static class PlayAgainSeats
{
    /// <summary>The agents of the first seat, where they are not those of the scenario; null where flags cannot say them.</summary>
    public static (ImmutableArray<SeatChoice> Agents, IEnumerable<string> Flags)? Agents(List<CellPlan> cells, Registry registry, Func<string, string> quoted)
    {
        var seats = cells.Select(cell => (cell.World, Seat: cell.Seats[0])).DistinctBy(one => (one.Seat.Name, CanonicalJson.Text(one.Seat.Options))).ToArray();
        var agents = seats.Select(one => Written(one.World, one.Seat, registry)).ToImmutableArray();
        if (agents.Length > 1 && agents.Any(agent => agent.Parameters.Entries.Length > 0)) return null;
        var flags = agents.Select(agent => $"--agent {quoted(agent.Agent)}")
            .Concat(agents.SelectMany(agent => agent.Parameters.Entries).Select(entry => $"--agent-param {quoted($"{entry.Key}={Text(entry.Value)}")}"));
        return (agents, flags);
    }

    /// <summary>The gate policies that were given as files or by name; null where there are none, or other gates too.</summary>
    public static (ImmutableArray<DocumentNode> Policies, IEnumerable<string> Flags)? Gates(List<CellPlan> cells, Func<string, string> quoted)
    {
        var sets = cells.Select(cell => cell.Gates).DistinctBy(gates => string.Join('\n', gates.Select(gate => gate.Name + CanonicalJson.Text(gate.Options))), StringComparer.Ordinal).ToArray();
        if (!Array.Exists(sets, gates => gates.Length > 0) || !Array.TrueForAll(sets, gates => gates.IsEmpty || (gates.Length == 1 && gates[0].Options.Has("file")))) return null;
        return (
            [.. sets.Select(gates => gates.IsEmpty ? (DocumentNode)"none" : DocumentNode.Map(("name", gates[0].Name), ("options", gates[0].Options)))],
            sets.Select(gates => $"--gates {(gates.IsEmpty ? "none" : quoted(gates[0].Options.Text("file")))}"));
    }

    /// <summary>The agent with those parameters alone that are not its defaults.</summary>
    private static SeatChoice Written(string world, Choice seat, Registry registry)
    {
        var kind = registry.World(world) is { } entry ? registry.Agent(entry, seat.Name) : null;
        var named = kind?.NamedBy is { } key && seat.Options.NodeOrNull(key) is { } value ? DocumentNode.Map((key, value)) : DocumentNode.Map();
        DocumentMap? defaults = null;
        try
        {
            defaults = kind?.Parameters.Check(named);
        }
        catch (DocumentException)
        {
            // a parameter without a default has to be said
        }

        var own = seat.Options.Entries.Where(entry => entry.Value is not DocumentScalar { IsNull: true } && !string.Equals(entry.Key, kind?.NamedBy, StringComparison.Ordinal)
            && (defaults?.Find(entry.Key) is not { } known || !CanonicalJson.Text(known).Equals(CanonicalJson.Text(entry.Value), StringComparison.Ordinal)));
        return new SeatChoice(seat.Name, DocumentNode.Map([.. own.Select(entry => (entry.Key, entry.Value))]), DocumentScalar.FromFlag("--agent", seat.Name));
    }

    private static string Text(DocumentNode node) => node is DocumentScalar { Kind: DocumentScalarKind.Text } ? node.AsText() : CanonicalJson.Text(node);
}
