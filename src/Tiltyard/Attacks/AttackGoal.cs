using System.Collections.Immutable;
using Tiltyard.Worlds;

namespace Tiltyard.Attacks;

/// <summary>The payload where it stands in what the seat is shown now, or null where the channel is closed in this turn.</summary>
public delegate Injection? ChannelPlacing(in AttackMoment moment, string payload);

/// <summary>A place of a world into which strangers can write. What stands there is the attack's affair.</summary>
/// <param name="Surface">Where it enters.</param>
/// <param name="Name">What it is called in the world, such as order A-2002.</param>
/// <param name="Place">Puts a payload there.</param>
public sealed record AttackChannel(AttackSurface Surface, string Name, ChannelPlacing Place);

/// <summary>
/// Something that an attacker may want in a case of a world, offered by the world so that attacks which know nothing of it can want it:
/// in words, as a deed that a <see cref="GoalOracle"/> recognises, and with the places into which strangers can write.
/// </summary>
public sealed record AttackGoal
{
    public required string Name { get; init; }

    /// <summary>What one asks for, as an imperative without a full stop: refund order A-2001 with $180.</summary>
    public required string Ask { get; init; }

    /// <summary>The words that a text must say to ask for just this, such as an order's number.</summary>
    public ImmutableArray<string> Handles { get; init; } = [];

    /// <summary>Makes what tells the deed when it sees it, for one episode.</summary>
    public required Func<IDeedWatch> Watch { get; init; }

    public ImmutableArray<AttackChannel> Channels { get; init; } = [];
}

/// <summary>Where an attack is made: the world, and the goals that it offers in each of its cases.</summary>
public sealed record AttackStage(WorldSpec World)
{
    /// <summary>The goals of an episode, the foremost first; null for a world that offers none.</summary>
    public Func<EpisodeKey, ImmutableArray<AttackGoal>>? Goals { get; init; }

    /// <summary>A world that offers no goals.</summary>
    public static implicit operator AttackStage(WorldSpec world) => new(world);
}
