using Tiltyard.Conditions;
using Tiltyard.Traces;

namespace Tiltyard.Gates.Policies;

/// <summary>A compiled rule: when it speaks, and its answers in the order in which they are tried.</summary>
internal sealed class PolicyRule(string id, Condition applies, params PolicyAnswer?[] answers)
{
    private readonly PolicyAnswer[] _answers = [.. answers.OfType<PolicyAnswer>()];

    public string Id => id;

    public Condition Applies => applies;

    public IReadOnlyList<PolicyAnswer> Answers => _answers;

    public IEnumerable<Condition> Conditions => _answers.Select(answer => answer.Condition).Prepend(applies);

    /// <summary>The rule where a fact is known to be this text. It decides the same and asks less.</summary>
    public PolicyRule Given(FactPath path, string text) => new(
        id, Narrowing.Given(applies, path, text), [.. _answers.Select(answer => answer with { Condition = Narrowing.Given(answer.Condition, path, text) })]);

    /// <summary>Whether the rule decided, and what. A rule that cannot be read denies.</summary>
    public bool TryDecide(ref Situation at, out PolicyVerdict verdict)
    {
        verdict = default;
        at.Unreadable = null;
        var speaks = applies.Holds(ref at);
        if (speaks == Truth.No) return false;
        if (speaks == Truth.Yes)
        {
            foreach (var answer in _answers)
            {
                at.Unreadable = null;
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

    private PolicyVerdict Unreadable(Operand? fact) =>
        new(Decision.Deny, id, ReasonCodes.UnreadableFact, "unreadable_fact", fact?.Complaint);
}

/// <summary>One answer of a rule and its condition.</summary>
internal sealed record PolicyAnswer(Condition Condition, PolicyVerdict Verdict);
