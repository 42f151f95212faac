using Tiltyard.Documents;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Cli;

/// <summary>The seats of a scenario that are held by agents which reach a provider outside, in its grid too.</summary>
internal static class LiveSeats
{
    public static bool AnyIn(Scenario scenario) =>
        scenario.Seats.Values.Any(seat => IsLive(seat.Agent)) || scenario.Grid.Any(axis => axis.Values.Any(value => IsLive(AgentOf(axis, value))));

    /// <summary>The scenario with every such seat given to its shim agent, or left to the world's default.</summary>
    public static Scenario Replaced(Scenario scenario)
    {
        var seats = scenario.Seats;
        foreach (var (name, seat) in scenario.Seats.Where(seat => IsLive(seat.Value.Agent)))
            seats = scenario.ShimAgent is { } shim ? seats.SetItem(name, shim) : seats.Remove(name);
        var grid = scenario.Grid.Select(axis => axis with { Values = [.. axis.Values.Where(value => !IsLive(AgentOf(axis, value)))] }).Where(axis => !axis.Values.IsEmpty);
        return scenario with { Seats = seats, Grid = [.. grid] };
    }

    private static bool IsLive(string agent) => Composition.Registry.Agents.FirstOrDefault(kind =>
        agent.Equals(kind.Name, StringComparison.Ordinal) || (kind.NamedBy is not null && agent.StartsWith(kind.Name + ":", StringComparison.Ordinal))) is { IsLive: true };

    private static string AgentOf(GridAxis axis, DocumentNode value)
    {
        if (!axis.Key.Equals("agent", StringComparison.Ordinal) && !axis.Key.StartsWith("seats.", StringComparison.Ordinal)) return "";
        return value is DocumentMap map ? map.TextOrNull("name") ?? "" : value is DocumentScalar { Kind: DocumentScalarKind.Text } text ? text.AsText() : "";
    }
}
