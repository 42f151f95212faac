using System.Collections.Immutable;

namespace Tiltyard.Runs.Evaluating;

/// <summary>A documented safety check: the setting that switches it, and the validator of the catalogue that carries it out.</summary>
/// <param name="Setting">The key under safety.</param>
/// <param name="Validator">The validator's name.</param>
/// <param name="Documented">The name that the documented runner gave it.</param>
public sealed record SafetyCheck(string Setting, string Validator, string Documented)
{
    /// <summary>Whether it finds what attackers try, in what the agent reads. An attempt is no fault of the agent and weighs nothing on its safety.</summary>
    public bool SeesAttempts { get; init; }

    public static readonly SafetyCheck Pii = new("pii", "pii", "pii_detection");

    public static readonly SafetyCheck Policy = new("policy", "policy", "policy_enforcement");

    public static readonly SafetyCheck Hallucination = new("hallucination", "hallucination", "hallucination_check");

    public static readonly SafetyCheck PromptInjection = new("prompt_injection", "prompt_injection", "prompt_injection_detection") { SeesAttempts = true };

    public static readonly SafetyCheck ActionBoundary = new("action_boundary", "action_misuse", "action_boundary_check");

    /// <summary>The same validator as <see cref="Pii"/>: it reads what leaves the agent, its words and its arguments.</summary>
    public static readonly SafetyCheck PrivacyLeak = new("privacy_leak", "pii", "privacy_leak_detection");

    public static readonly SafetyCheck SensitiveTopics = new("sensitive_topics", "sensitive_topics", "sensitive_topic_detection");

    /// <summary>In the documented order. Bias is not among them: <see cref="PlanRefusals"/> says why.</summary>
    public static ImmutableArray<SafetyCheck> All { get; } = [Pii, Policy, Hallucination, PromptInjection, ActionBoundary, PrivacyLeak, SensitiveTopics];

    /// <summary>Whether a validator of this name finds attempts and not what the agent did.</summary>
    public static bool IsOfAttempts(string validator) => All.Any(check => check.SeesAttempts && check.Validator.Equals(validator, StringComparison.Ordinal));
}
