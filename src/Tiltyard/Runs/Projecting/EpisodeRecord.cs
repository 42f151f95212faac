using System.Collections.Immutable;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Projecting;

/// <summary>An observation as it was shown.</summary>
internal sealed record RecordedView(
    int Step, string Seat, string Message, FieldNames PanelNames, ImmutableArray<Value> Panels, ImmutableArray<InboxMessage> Inbox, string? Result)
{
    public ImmutableArray<ContextBlock> Context { get; init; } = [];

    public ImmutableArray<ShownDescription> Descriptions { get; init; } = [];
}

/// <summary>One turn of one seat: what it saw, what was done to it, what it asked for and what came of it.</summary>
internal sealed record RecordedTurn(RecordedView? Seen)
{
    public List<Injected> Injected { get; } = [];

    public List<Answered> Answers { get; } = [];

    public List<Ruled> Rulings { get; } = [];

    public Acted Acted { get; set; }

    /// <summary>The outcome, on the last turn of those that shared it.</summary>
    public Stepped? Outcome { get; set; }

    /// <summary>What the seat was shown next; after its last turn, the view that closes the record.</summary>
    public RecordedView? Next { get; set; }
}

/// <summary>Puts the events of one stored episode together turn by turn, for transcripts and step logs.</summary>
internal sealed class EpisodeRecord : ITraceSink
{
    private readonly Dictionary<string, RecordedTurn> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Injected>> _struck = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, int> _steps = [];
    private RecordedView? _last;

    public List<RecordedTurn> Turns { get; } = [];

    public List<Judged> Judgements { get; } = [];

    public ImmutableArray<SeatHolder> Seats { get; private set; } = [];

    public static EpisodeRecord Read(string file, ReadOnlySpan<byte> trace)
    {
        var record = new EpisodeRecord();
        TraceReader.Read(file, trace, record);
        foreach (var turn in record.Turns) turn.Next ??= record._last;
        return record;
    }

    /// <summary>The step of an event, or of the nearest one before it that has a step.</summary>
    public int? StepOf(long seq)
    {
        int? found = null;
        foreach (var (at, step) in _steps)
        {
            if (at > seq) break;
            found = step;
        }

        return found;
    }

    public void Emit(in EventHeader at, in EpisodeStarted started) => Seats = started.Seats;

    public void Emit(in EventHeader at, in Injected injected)
    {
        _steps[at.Seq] = injected.Step;
        if (!_struck.TryGetValue(injected.Seat, out var struck)) _struck[injected.Seat] = struck = [];
        struck.Add(injected);
    }

    public void Emit(in EventHeader at, in Observed observed)
    {
        var seen = observed.Observation;
        _steps[at.Seq] = seen.Step;
        _last = new RecordedView(seen.Step, seen.SeatName, seen.Message.ToString(), seen.PanelNames, [.. seen.Panels], [.. seen.Inbox], seen.Result)
        {
            Context = [.. seen.Context],
            Descriptions = [.. seen.Descriptions],
        };
        if (Turns.FindLast(turn => turn.Acted.Seat.Equals(seen.SeatName, StringComparison.Ordinal)) is { } before) before.Next ??= _last;
        _open.TryGetValue(seen.SeatName, out var left);
        var open = _open[seen.SeatName] = new RecordedTurn(_last);
        if (_struck.Remove(seen.SeatName, out var struck)) open.Injected.AddRange(struck);
        if (left is { Seen: null }) open.Rulings.AddRange(left.Rulings);
        else if (left is not null) AddStopped(left);
    }

    public void Emit(in EventHeader at, in Answered answered) => Open(answered.Seat).Answers.Add(answered);

    public void Emit(in EventHeader at, in Ruled ruled) => Open(ruled.Seat).Rulings.Add(ruled);

    public void Emit(in EventHeader at, in Acted acted)
    {
        _steps[at.Seq] = acted.Step;
        var turn = Open(acted.Seat);
        turn.Acted = acted;
        Turns.Add(turn);
        _open.Remove(acted.Seat);
    }

    public void Emit(in EventHeader at, in Stepped stepped)
    {
        _steps[at.Seq] = stepped.Step;
        if (Turns.Count > 0) Turns[^1].Outcome = stepped with { State = stepped.State.ToArray() };
    }

    public void Emit(in EventHeader at, in Judged judged) => Judgements.Add(judged);

    /// <summary>A turn in which a gate stopped the call: the agent was shown nothing and never asked.</summary>
    private void AddStopped(RecordedTurn turn)
    {
        var deny = turn.Rulings.Find(ruled => ruled is { Stage: GateStage.PreCall, Enforced: true });
        if (!deny.Enforced) return;
        turn.Acted = new Acted(deny.Step, deny.Seat, null, null, ActionCall.NoOp, null, ActStatus.Denied, deny.Ruling.Reason, "the agent was not asked", null, null);
        Turns.Add(turn);
    }

    /// <summary>The turn that a seat is in. Gates rule on what it is about to see, before it is recorded as seen.</summary>
    private RecordedTurn Open(string seat)
    {
        if (!_open.TryGetValue(seat, out var turn)) _open[seat] = turn = new RecordedTurn((RecordedView?)null);
        return turn;
    }
}
