using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Gates;

/// <summary>
/// Decides about one action before it happens. It sees what the agent saw and what was done before, never the world itself. A gate
/// that throws ends the episode as errored; it never lets the action through.
/// </summary>
public interface IGate : ISaved
{
    string Name { get; }

    /// <summary>Forgets the episode before.</summary>
    void Begin(in EpisodeKey key)
    {
    }

    Ruling Rule(in GateRequest request);
}

/// <summary>An action before a gate: checked against its schema, not yet applied.</summary>
public readonly record struct GateRequest(
    GateStage Stage, int Step, SeatSpec Seat, ActionSpec Action, ActionCall Call, Observation Observation, ActionHistory History);
