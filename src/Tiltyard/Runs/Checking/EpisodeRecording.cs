using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
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

    public bool IsStrict => true;

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
        _answers[(answered.RequestHash, occurrence)] = new Answer { Text = answered.Answer, PromptTokens = answered.PromptTokens, CompletionTokens = answered.CompletionTokens };
    }

    public bool TryReplay(in TapeKey key, [NotNullWhen(true)] out Answer? answer) => _answers.TryGetValue((key.RequestHash, key.Occurrence), out answer);

    public void Record(in TapeKey key, Question question, Answer answer)
    {
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
            else if (act.Action is not null) proposal.Named(act.Action, act.RawArguments);
            else proposal.NoOp();
            proposal.Thought = act.Thought;
        }
    }
}
