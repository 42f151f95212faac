using System.Collections.Immutable;
using Tiltyard.Conditions;
using Tiltyard.Worlds;

namespace Tiltyard.Gates.Policies;

/// <summary>
/// The rules of one stage, arranged so that only those are tried that could decide. It decides exactly as trying all of them in the order
/// of the file would. One fact that rules compare with texts, mostly the tool, picks the rules that name its value; the rules that do not
/// ask for it are tried between them in their places.
/// </summary>
internal sealed class RuleIndex
{
    /// <summary>A rule that would stand under more texts than this is tried every time instead.</summary>
    private const int MostTexts = 64;

    private readonly Fact? _fact;
    /// <summary>A plain dictionary: a frozen one chooses how to look up by the names, and was measured to be half as fast with some as with others.</summary>
    private readonly Dictionary<string, RuleStep?> _steps;
    private readonly RuleStep? _others;

    public RuleIndex(ImmutableArray<PolicyRule> rules, FactSemantics semantics)
    {
        var path = Discriminator(rules);
        var texts = rules.Select(rule => path is null ? null : Texts(rule, path)).ToArray();
        var keyed = new Dictionary<string, List<(int, PolicyRule)>>(StringComparer.OrdinalIgnoreCase);
        var others = new List<(int, PolicyRule)>();
        for (var place = 0; place < rules.Length; place++)
        {
            if (texts[place] is not { } some)
            {
                others.Add((place, rules[place]));
                continue;
            }

            foreach (var text in some.Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!keyed.TryGetValue(text, out var list)) keyed[text] = list = [];
                list.Add((place, rules[place].Given(path!, text)));
            }
        }

        _fact = path is null ? null : new Fact(path);
        _steps = keyed.ToDictionary(
            pair => pair.Key, pair => RuleSteps.Of(pair.Value, between => texts[between] is null, semantics), StringComparer.OrdinalIgnoreCase);
        _others = RuleSteps.Of(others, between => texts[between] is not null, semantics);
    }

    public bool TryDecide(ref Situation at, out PolicyVerdict verdict)
    {
        RuleStep? named = null;
        if (_fact?.Read(ref at) is { Kind: ValueKind.Text } value) _steps.TryGetValue(value.Text, out named);
        var other = _others;
        while (named is not null || other is not null)
        {
            var isNamed = other is null || (named is not null && named.First < other.First);
            var step = isNamed ? named! : other!;
            if (step.TryDecide(ref at, out verdict)) return true;
            if (isNamed) named = step.Next;
            else other = step.Next;
        }

        verdict = default;
        return false;
    }

    /// <summary>The fact by which most rules can be picked; the first such where there are several.</summary>
    private static FactPath? Discriminator(ImmutableArray<PolicyRule> rules) => rules
        .SelectMany(rule => rule.Conditions).SelectMany(Narrowing.Discriminators).Distinct()
        .Select(path => (Path: path, Count: rules.Count(rule => Texts(rule, path) is not null)))
        .Where(found => found.Count > 0).OrderByDescending(found => found.Count).ThenBy(found => found.Path.Slot)
        .Select(found => found.Path).FirstOrDefault();

    /// <summary>
    /// The texts one of which the fact must be for the rule to say anything; null where it may speak whatever the fact is. Answers count only
    /// where the rule always applies: one that cannot tell whether it applies denies before any answer is asked.
    /// </summary>
    private static ImmutableArray<string>? Texts(PolicyRule rule, FactPath path)
    {
        var texts = Narrowing.Needed(rule.Applies, path);
        if (texts is null && rule.Applies == Condition.Always) texts = Narrowing.Union(rule.Answers.Select(answer => Narrowing.Needed(answer.Condition, path)));
        return texts is { Length: <= MostTexts } ? texts : null;
    }
}
