using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Attacks;

/// <summary>
/// A seat about to be shown an observation. The observation may already hold what attacks before this one put in; the members here that
/// are called own are what the world showed, the same in every arm.
/// </summary>
public readonly record struct AttackMoment(int Seat, Observation Observation, ActionHistory History)
{
    /// <summary>Simulated seconds since the episode began.</summary>
    public double Time { get; init; }

    /// <summary>What the seat's last action gave back, before any attack.</summary>
    public string? OwnResult { get; init; }

    /// <summary>How many messages at the head of the inbox are not from attackers.</summary>
    public int OwnMessages { get; init; }

    /// <summary>What the seat did last, or null before its first turn.</summary>
    public PastAction? Last
    {
        get
        {
            for (var index = History.Actions.Count - 1; index >= 0; index--)
            {
                if (History.Actions[index].Seat.Equals(Observation.SeatName, StringComparison.Ordinal)) return History.Actions[index];
            }

            return null;
        }
    }

    /// <summary>The tool whose call took effect in the seat's last turn, so that this observation shows what it gave back; null where there was none.</summary>
    public string? Called => Last is { Status: ActStatus.Applied } last ? last.Action : null;
}
