using Tiltyard.Worlds;

namespace Tiltyard.Agents;

/// <summary>
/// Holds a seat: from an observation to a proposed action. An agent that computes is an <see cref="IComputingAgent"/>; one that
/// waits for somebody outside is an <see cref="IWaitingAgent"/>.
/// </summary>
public interface IAgent
{
    /// <summary>The name in results, such as policy:baseline.</summary>
    string Name { get; }
}

/// <summary>Decides by computing alone: the same key and observations give the same proposals.</summary>
public interface IComputingAgent : IAgent, ISaved
{
    /// <summary>Whether it reads panels and messages, and not only step, legality and <see cref="Observation.Typed"/>.</summary>
    bool ReadsTexts => true;

    /// <summary>Forgets the episode before and takes the seat for the next.</summary>
    void Begin(in EpisodeKey key, int seat, SeatSpec spec);

    void Decide(Observation observation, Proposal proposal);
}

/// <summary>Decides by asking outside, and only through the boundary it is given.</summary>
public interface IWaitingAgent : IAgent
{
    void Begin(in EpisodeKey key, int seat, SeatSpec spec, IBoundary boundary);

    ValueTask DecideAsync(Observation observation, Proposal proposal, CancellationToken cancellation);

    /// <summary>The episode is over, however it ended: lets go of what was held for it. Trouble here is no trouble of the episode.</summary>
    ValueTask EndAsync() => ValueTask.CompletedTask;
}
