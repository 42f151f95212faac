using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>Agents that are chat models. This version knows their names, so that the documented files can be read, and cannot ask them.</summary>
internal static class ChatAgents
{
    private static readonly string[] Providers = ["openrouter", "openai", "anthropic", "groq", "gemini", "ollama", "vllm", "model"];

    public static bool IsOne(string agent) => Providers.Contains(agent.Split(':', 2)[0], StringComparer.OrdinalIgnoreCase);

    /// <summary>Refuses a set that cannot be played without a chat model.</summary>
    /// <exception cref="DocumentException">A seat is held by one.</exception>
    public static void Refuse(ScenarioSet set)
    {
        if (Seats(set).FirstOrDefault(seat => IsOne(seat.Agent)) is { } found)
            throw new DocumentException(found.Source, $"the agent '{found.Agent}' is a chat model, and chat models are not part of this version: give --policy or another --agent");
    }

    /// <summary>The set with every chat model replaced by the seat's default, for checking all the rest of it.</summary>
    public static (ScenarioSet Set, bool AnyReplaced) Without(ScenarioSet set)
    {
        var scenarios = set.Scenarios.Select(scenario => scenario with
        {
            Seats = scenario.Seats.RemoveRange(scenario.Seats.Where(seat => IsOne(seat.Value.Agent)).Select(seat => seat.Key)),
            Grid = [.. scenario.Grid.Select(axis => axis with { Values = [.. axis.Values.Where(value => !IsOne(AgentOf(axis, value)))] }).Where(axis => !axis.Values.IsEmpty)],
        });
        return (set with { Scenarios = [.. scenarios] }, Seats(set).Any(seat => IsOne(seat.Agent)));
    }

    private static IEnumerable<SeatChoice> Seats(ScenarioSet set) => set.Scenarios.SelectMany(scenario =>
        scenario.Seats.Values.Concat(scenario.Grid.SelectMany(axis => axis.Values.Select(value => new SeatChoice(AgentOf(axis, value), DocumentNode.Map(), value)))));

    private static string AgentOf(GridAxis axis, DocumentNode value)
    {
        if (!axis.Key.Equals("agent", StringComparison.Ordinal) && !axis.Key.StartsWith("seats.", StringComparison.Ordinal)) return "";
        return value switch
        {
            DocumentMap map => map.TextOrNull("name") ?? "",
            DocumentScalar { Kind: DocumentScalarKind.Text } text => text.AsText(),
            _ => "",
        };
    }
}
