using Tiltyard.Agents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Playing;

/// <summary>Declines whatever is asked: no harm, and no use either.</summary>
internal sealed class ScriptRefuser(Script script) : IComputingAgent
{
    public string Name => "policy:refuser";

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
    {
    }

    public void Decide(Observation observation, Proposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        proposal.Act(new ActionCall(script.ReplyIndex, Value.Of("I am sorry, I cannot help with that.")));
    }
}
