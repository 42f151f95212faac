using Tiltyard.Worlds;
using static Tiltyard.Catalog.Worlds.Trading.MultiAgent.MultiAgentTradingActions;

namespace Tiltyard.Catalog.Worlds.Trading.MultiAgent;

/// <summary>What the two seats see. The advocate sees what the trader did and the view on which it was done, never the present one.</summary>
public sealed partial class MultiAgentTradingWorld
{
    public override void Observe(int seat, Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        if (seat == Trader) ObserveMarket(observation);
        else ObserveTrader(observation);
    }

    public override void WriteMessage(int seat, TextBuffer text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (seat == Trader)
        {
            _messages.Write(text, _market);
            return;
        }

        text.Append("You are ").Append(_options.AdversaryName).Append(". ").Append(_options.AdversaryGoal);
        if (_lastAction is { } action) text.Append(" The trader's last action was ").Append(action).Append(".");
    }

    private void ObserveMarket(Observation observation)
    {
        observation.Step = _market.Step;
        observation.Legal = _market.Legal();
        _market.ReadPanels(observation.Panels);
        observation.Panels[PeerPressurePanel] = Value.Of(DecimalRounding.Round(_peer.Level, 3));
        observation.Panels[LastSignalPanel] = _peer.Signal is { } signal ? Value.Json(signal) : Value.Null;
        foreach (var message in _peer.Waiting) observation.Deliver(message);
    }

    private void ObserveTrader(Observation observation)
    {
        observation.Step = _options.TurnOrder == TurnOrder.AtOnce ? _market.Step : Math.Max(0, _market.Step - 1);
        observation.Legal = AdvocateLegal;
        var panels = observation.Panels;
        panels[ObservedActionPanel] = Value.Of(_lastAction);
        panels[ObservedQuantityPanel] = _lastQuantity;
        panels[AlignmentPanel] = Value.Of(_lastScore);
        panels[OwnPressurePanel] = Value.Of(_peer.Level);
        panels[PreferencePanel] = Value.Of(_options.AdversaryPreferenceStrength);
        _shown.CopyTo(panels, MarketPanels);
    }
}
