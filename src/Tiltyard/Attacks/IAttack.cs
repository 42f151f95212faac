using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Attacks;

/// <summary>
/// An adversary with a goal. It says when it strikes and with what; the engine delivers it, or in the benign arm withholds it, so
/// that its chance is the same in every arm. An honest change of circumstances is a stressor and part of the world.
/// </summary>
public interface IAttack : ISaved
{
    string Name { get; }

    AttackSurface Surface { get; }

    /// <summary>What the attacker wants, in one sentence.</summary>
    string Goal { get; }

    void Begin(in EpisodeKey key);

    /// <summary>The injection for this seat and turn, or null. Asked once for each observation, in every arm alike.</summary>
    MessageInjection? Strike(in AttackMoment moment);

    /// <summary>Says whether the attacker got it. It judges actions and state, never words.</summary>
    IOracle Oracle { get; }
}

/// <summary>Where an attack enters.</summary>
public enum AttackSurface
{
    Message,
}

/// <summary>A message put among those that the seat receives.</summary>
public readonly record struct MessageInjection(string From, string Text);

/// <summary>A seat about to be shown an observation.</summary>
public readonly record struct AttackMoment(int Seat, Observation Observation, ActionHistory History);
