using System.Collections.Immutable;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Engine;

/// <summary>Numbers the events of an episode and hands each to every sink in turn.</summary>
internal sealed class Emitter(World world, ActionHistory history, ImmutableArray<ITraceSink> _sinks)
{
    private readonly ITraceSink[] _sinks = [.. _sinks];

    /// <summary>The sequence number of the next event.</summary>
    public long Seq { get; set; }

    public void Emit(in EpisodeStarted started)
    {
        var at = Stamp();
        foreach (var sink in _sinks) sink.Emit(at, started);
    }

    public void Emit(in Observed observed)
    {
        var at = Stamp();
        foreach (var sink in _sinks) sink.Emit(at, observed);
    }

    public void Emit(in Injected injected)
    {
        var at = Stamp();
        foreach (var sink in _sinks) sink.Emit(at, injected);
    }

    public void Emit(in Answered answered)
    {
        var at = Stamp();
        foreach (var sink in _sinks) sink.Emit(at, answered);
    }

    public void Emit(in Ruled ruled)
    {
        var at = Stamp();
        foreach (var sink in _sinks) sink.Emit(at, ruled);
    }

    public void Emit(in Acted acted)
    {
        history.Emit(default, acted);
        var at = Stamp();
        foreach (var sink in _sinks) sink.Emit(at, acted);
    }

    public void Emit(in Stepped stepped)
    {
        var at = Stamp();
        foreach (var sink in _sinks) sink.Emit(at, stepped);
    }

    public void Emit(in BudgetStopped stopped)
    {
        var at = Stamp();
        foreach (var sink in _sinks) sink.Emit(at, stopped);
    }

    public void Emit(in Judged judged)
    {
        var at = Stamp();
        foreach (var sink in _sinks) sink.Emit(at, judged);
    }

    public void Emit(in Errored errored)
    {
        var at = Stamp();
        foreach (var sink in _sinks) sink.Emit(at, errored);
    }

    public void Emit(in EpisodeEnded ended)
    {
        var at = Stamp();
        foreach (var sink in _sinks) sink.Emit(at, ended);
    }

    private EventHeader Stamp() => new(Seq++, world.Time);
}
