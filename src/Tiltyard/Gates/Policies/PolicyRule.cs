using Tiltyard.Conditions;
using Tiltyard.Traces;

namespace Tiltyard.Gates.Policies;

/// <summary>A compiled rule: when it speaks, and its answers in the order in which they are tried.</summary>
internal sealed class PolicyRule(string id, Condition applies, params PolicyAnswer?[] answers)
{
    private readonly PolicyAnswer[] _answers = [.. answers.OfType<PolicyAnswer>()];

    public string Id => id;

    /// <summary>Whether the rule decided, and what. A rule that cannot be read denies.</summary>
    public bool TryDecide(ref Situation at, out PolicyVerdict verdict)
    {
        verdict = default;
        var speaks = applies.Holds(ref at);
        if (speaks == Truth.No) return false;
        if (speaks == Truth.Yes)
        {
            foreach (var answer in _answers)
            {
                var holds = answer.Condition.Holds(ref at);
                if (holds == Truth.No) continue;
                verdict = holds == Truth.Yes ? answer.Verdict : Unreadable(at.Unreadable);
                return true;
            }

            return false;
        }

        verdict = Unreadable(at.Unreadable);
        return true;
    }

    private PolicyVerdict Unreadable(string? fact) =>
        new(Decision.Deny, id, ReasonCodes.UnreadableFact, "unreadable_fact", $"the rule compares {fact}, which is missing or cannot be read");
}

/// <summary>One answer of a rule and its condition.</summary>
internal sealed record PolicyAnswer(Condition Condition, PolicyVerdict Verdict);
