using Tiltyard.Traces.Events;

namespace Tiltyard.Traces;

/// <summary>
/// Receives the events of one episode in order: the waist of the hourglass. A trace writer, a validator, an oracle and a metric are
/// all sinks, fed alike by the engine and by a stored trace. Events may refer to buffers that the sender reuses: a sink copies what
/// it keeps. The family of events is closed; a sink implements those it cares about.
/// </summary>
public interface ITraceSink
{
    /// <summary>Whether it reads texts and composite values, of what is shown and of the state. Where nobody does, a world may leave them out.</summary>
    bool ReadsTexts => true;

    void Emit(in EventHeader at, in EpisodeStarted started)
    {
    }

    void Emit(in EventHeader at, in Observed observed)
    {
    }

    void Emit(in EventHeader at, in Injected injected)
    {
    }

    void Emit(in EventHeader at, in Answered answered)
    {
    }

    void Emit(in EventHeader at, in Ruled ruled)
    {
    }

    void Emit(in EventHeader at, in Acted acted)
    {
    }

    void Emit(in EventHeader at, in Stepped stepped)
    {
    }

    void Emit(in EventHeader at, in BudgetStopped stopped)
    {
    }

    void Emit(in EventHeader at, in Judged judged)
    {
    }

    void Emit(in EventHeader at, in Errored errored)
    {
    }

    void Emit(in EventHeader at, in EpisodeEnded ended)
    {
    }
}
