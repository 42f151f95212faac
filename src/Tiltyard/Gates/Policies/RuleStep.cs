using System.Collections.Immutable;
using Tiltyard.Conditions;

namespace Tiltyard.Gates.Policies;

/// <summary>
/// One step of deciding: a rule, or several neighbours that are answered in one go. The first step that decides decides. Each knows the
/// next of its sequence: with a thousand rules it is memory that costs, and a list would be one more place to fetch.
/// </summary>
internal abstract class RuleStep(int first)
{
    /// <summary>Where the first of its rules stands among the rules of the stage.</summary>
    public int First => first;

    public RuleStep? Next { get; set; }

    public abstract bool TryDecide(ref Situation at, out PolicyVerdict verdict);
}

/// <summary>A rule by itself.</summary>
internal sealed class SingleRule(int first, PolicyRule rule) : RuleStep(first)
{
    public override bool TryDecide(ref Situation at, out PolicyVerdict verdict) => rule.TryDecide(ref at, out verdict);
}

/// <summary>
/// Neighbours that all turn on one number. Between two of their bounds nothing changes, so what they come to was worked out once for each
/// bound and each gap, by the rules themselves, and a decision is one search. A number that cannot be read is the rules' own affair.
/// </summary>
internal sealed class NumberLadder : RuleStep
{
    private readonly Fact _fact;
    private readonly double[] _bounds;
    private readonly PolicyVerdict?[] _at;
    private readonly ImmutableArray<PolicyRule> _rules;

    public NumberLadder(int first, Fact fact, ImmutableArray<PolicyRule> rules, FactSemantics semantics)
        : base(first)
    {
        _fact = fact;
        _rules = rules;
        _bounds = [.. rules.SelectMany(rule => rule.Conditions).SelectMany(Narrowing.Bounds).Distinct().Order()];
        _at = new PolicyVerdict?[(2 * _bounds.Length) + 1];
        for (var place = 0; place < _at.Length; place++) _at[place] = Probe(Sample(place), semantics);
    }

    public override bool TryDecide(ref Situation at, out PolicyVerdict verdict)
    {
        if (Operand.Number(_fact.Read(ref at) ?? Worlds.Value.Null, !at.IsCorrected) is not { } number) return InOrder(ref at, out verdict);
        ref readonly var found = ref _at[Place(number)];
        verdict = found.GetValueOrDefault();
        return found.HasValue;
    }

    /// <summary>Twice the number of bounds below it, and one more where it is a bound itself.</summary>
    private int Place(double number)
    {
        var (low, high) = (0, _bounds.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_bounds[middle] < number) low = middle + 1;
            else high = middle;
        }

        return (2 * low) + (low < _bounds.Length && _bounds[low] == number ? 1 : 0);
    }

    /// <summary>A number of that place. Where no number lies between two bounds, it is one of them and nobody will ask.</summary>
    private double Sample(int place)
    {
        if (place % 2 == 1) return _bounds[place / 2];
        if (_bounds.Length == 0) return 0;
        if (place == 0) return Math.Max(double.BitDecrement(_bounds[0]), double.MinValue);
        return place == _at.Length - 1 ? Math.Min(double.BitIncrement(_bounds[^1]), double.MaxValue) : (_bounds[(place / 2) - 1] / 2) + (_bounds[place / 2] / 2);
    }

    private PolicyVerdict? Probe(double number, FactSemantics semantics)
    {
        var at = new Situation(default, new FactTable("", (_fact.Name, Worlds.Value.Of(number))), semantics);
        return InOrder(ref at, out var verdict) ? verdict : null;
    }

    private bool InOrder(ref Situation at, out PolicyVerdict verdict)
    {
        foreach (var rule in _rules)
        {
            if (rule.TryDecide(ref at, out verdict)) return true;
        }

        verdict = default;
        return false;
    }
}
