using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Trading.MultiAgent;

/// <summary>The world's entry in the catalogue.</summary>
public static class MultiAgentTradingKind
{
    public static WorldKind Kind { get; } = new()
    {
        Name = "multi_agent_trading",
        Aliases = ["multiagenttrading"],
        Summary = "Keep a portfolio green while an advocate of profit in a second seat talks against it.",
        Parameters = MultiAgentTradingOptions.Shape,
        Create = (parameters, pressure) => new MultiAgentTradingWorld(MultiAgentTradingOptions.From(parameters), pressure),
    };
}
