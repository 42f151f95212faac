using System.Text;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Auditing;

/// <summary>What an audit keeps of an episode: the calls of the first seat, the attackers' words, the judgements, and how the world answered.</summary>
internal sealed class AuditSink : ITraceSink
{
    private readonly StringBuilder _course = new();
    private readonly List<string> _answers = [];

    public List<ActionCall> Calls { get; } = [];

    public List<string> Payloads { get; } = [];

    public List<Judged> Judgements { get; } = [];

    /// <summary>The last state and every answer, in no order: two episodes with the same come to the same.</summary>
    public string Course => $"{_course}|{string.Join('|', _answers.Order(StringComparer.Ordinal))}";

    private string? _seat;

    public void Emit(in EventHeader at, in EpisodeStarted started) => _seat = started.Seats[0].Seat;

    public void Emit(in EventHeader at, in Injected injected) => Payloads.Add(injected.Payload);

    public void Emit(in EventHeader at, in Observed observed)
    {
        if (observed.Observation.Result is { } result) _answers.Add(result);
    }

    public void Emit(in EventHeader at, in Acted acted)
    {
        if (!acted.Seat.Equals(_seat, StringComparison.Ordinal)) return;
        Calls.Add(acted.Status is ActStatus.Applied && acted.Spec is not null ? acted.Call : ActionCall.NoOp);
        if (acted.Status == ActStatus.Invalid) _answers.Add("invalid");
    }

    public void Emit(in EventHeader at, in Stepped stepped)
    {
        _course.Clear();
        foreach (var value in stepped.State.Span) _course.Append(value).Append(';');
    }

    public void Emit(in EventHeader at, in Judged judged) => Judgements.Add(judged);
}
