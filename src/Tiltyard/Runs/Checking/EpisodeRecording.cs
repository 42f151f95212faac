using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Checking;

/// <summary>What seats asked for and what outsiders answered, taken from a trace: a sink that becomes agents and a tape.</summary>
internal sealed class EpisodeRecording : ITraceSink, ITape
{
    private readonly List<(long Seq, Acted Act)> _acts = [];
    private readonly Dictionary<(string Hash, int Occurrence), Answer> _answers = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    private Errored? _end;

    /// <summary>What is asked where the record holds no answer; null where that ends the episode.</summary>
    public ITape? Beneath { get; init; }

    /// <summary>Answers that come out otherwise than recorded, by the sequence number of their event.</summary>
    public EventChange? Change { get; init; }

    /// <summary>Whether the play is meant to come out otherwise: then the trouble that ended the record does not stand in for answers.</summary>
    public bool ChangesSomething { get; init; }

    /// <summary>The agents of a setup, with recorded actions in the place of those that compute.</summary>
    public ImmutableArray<IAgent> Agents(EpisodeSetup setup) =>
    [
        .. setup.Agents.Select((agent, seat) => agent is IComputingAgent ? new RecordedAgent(agent.Name, Acts(setup.World.Spec.Seats[seat].Name, long.MaxValue)) : agent),
    ];

    /// <summary>The same up to the change; from there the agents that compute decide by themselves.</summary>
    public ImmutableArray<IAgent> Forked(EpisodeSetup setup, EventChange change) =>
    [
        .. setup.Agents.Select((agent, seat) => agent is IComputingAgent computing
            ? new ForkedAgent(computing, Acts(setup.World.Spec.Seats[seat].Name, change.Seq), IsOf(change, setup.World.Spec.Seats[seat].Name) ? change : null)
            : IsOf(change, setup.World.Spec.Seats[seat].Name)
                ? throw new DocumentException("--change", $"{agent.Name} decides outside: change the answer that this action came from")
                : agent),
    ];

    public void Emit(in EventHeader at, in Acted acted) => _acts.Add((at.Seq, acted));

    public void Emit(in EventHeader at, in Answered answered)
    {
        var occurrence = _counts.GetValueOrDefault(answered.RequestHash);
        _counts[answered.RequestHash] = occurrence + 1;
        _answers[(answered.RequestHash, occurrence)] = new Answer
        {
            Text = Change is { } change && change.Seq == at.Seq ? change.Values.Text("answer") : answered.Answer,
            PromptTokens = answered.PromptTokens,
            CompletionTokens = answered.CompletionTokens,
            CostUsd = answered.CostUsd,
            LatencyMs = answered.LatencyMs,
            Cached = answered.Cached,
        };
    }

    public void Emit(in EventHeader at, in Errored errored) => _end = errored;

    /// <summary>The recorded answer; where the record ends with trouble instead of one, the same trouble.</summary>
    public ValueTask<Answer> AnswerAsync(TapeKey key, Question question, CancellationToken cancellation)
    {
        if (_answers.TryGetValue((key.RequestHash, key.Occurrence), out var answer)) return ValueTask.FromResult(answer);
        if (Beneath is not null) return Beneath.AnswerAsync(key, question, cancellation);
        throw _end is { } end && !ChangesSomething
            ? new EpisodeStopException(end.Reason, end.Message)
            : new EpisodeStopException(ReasonCodes.ReplayDiverged, $"the trace holds no answer of {question.Source} to request {key.RequestHash[..12]} at step {question.Step}");
    }

    private static bool IsOf(EventChange change, string seat) =>
        change.Kind.Equals(Acted.Kind, StringComparison.Ordinal) && change.Before.Text("seat").Equals(seat, StringComparison.Ordinal);

    private Queue<Acted> Acts(string seat, long before) =>
        new(_acts.Where(one => one.Seq < before && one.Act.Seat.Equals(seat, StringComparison.Ordinal)).Select(one => one.Act));

    private sealed class RecordedAgent(string name, Queue<Acted> acts) : IComputingAgent
    {
        public string Name => name;

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
        {
        }

        public void Decide(Observation observation, Proposal proposal)
        {
            if (acts.TryDequeue(out var act)) RecordedAct.Propose(act, proposal);
        }
    }
}
