using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Testing;

/// <summary>A trace as it would be without some kinds of event: the rest is numbered and chained anew.</summary>
internal sealed class FilteredTrace(bool keepsRulings, bool keepsAttacks) : ITraceSink
{
    private readonly TraceWriter _writer = new();
    private long _seq;

    public ReadOnlySpan<byte> Written => _writer.Written;

    public void Emit(in EventHeader at, in EpisodeStarted started) => _writer.Emit(Next(at), started with { Arm = "" });

    public void Emit(in EventHeader at, in Observed observed) => _writer.Emit(Next(at), observed);

    public void Emit(in EventHeader at, in Injected injected)
    {
        if (keepsAttacks) _writer.Emit(Next(at), injected with { Withheld = false });
    }

    public void Emit(in EventHeader at, in Answered answered) => _writer.Emit(Next(at), answered);

    public void Emit(in EventHeader at, in Ruled ruled)
    {
        if (keepsRulings) _writer.Emit(Next(at), ruled);
    }

    public void Emit(in EventHeader at, in Acted acted) => _writer.Emit(Next(at), acted);

    public void Emit(in EventHeader at, in Stepped stepped) => _writer.Emit(Next(at), stepped);

    public void Emit(in EventHeader at, in BudgetStopped stopped) => _writer.Emit(Next(at), stopped);

    public void Emit(in EventHeader at, in Judged judged)
    {
        if (keepsAttacks) _writer.Emit(Next(at), judged);
    }

    public void Emit(in EventHeader at, in Errored errored) => _writer.Emit(Next(at), errored);

    public void Emit(in EventHeader at, in EpisodeEnded ended) => _writer.Emit(Next(at), ended);

    private EventHeader Next(in EventHeader at) => at with { Seq = _seq++ };
}
