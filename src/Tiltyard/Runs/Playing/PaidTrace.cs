using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Runs.Playing;

/// <summary>
/// Hands on what a trace has grown by whenever an answer from outside came in: what was paid for is on record before the world goes on,
/// and an interrupted episode leaves its trace so far. It stands behind the trace among the sinks.
/// </summary>
internal sealed class PaidTrace(TraceWriter trace) : ITraceSink
{
    private Action<ReadOnlyMemory<byte>>? _keep;
    private int _kept;

    public void Begin(Action<ReadOnlyMemory<byte>>? keep)
    {
        _keep = keep;
        _kept = 0;
    }

    public void Emit(in EventHeader at, in Answered answered) => Flush();

    public void Flush()
    {
        if (_keep is null || trace.WrittenMemory.Length <= _kept) return;
        _keep(trace.WrittenMemory[_kept..]);
        _kept = trace.WrittenMemory.Length;
    }
}
