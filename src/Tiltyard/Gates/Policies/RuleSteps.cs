using System.Collections.Immutable;
using Tiltyard.Conditions;

namespace Tiltyard.Gates.Policies;

/// <summary>Makes steps of rules: neighbours of one kind become one step, unless a rule of the other sequence must be tried between them.</summary>
internal static class RuleSteps
{
    /// <param name="rules">Rules with their places in the file, in that order.</param>
    /// <param name="isForeign">Whether the rule at a place belongs to the other sequence.</param>
    /// <param name="semantics">How they decide.</param>
    /// <returns>The first step; null where there is no rule.</returns>
    public static RuleStep? Of(IReadOnlyList<(int Place, PolicyRule Rule)> rules, Func<int, bool> isForeign, FactSemantics semantics)
    {
        RuleStep? first = null;
        RuleStep? last = null;
        for (var at = 0; at < rules.Count;)
        {
            var taken = Number(rules, at, isForeign, semantics) ?? Phrases(rules, at, isForeign) ?? (new SingleRule(rules[at].Place, rules[at].Rule), 1);
            first ??= taken.Step;
            if (last is not null) last.Next = taken.Step;
            last = taken.Step;
            at += taken.Count;
        }

        return first;
    }

    private static (RuleStep Step, int Count)? Number(IReadOnlyList<(int Place, PolicyRule Rule)> rules, int start, Func<int, bool> isForeign, FactSemantics semantics)
    {
        Fact? fact = null;
        var end = End(rules, start, isForeign, rule => TurnsOnOneNumber(rule, ref fact));
        return end == start || fact is not { IsOfContext: true } ? null : (new NumberLadder(rules[start].Place, fact, Between(rules, start, end), semantics), end - start);
    }

    private static (RuleStep Step, int Count)? Phrases(IReadOnlyList<(int Place, PolicyRule Rule)> rules, int start, Func<int, bool> isForeign)
    {
        var end = End(rules, start, isForeign, PhraseRules.Fits);
        return end - start > 1 && PhraseRules.Of(rules[start].Place, Between(rules, start, end)) is { } step ? (step, end - start) : null;
    }

    /// <summary>Where the neighbours that fit end.</summary>
    private static int End(IReadOnlyList<(int Place, PolicyRule Rule)> rules, int start, Func<int, bool> isForeign, Func<PolicyRule, bool> fits)
    {
        var end = start;
        while (end < rules.Count && (end == start || !Parted(rules[end - 1].Place, rules[end].Place, isForeign)) && fits(rules[end].Rule)) end++;
        return end;
    }

    private static bool Parted(int one, int other, Func<int, bool> isForeign)
    {
        for (var place = one + 1; place < other; place++)
        {
            if (isForeign(place)) return true;
        }

        return false;
    }

    private static ImmutableArray<PolicyRule> Between(IReadOnlyList<(int Place, PolicyRule Rule)> rules, int start, int end) =>
        [.. rules.Skip(start).Take(end - start).Select(rule => rule.Rule)];

    private static bool TurnsOnOneNumber(PolicyRule rule, ref Fact? fact)
    {
        foreach (var condition in rule.Conditions)
        {
            if (!Narrowing.TurnsOnOneNumber(condition, ref fact)) return false;
        }

        return true;
    }
}
