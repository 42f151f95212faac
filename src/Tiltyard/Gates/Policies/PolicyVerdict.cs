using System.Runtime.InteropServices;
using Tiltyard.Conditions;
using Tiltyard.Traces;

namespace Tiltyard.Gates.Policies;

/// <summary>What a policy decided, by which rule and why. Code is the reason as the file writes it, Reason the registry's.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PolicyVerdict(Decision Decision, string RuleId, ReasonCode Reason, string Code, string? Message = null, string? Severity = null)
{
    /// <summary>The rule that is named where no rule decided.</summary>
    public const string DefaultRule = "policy.default";

    /// <summary>The same as a gate tells it to the engine.</summary>
    public Ruling ToRuling() => new(Decision, RuleId, Reason, Message);
}
