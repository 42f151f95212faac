using Tiltyard.Documents;

namespace Tiltyard.Attacks;

/// <summary>An attack that can be chosen by name.</summary>
public sealed record AttackKind
{
    public required string Name { get; init; }

    public required string Summary { get; init; }

    public ObjectShape Options { get; init; } = Shape.Object();

    /// <summary>Makes the attack for a world, or throws <see cref="DocumentException"/> where it does not fit that world.</summary>
    public required Func<DocumentMap, Trigger, AttackStage, IAttack> Create { get; init; }
}
