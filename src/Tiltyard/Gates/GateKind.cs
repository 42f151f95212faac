using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Gates;

/// <summary>A gate that can be chosen by name.</summary>
public sealed record GateKind
{
    public required string Name { get; init; }

    public required string Summary { get; init; }

    public ObjectShape Options { get; init; } = Shape.Object();

    /// <summary>Makes the gate for a world, or throws <see cref="DocumentException"/> where it does not fit that world.</summary>
    public required Func<DocumentMap, WorldSpec, IGate> Create { get; init; }
}
