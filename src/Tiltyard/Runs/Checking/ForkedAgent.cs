using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Checking;

/// <summary>
/// An agent that did what the record says up to a place and decides by itself from there. It watches from the beginning, so that it
/// remembers what it would have remembered.
/// </summary>
internal sealed class ForkedAgent(IComputingAgent agent, Queue<Acted> before, EventChange? change) : IComputingAgent
{
    private EventChange? _change = change;

    public string Name => agent.Name;

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec) => agent.Begin(key, seat, spec);

    public void Decide(Observation observation, Proposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        agent.Decide(observation, proposal);
        if (before.TryDequeue(out var act))
        {
            RecordedAct.Propose(act, proposal);
        }
        else if (_change is { } changed)
        {
            _change = null;
            Otherwise(changed, proposal);
        }
    }

    public void Save(CanonicalWriter writer) => agent.Save(writer);

    public void Restore(DocumentMap saved) => agent.Restore(saved);

    private static void Otherwise(EventChange change, Proposal proposal)
    {
        var action = change.Values.Find("action") ?? change.Before.Find("action");
        // another action takes none of the recorded arguments
        var arguments = change.Values.Find("args") ?? (change.Values.Has("action") ? null : change.Before.Find("args"));
        proposal.Clear();
        if (action is { IsNull: false }) proposal.Named(action.AsText(), arguments is null ? null : CanonicalJson.Text(arguments));
    }
}

/// <summary>Asks again for what was asked for then, well formed or not.</summary>
internal static class RecordedAct
{
    public static void Propose(in Acted act, Proposal proposal)
    {
        if (act.Reason == ReasonCodes.Unreadable) proposal.Unreadable(act.Detail ?? "");
        else if (act.Reason == ReasonCodes.Refused) proposal.Refused(act.Detail ?? "");
        else if (act.Action is not null) proposal.Named(act.Action, act.RawArguments);
        else proposal.NoOp();
        proposal.Thought = act.Thought;
    }
}
