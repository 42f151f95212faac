namespace Tiltyard.Lab.Rules;

/// <summary>Which rules hold: ours, or those of the published reference where its conformance suite needs them. The differences are in the reference pages.</summary>
public sealed record RuleProfile
{
    /// <summary>Ours: nothing unknown is taken for granted, every stage is guarded, every attempt is on record.</summary>
    public static RuleProfile Strict { get; } = new() { Name = "strict" };

    /// <summary>What the published conformance suite expects.</summary>
    public static RuleProfile Reference { get; } = new() { Name = "reference", IsReference = true };

    public required string Name { get; init; }

    /// <summary>Whether unknown specimens, results and roles are tolerated, stages unguarded, tokens valid for anything, and unmapped agents free.</summary>
    public bool IsReference { get; private init; }
}
