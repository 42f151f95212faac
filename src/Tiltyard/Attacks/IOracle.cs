using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Attacks;

/// <summary>Ground truth about success or harm, from the events of the episode: actions, rulings, state. It never reads prose.</summary>
public interface IOracle : ITraceSink, ISaved
{
    string Name { get; }

    /// <summary>Forgets the episode before.</summary>
    void Begin();

    /// <summary>Asked once, when the episode is over.</summary>
    Judged Judge();
}
