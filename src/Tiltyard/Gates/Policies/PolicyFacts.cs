namespace Tiltyard.Gates.Policies;

/// <summary>The names with which the facts of a policy file may begin.</summary>
public static class PolicyFacts
{
    /// <summary>
    /// What a path may begin with: the documented names, tool, arguments, result, observation, seat and step for rules about
    /// tools, who the request is from, and state for what a trace tells of the world. A rule that names anything else is an error, for it could never hold.
    /// </summary>
    public static IReadOnlyList<string> Roots { get; } =
    [
        "task", "persona", "amount", "requested_amount", "policy", "case", "pre_gate", "response_text", "stage", "text", "text_lower",
        "tool", "arguments", "result", "observation", "seat", "step", "customer_id", "customer_email", "verified", "state",
    ];
}
