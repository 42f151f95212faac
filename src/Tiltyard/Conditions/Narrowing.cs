using System.Collections.Immutable;
using Tiltyard.Worlds;

namespace Tiltyard.Conditions;

/// <summary>
/// What can be said of a condition before any fact is known: the texts one of which a fact must be, what is left of it where that fact is
/// known, the one number it turns on. An index over many rules is built of it; it never changes what a rule decides.
/// </summary>
internal static class Narrowing
{
    /// <summary>The facts that could be narrowed on: those compared with texts by a part without which the condition does not hold.</summary>
    public static IEnumerable<FactPath> Discriminators(Condition condition) => condition switch
    {
        TextEquality equality => [equality.Fact.Path],
        Comparison { Operation: Operation.In, Actual: Fact fact, Expected: Written { List: not null } } => [fact.Path],
        AllOf all => all.Parts.SelectMany(Discriminators),
        AnyOf any => any.Parts.SelectMany(Discriminators),
        _ => [],
    };

    /// <summary>
    /// Texts of which the fact must equal one, in any case, for the condition to be anything but a readable no; null where nothing can be
    /// said. An equality is never unreadable, and a part that does not hold settles its whole even beside unreadable parts.
    /// </summary>
    public static ImmutableArray<string>? Needed(Condition condition, FactPath path)
    {
        switch (condition)
        {
            case TextEquality equality when equality.Fact.Path == path: return [equality.Text];
            case Comparison { Operation: Operation.In, Actual: Fact fact, Expected: Written { List: { } list } } when fact.Path == path && list.All(item => item.Kind == ValueKind.Text):
                return [.. list.Select(item => item.Text)];
            case AllOf all:
                foreach (var part in all.Parts)
                {
                    if (Needed(part, path) is { } texts) return texts;
                }

                return null;
            case AnyOf any: return Union(any.Parts.Select(part => Needed(part, path)));
            default: return condition == Condition.Never ? [] : null;
        }
    }

    /// <summary>Every text of the parts; null where a part allows any.</summary>
    public static ImmutableArray<string>? Union(IEnumerable<ImmutableArray<string>?> parts)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var part in parts)
        {
            if (part is not { } some) return null;
            texts.AddRange(some);
        }

        return texts.DrainToImmutable();
    }

    /// <summary>What is left of the condition where the fact is known to be this text, in whatever case.</summary>
    public static Condition Given(Condition condition, FactPath path, string text) => condition switch
    {
        TextEquality equality when equality.Fact.Path == path => Fixed(equality.Text.Equals(text, StringComparison.OrdinalIgnoreCase)),
        Comparison { Operation: Operation.In, Actual: Fact fact, Expected: Written { List: { } list } } when fact.Path == path =>
            Fixed(list.Any(item => item.Kind == ValueKind.Text && item.Text.Equals(text, StringComparison.OrdinalIgnoreCase))),
        AllOf all => All([.. all.Parts.Select(part => Given(part, path, text))]),
        _ => condition,
    };

    /// <summary>The fact whose number alone decides the condition; null where it asks for anything else. A condition that is always or never true asks for none.</summary>
    public static bool TurnsOnOneNumber(Condition condition, ref Fact? number) => condition switch
    {
        NumberOrder order => Same(order.Fact, ref number),
        AllOf all => EachTurns(all.Parts, ref number),
        AnyOf any => EachTurns(any.Parts, ref number),
        Not not => TurnsOnOneNumber(not.Part, ref number),
        _ => condition == Condition.Always || condition == Condition.Never,
    };

    /// <summary>The numbers at which a condition that turns on one may change.</summary>
    public static IEnumerable<double> Bounds(Condition condition) => condition switch
    {
        NumberOrder order => [order.Bound],
        AllOf all => all.Parts.SelectMany(Bounds),
        AnyOf any => any.Parts.SelectMany(Bounds),
        Not not => Bounds(not.Part),
        _ => [],
    };

    private static bool EachTurns(ImmutableArray<Condition> parts, ref Fact? number)
    {
        foreach (var part in parts)
        {
            if (!TurnsOnOneNumber(part, ref number)) return false;
        }

        return true;
    }

    private static bool Same(Fact fact, ref Fact? number)
    {
        number ??= fact;
        return number.Path == fact.Path;
    }

    private static Condition Fixed(bool holds) => holds ? Condition.Always : Condition.Never;

    private static Condition All(ImmutableArray<Condition> parts)
    {
        if (parts.Contains(Condition.Never)) return Condition.Never;
        var open = parts.RemoveAll(part => part == Condition.Always);
        return open.Length switch { 0 => Condition.Always, 1 => open[0], _ => new AllOf(open) };
    }
}
