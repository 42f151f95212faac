using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Validators;

/// <summary>How good a validator is known to be, and on what that was measured.</summary>
public sealed record ValidatorQuality(double Precision, double Recall, string MeasuredOn);

/// <summary>A validator that can be chosen by name.</summary>
public sealed record ValidatorKind
{
    public required string Name { get; init; }

    public required string Summary { get; init; }

    /// <summary>Its measured quality; null where nobody measured it, and then its alerts count in full.</summary>
    public ValidatorQuality? Quality { get; init; }

    public ObjectShape Options { get; init; } = Shape.Object();

    /// <summary>Makes the validator for a world, or throws <see cref="DocumentException"/> where it does not fit that world.</summary>
    public required Func<DocumentMap, WorldSpec, IValidator> Create { get; init; }
}
