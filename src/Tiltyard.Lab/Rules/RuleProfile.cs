namespace Tiltyard.Lab.Rules;

/// <summary>Which rules hold: ours, or those of the published reference where its conformance suite needs them. The differences are in the reference pages.</summary>
public sealed record RuleProfile
{
    /// <summary>Ours: nothing unknown is taken for granted, every stage is guarded, every attempt is on record.</summary>
    public static RuleProfile Strict { get; } = new() { Name = "strict" };

    /// <summary>What the published conformance suite expects.</summary>
    public static RuleProfile Reference { get; } = new() { Name = "reference", IsReference = true };

    /// <summary>Ours with the controls off: nobody's role, limit, signature or token for a restricted way is asked for. Only experiments use it.</summary>
    public static RuleProfile Unguarded { get; } = new() { Name = "unguarded", ChecksAccess = false };

    public required string Name { get; init; }

    /// <summary>Whether unknown specimens, results and roles are tolerated, stages unguarded, tokens valid for anything, and unmapped agents free.</summary>
    public bool IsReference { get; private init; }

    /// <summary>Whether roles, limits, signatures and tokens for restricted ways are asked for.</summary>
    public bool ChecksAccess { get; private init; } = true;
}
