using System.Collections.Immutable;

namespace Tiltyard.Traces;

public enum Decision
{
    Allow,
    Warn,
    Deny,
}

/// <summary>The place in a turn where a gate is asked.</summary>
public enum GateStage
{
    PreCall,
    PostCall,
    PreTool,
    PostTool,
}

/// <summary>What a gate decided about one action, by which rule and why. A finding is a validator's, after the fact.</summary>
public readonly record struct Ruling(Decision Decision, string RuleId, ReasonCode Reason, string? Detail = null);

/// <summary>The wire names of <see cref="Decision"/> and <see cref="GateStage"/>.</summary>
public static class Rulings
{
    public static ImmutableArray<string> Decisions { get; } = ["allow", "warn", "deny"];

    public static ImmutableArray<string> Stages { get; } = ["pre_call", "post_call", "pre_tool", "post_tool"];

    public static string Name(this Decision decision) => Decisions[(int)decision];

    public static string Name(this GateStage stage) => Stages[(int)stage];
}
