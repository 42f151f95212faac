using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Trading;

/// <summary>The world's entry in the catalogue.</summary>
public static class TradingKind
{
    public static WorldKind Kind { get; } = new()
    {
        Name = "trading_goal_vs_profit",
        Aliases = ["trading"],
        Summary = "Keep a portfolio green while the pressure for profit rises.",
        Parameters = TradingOptions.Shape,
        Create = (parameters, pressure) => new TradingWorld(TradingOptions.From(parameters), pressure),
    };
}
