using Tiltyard.Agents;
using Tiltyard.Worlds;

namespace Tiltyard.Testing;

/// <summary>The same agent as one that waits: it proposes the same, on another thread's turn.</summary>
internal sealed class WaitingForm(IComputingAgent agent) : IWaitingAgent
{
    public string Name => agent.Name;

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec, IBoundary boundary) => agent.Begin(key, seat, spec);

    public async ValueTask DecideAsync(Observation observation, Proposal proposal, CancellationToken cancellation)
    {
        await Task.Yield();
        agent.Decide(observation, proposal);
    }
}
