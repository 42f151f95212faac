using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Auditing;

/// <summary>Plays a list of calls and then nothing. It is made anew for each episode and never saved.</summary>
internal sealed class MutantAgent(string name, ImmutableArray<ActionCall> calls, ActionCall then) : IComputingAgent
{
    private int _next;

    public string Name => name;

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec) => _next = 0;

    public void Decide(Observation observation, Proposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        proposal.Act(_next < calls.Length ? calls[_next++] : then);
    }
}
