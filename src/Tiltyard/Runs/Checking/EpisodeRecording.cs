using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Checking;

/// <summary>What seats asked for and what outsiders answered, taken from a trace: a sink that becomes agents and a tape.</summary>
internal sealed class EpisodeRecording : ITraceSink, ITape
{
    private readonly List<Acted> _acts = [];
    private readonly Dictionary<(string Hash, int Occurrence), Answer> _answers = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    private Errored? _end;

    /// <summary>The agents of a setup, with recorded actions in the place of those that compute.</summary>
    public ImmutableArray<IAgent> Agents(EpisodeSetup setup) =>
    [
        .. setup.Agents.Select((agent, seat) => agent is IComputingAgent ? new RecordedAgent(agent.Name, Acts(setup.World.Spec.Seats[seat].Name)) : agent),
    ];

    public void Emit(in EventHeader at, in Acted acted) => _acts.Add(acted);

    public void Emit(in EventHeader at, in Answered answered)
    {
        var occurrence = _counts.GetValueOrDefault(answered.RequestHash);
        _counts[answered.RequestHash] = occurrence + 1;
        _answers[(answered.RequestHash, occurrence)] = new Answer
        {
            Text = answered.Answer,
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
        throw _end is { } end
            ? new EpisodeStopException(end.Reason, end.Message)
            : new EpisodeStopException(ReasonCodes.ReplayDiverged, $"the trace holds no answer of {question.Source} to request {key.RequestHash[..12]} at step {question.Step}");
    }

    private Queue<Acted> Acts(string seat) => new(_acts.Where(act => act.Seat.Equals(seat, StringComparison.Ordinal)));

    /// <summary>Asks again for what was asked for then, well formed or not.</summary>
    private sealed class RecordedAgent(string name, Queue<Acted> acts) : IComputingAgent
    {
        public string Name => name;

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
        {
        }

        public void Decide(Observation observation, Proposal proposal)
        {
            if (!acts.TryDequeue(out var act)) return;
            if (act.Reason == ReasonCodes.Unreadable) proposal.Unreadable(act.Detail ?? "");
            else if (act.Reason == ReasonCodes.Refused) proposal.Refused(act.Detail ?? "");
            else if (act.Action is not null) proposal.Named(act.Action, act.RawArguments);
            else proposal.NoOp();
            proposal.Thought = act.Thought;
        }
    }
}
