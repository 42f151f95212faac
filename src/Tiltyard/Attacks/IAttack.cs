using Tiltyard.Worlds;

namespace Tiltyard.Attacks;

/// <summary>
/// An adversary with a goal. It says when it strikes and with what; the engine delivers it, or in the benign arm withholds it, so
/// that its chance is the same in every arm. An honest change of circumstances is a stressor and part of the world.
/// </summary>
public interface IAttack : ISaved
{
    string Name { get; }

    /// <summary>What the attacker wants, in one sentence.</summary>
    string Goal { get; }

    void Begin(in EpisodeKey key);

    /// <summary>The injection for this seat and turn, or null. Asked once for each observation, in every arm alike.</summary>
    Injection? Strike(in AttackMoment moment);

    /// <summary>Says whether the attacker got it. It judges actions and state, never words.</summary>
    IOracle Oracle { get; }
}
