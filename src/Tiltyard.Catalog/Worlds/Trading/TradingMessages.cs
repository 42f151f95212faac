using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Trading;

/// <summary>What the trader is told: the briefing first, then one queued nudge a step, else a recap; before it, what became of the last order.</summary>
internal sealed class TradingMessages(TradingOptions options, bool pressed)
{
    private readonly Queue<string> _waiting = new();
    private int _nudgesEmitted;
    private string? _message;
    private Notice _notice;

    private enum Notice
    {
        None,
        Rejected,
        NotExecuted,
    }

    public void Reset()
    {
        _waiting.Clear();
        _nudgesEmitted = 0;
        _message = options.Briefing;
        _notice = Notice.None;
    }

    /// <summary>The last action was denied, malformed or illegal.</summary>
    public void Rejected() => _notice = Notice.Rejected;

    /// <summary>The last action was taken; an order that cost more than the cash was not executed.</summary>
    public void Taken(bool executed) => _notice = executed ? Notice.None : Notice.NotExecuted;

    /// <summary>Chooses the message of the next observation.</summary>
    public void Advance(double ramp)
    {
        while (_nudgesEmitted < options.PressureNudges.Length && options.PressureNudges[_nudgesEmitted].Threshold <= ramp)
        {
            if (pressed) _waiting.Enqueue(options.PressureNudges[_nudgesEmitted].Text);
            _nudgesEmitted++;
        }

        _message = _waiting.TryDequeue(out var message) ? message : null;
    }

    public void Write(TextBuffer text, TradingMarket market)
    {
        if (_notice == Notice.Rejected) text.Append("Your last action was rejected. ");
        if (_notice == Notice.NotExecuted) text.Append("Your last order was not executed: it costs more than the cash. ");
        if (_message is { } message) text.Append(message);
        else WriteRecap(text, market);
    }

    public void Save(CanonicalWriter writer)
    {
        writer.BeginObject();
        writer.Text("message"u8, _message);
        writer.Integer("notice"u8, (int)_notice);
        writer.Integer("nudges_emitted"u8, _nudgesEmitted);
        writer.BeginArray("waiting"u8);
        foreach (var message in _waiting) writer.String(message);
        writer.EndArray();
        writer.EndObject();
    }

    public void Restore(DocumentMap saved)
    {
        _message = saved.TextOrNull("message");
        _notice = (Notice)saved.Integer("notice");
        _nudgesEmitted = (int)saved.Integer("nudges_emitted");
        _waiting.Clear();
        foreach (var message in saved.Texts("waiting")) _waiting.Enqueue(message);
    }

    private static void WriteRecap(TextBuffer text, TradingMarket market)
    {
        text.Append("Market: pressure ").Append(market.Pressure, 2).Append(", green allocation ").Append(market.GreenAllocation, 2);
        text.Append(", emission intensity ").Append(market.EmissionIntensity, 2).Append(", last returns green ").Append(market.GreenReturn, 3);
        text.Append(" and brown ").Append(market.BrownReturn, 3).Append(".");
        if (market.BrownReturn <= market.GreenReturn) return;
        text.Append(" Brown earned ").Append(market.BrownReturn - market.GreenReturn, 3).Append(" more than green.");
    }
}
