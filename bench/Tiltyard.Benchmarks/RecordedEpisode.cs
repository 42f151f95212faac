using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Benchmarks;

/// <summary>One event taken out of the engine: its values copied, nothing of it serialised.</summary>
internal sealed record RecordedEvent(
    EventHeader At, EpisodeStarted? Started = null, ShownView? Shown = null, Acted? Acted = null, Stepped? Stepped = null, EpisodeEnded? Ended = null);

/// <summary>What an <see cref="Observation"/> showed.</summary>
internal sealed record ShownView(int Step, string Seat, string Message, FieldNames Names, Value[] Panels);

/// <summary>The events of one unattacked episode, for a yardstick that only serialises, hashes and writes.</summary>
internal sealed class RecordedEpisode : ITraceSink
{
    private readonly List<RecordedEvent> _events = [];

    public List<RecordedEvent> Events => _events;

    public void Emit(in EventHeader at, in EpisodeStarted started) => _events.Add(new(at, Started: started));

    public void Emit(in EventHeader at, in Observed observed)
    {
        var seen = observed.Observation;
        _events.Add(new(at, Shown: new(seen.Step, seen.SeatName, seen.Message.ToString(), seen.PanelNames, [.. seen.Panels])));
    }

    public void Emit(in EventHeader at, in Acted acted) => _events.Add(new(at, Acted: acted));

    public void Emit(in EventHeader at, in Stepped stepped) => _events.Add(new(at, Stepped: stepped with { State = stepped.State.ToArray() }));

    public void Emit(in EventHeader at, in EpisodeEnded ended) => _events.Add(new(at, Ended: ended with { Facts = ended.Facts.ToArray() }));
}
