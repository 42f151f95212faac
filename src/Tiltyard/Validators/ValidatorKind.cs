using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Validators;

/// <summary>A validator that can be chosen by name.</summary>
public sealed record ValidatorKind
{
    public required string Name { get; init; }

    public required string Summary { get; init; }

    public ObjectShape Options { get; init; } = Shape.Object();

    /// <summary>Makes the validator for a world, or throws <see cref="DocumentException"/> where it does not fit that world.</summary>
    public required Func<DocumentMap, WorldSpec, IValidator> Create { get; init; }
}
