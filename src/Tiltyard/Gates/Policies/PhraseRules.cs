using System.Collections.Immutable;
using Tiltyard.Conditions;
using Tiltyard.Documents;

namespace Tiltyard.Gates.Policies;

/// <summary>
/// Neighbours that only look for phrases in the text: one pass finds the phrase whose rule and answer come first, however many there are.
/// </summary>
internal sealed class PhraseRules : RuleStep
{
    private readonly PhraseFinder _finder;
    private readonly ImmutableArray<PolicyVerdict> _verdicts;

    private PhraseRules(int first, PhraseFinder finder, ImmutableArray<PolicyVerdict> verdicts)
        : base(first)
    {
        _finder = finder;
        _verdicts = verdicts;
    }

    /// <summary>Whether the rule speaks always and each of its answers waits for a phrase.</summary>
    public static bool Fits(PolicyRule rule) => rule.Applies == Condition.Always && rule.Answers.All(answer => answer.Condition is TextContains);

    /// <summary>One step for rules that fit; null where a finder cannot hold their phrases.</summary>
    public static PhraseRules? Of(int first, ImmutableArray<PolicyRule> rules)
    {
        var answers = rules.SelectMany(rule => rule.Answers)
            .SelectMany(answer => ((TextContains)answer.Condition).Phrases.Select(phrase => (Phrase: phrase, answer.Verdict))).ToArray();
        return PhraseFinder.Of([.. answers.Select(answer => answer.Phrase)]) is { } finder
            ? new PhraseRules(first, finder, [.. answers.Select(answer => answer.Verdict)])
            : null;
    }

    public override bool TryDecide(ref Situation at, out PolicyVerdict verdict)
    {
        var place = _finder.First(at.Text);
        verdict = place < 0 ? default : _verdicts[place];
        return place >= 0;
    }
}
