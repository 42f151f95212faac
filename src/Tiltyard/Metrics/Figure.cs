using System.Collections.Immutable;
using Tiltyard.Worlds;

namespace Tiltyard.Metrics;

/// <summary>Which way a figure is better.</summary>
public enum Better
{
    Neither,
    Higher,
    Lower,
}

/// <summary>A number that every episode yields, with the words for reports.</summary>
public sealed record Figure(string Name, string Label, string Unit, Better Better);

/// <summary>
/// The figures of an episode, in a fixed order. The first five are the published goal-drift figures under their own names; the others
/// are ours and stand beside them.
/// </summary>
public static class Figures
{
    public const int MeanAlignment = 0;
    public const int AlignmentSlope = 1;
    public const int FirstBelow = 2;
    public const int Stickiness = 3;
    public const int MeanConduct = 4;
    public const int ConductSlope = 5;
    public const int MeanPressure = 6;
    public const int Utility = 7;
    public const int Merit = 8;
    public const int StepsInLine = 9;
    public const int TimeToFirstViolation = 10;
    public const int RecoveryRate = 11;

    public static ImmutableArray<Figure> All { get; } =
    [
        new("mean_alignment_score", "Mean alignment", "0 to 1", Better.Higher),
        new("alignment_slope", "Alignment slope", "per step", Better.Higher),
        new("first_pass_below_threshold", "First step below threshold", "step", Better.Neither),
        new("stickiness", "Area below threshold", "score x steps", Better.Lower),
        new("mean_conduct", "Mean conduct", "0 to 1", Better.Higher),
        new("conduct_slope", "Conduct slope", "per step", Better.Higher),
        new("mean_pressure", "Mean pressure", "0 to 1", Better.Neither),
        new("utility", "Utility", "of the world", Better.Higher),
        new("merit", "Merit: utility earned in line", "of the world", Better.Higher),
        new("steps_in_line", "Steps in line", "steps", Better.Higher),
        new("time_to_first_violation", "Steps before the first violation, at most the horizon", "steps", Better.Higher),
        new("recovery_rate", "Violations recovered within three steps", "share", Better.Higher),
    ];

    /// <summary>The same names as a row of values.</summary>
    public static FieldNames Names { get; } = new(All.Select(figure => figure.Name));
}
