using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Benchmarks;

/// <summary>The events of one shift, copied, for a yardstick that feeds them to the trace writer and does nothing else.</summary>
internal sealed class RecordedShift : ITraceSink
{
    private readonly List<Action<ITraceSink>> _events = [];

    public void Replay(ITraceSink sink)
    {
        foreach (var one in _events) one(sink);
    }

    public void Emit(in EventHeader at, in EpisodeStarted started)
    {
        var (header, copy) = (at, started);
        _events.Add(sink => sink.Emit(header, copy));
    }

    public void Emit(in EventHeader at, in Observed observed)
    {
        var (header, seen) = (at, observed.Observation);
        var copy = new Observed(new Observation(seen.SeatName, seen.PanelNames, [.. seen.Panels], seen.Message.ToString(), seen.Inbox) { Step = seen.Step, Legal = seen.Legal, Result = seen.Result });
        _events.Add(sink => sink.Emit(header, copy));
    }

    public void Emit(in EventHeader at, in Acted acted)
    {
        var (header, copy) = (at, acted);
        _events.Add(sink => sink.Emit(header, copy));
    }

    public void Emit(in EventHeader at, in Stepped stepped)
    {
        var (header, copy) = (at, stepped with { State = stepped.State.ToArray() });
        _events.Add(sink => sink.Emit(header, copy));
    }

    public void Emit(in EventHeader at, in Judged judged)
    {
        var (header, copy) = (at, judged);
        _events.Add(sink => sink.Emit(header, copy));
    }

    public void Emit(in EventHeader at, in EpisodeEnded ended)
    {
        var (header, copy) = (at, ended with { Facts = ended.Facts.ToArray() });
        _events.Add(sink => sink.Emit(header, copy));
    }
}
