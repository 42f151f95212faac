using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Trading.MultiAgent;

/// <summary>Saving and restoring in mid-episode.</summary>
public sealed partial class MultiAgentTradingWorld
{
    public override void Save(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject();
        writer.Number("advocate_due"u8, _advocateDue);
        writer.Boolean("advocate_next"u8, _advocateNext);
        writer.Text("last_action"u8, _lastAction);
        writer.Name("last_quantity"u8);
        writer.Write(_lastQuantity);
        writer.Number("last_score"u8, _lastScore);
        writer.Name("market"u8);
        _market.Save(writer);
        writer.Name("messages"u8);
        _messages.Save(writer);
        writer.Number("now"u8, _now);
        writer.Name("peer"u8);
        _peer.Save(writer);
        writer.BeginArray("shown"u8);
        foreach (var panel in _shown) writer.Write(panel);
        writer.EndArray();
        writer.Number("trader_due"u8, _traderDue);
        writer.EndObject();
    }

    public override void Restore(DocumentMap saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        _advocateDue = saved.Number("advocate_due");
        _advocateNext = saved.Boolean("advocate_next");
        _lastAction = saved.TextOrNull("last_action");
        _lastQuantity = saved.Node("last_quantity").ToValue();
        _lastScore = saved.NumberOrNull("last_score");
        _market.Restore(saved.Map("market"));
        _messages.Restore(saved.Map("messages"));
        _now = saved.Number("now");
        _peer.Restore(saved.Map("peer"));
        var shown = saved.List("shown");
        for (var index = 0; index < _shown.Length; index++) _shown[index] = shown[index].ToValue();
        _traderDue = saved.Number("trader_due");
        _traderActed = _advocateActed = false;
    }
}
