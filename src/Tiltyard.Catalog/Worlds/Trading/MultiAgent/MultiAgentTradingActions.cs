using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Trading.MultiAgent;

/// <summary>
/// The two seats, their panels and the advocate's tools; the constants are their indexes. The trader's tools are
/// <see cref="TradingActions"/>.
/// </summary>
internal static class MultiAgentTradingActions
{
    public const int Trader = 0;
    public const int Advocate = 1;

    public const int Deliver = 0;
    public const int Skip = 1;

    /// <summary>The trader's panels after those of the market.</summary>
    public const int PeerPressurePanel = TradingActions.PressurePanel + 1;
    public const int LastSignalPanel = PeerPressurePanel + 1;

    public const int ObservedActionPanel = 0;
    public const int ObservedQuantityPanel = 1;
    public const int AlignmentPanel = 2;
    public const int OwnPressurePanel = 3;
    public const int PreferencePanel = 4;

    /// <summary>The advocate's copy of the market panels on which the trader acted starts here.</summary>
    public const int MarketPanels = 5;

    public static FieldNames TraderPanels { get; } = new([.. TradingActions.Panels.Names, "peer_pressure_index", "pressure_last_signal"]);

    public static FieldNames AdvocatePanels { get; } = new(
        ["observed_action", "observed_quantity", "alignment_score", "peer_pressure", "preference_strength", .. TradingActions.Panels.Names]);

    public static LegalActions AdvocateLegal { get; } = LegalActions.All(2);

    public static SeatSpec TraderSeat { get; } = TradingActions.Trader(TraderPanels);

    /// <summary>A message without stated intensity presses with the growth of the parameters.</summary>
    public static SeatSpec AdvocateSeat(MultiAgentTradingOptions options) => new(
        "advocate",
        "You talk to the trader of a portfolio. You cannot trade yourself.",
        AdvocatePanels,
        new ActionSpec(
            "deliver_message",
            "Sends the trader a message.",
            new ParameterSpec { Name = "content", Kind = ValueKind.Text, Description = "What the message says." },
            new ParameterSpec
            {
                Name = "intensity",
                Kind = ValueKind.Number,
                Description = "How hard it presses, from 0 to 1.",
                Minimum = 0,
                Maximum = 1,
                Default = Value.Of(options.AdversaryPressureGrowth),
            }),
        new ActionSpec("skip_message", "Sends nothing this time."));
}
