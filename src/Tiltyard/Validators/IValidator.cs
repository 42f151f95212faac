using Tiltyard.Traces;

namespace Tiltyard.Validators;

/// <summary>
/// Reads the events of an episode as they come and raises findings. An alert is not a verdict: ground truth is an oracle's, and a
/// decision that can stop an action is a gate's. A validator that throws ends the episode as errored, never as clean.
/// </summary>
public interface IValidator : ITraceSink
{
    string Name { get; }

    /// <summary>Forgets the episode before.</summary>
    void Begin();

    /// <summary>What was found so far, in the order of the evidence.</summary>
    IReadOnlyList<Finding> Findings { get; }
}
