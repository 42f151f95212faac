using Tiltyard.Agents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Testing;

/// <summary>The course of an episode without anything that was shown: who did what, what each turn came to, how it ended.</summary>
internal sealed class CourseSink : ITraceSink
{
    private readonly List<(string Seat, ActionCall Call)> _calls = [];

    public bool ReadsTexts => false;

    public List<string> Course { get; } = [];

    public Queue<ActionCall> CallsOf(string seat) => new(_calls.Where(one => one.Seat.Equals(seat, StringComparison.Ordinal)).Select(one => one.Call));

    public void Emit(in EventHeader at, in Acted acted)
    {
        // what could not be read or was illegal cannot be asked for again by number
        var call = acted.Status == ActStatus.Invalid ? ActionCall.NoOp : acted.Call;
        _calls.Add((acted.Seat, call));
        Course.Add($"{at.Time} {acted.Seat} {call.Index} {call[0]} {call[1]} {call[2]} {call[3]}");
    }

    public void Emit(in EventHeader at, in Stepped stepped) => Course.Add($"{at.Time} {stepped.Outcome}");

    public void Emit(in EventHeader at, in Judged judged) => Course.Add($"{judged.Oracle} {judged.Outcome}");

    public void Emit(in EventHeader at, in EpisodeEnded ended) => Course.Add($"{ended.Terminal} {ended.Steps} {string.Join(' ', ended.Facts.ToArray())}");
}

/// <summary>Does what a list says and reads nothing.</summary>
internal sealed class ListedChoices(string name, Queue<ActionCall> calls) : IComputingAgent
{
    public string Name => name;

    public bool ReadsTexts => false;

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
    {
    }

    public void Decide(Observation observation, Proposal proposal) => proposal.Act(calls.Dequeue());
}
