using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Tiltyard.Worlds;

namespace Tiltyard.Conditions;

/// <summary>One node of the compiled rule tree. Asking it never throws.</summary>
internal abstract class Condition
{
    private protected Condition()
    {
    }

    public static Condition Always { get; } = new Fixed(true);

    public static Condition Never { get; } = new Fixed(false);

    public abstract Truth Holds(ref Situation at);

    private protected static Truth Of(bool holds) => holds ? Truth.Yes : Truth.No;

    private sealed class Fixed(bool holds) : Condition
    {
        public override Truth Holds(ref Situation at) => Of(holds);
    }
}

/// <summary>Every part holds; one that does not decides before one that cannot be read.</summary>
internal sealed class AllOf(ImmutableArray<Condition> parts) : Condition
{
    public ImmutableArray<Condition> Parts => parts;

    public override Truth Holds(ref Situation at)
    {
        var all = Truth.Yes;
        foreach (var part in parts)
        {
            var one = part.Holds(ref at);
            if (one == Truth.No) return Truth.No;
            if (one == Truth.Unreadable) all = Truth.Unreadable;
        }

        return all;
    }
}

/// <summary>Some part holds; one that does decides before one that cannot be read.</summary>
internal sealed class AnyOf(ImmutableArray<Condition> parts) : Condition
{
    public ImmutableArray<Condition> Parts => parts;

    public override Truth Holds(ref Situation at)
    {
        var any = Truth.No;
        foreach (var part in parts)
        {
            var one = part.Holds(ref at);
            if (one == Truth.Yes) return Truth.Yes;
            if (one == Truth.Unreadable) any = Truth.Unreadable;
        }

        return any;
    }
}

/// <summary>The part does not hold; what cannot be read stays so.</summary>
internal sealed class Not(Condition part) : Condition
{
    public Condition Part => part;

    public override Truth Holds(ref Situation at) => part.Holds(ref at) switch
    {
        Truth.Yes => Truth.No,
        Truth.No => Truth.Yes,
        _ => Truth.Unreadable,
    };
}

/// <summary>The text holds one of the phrases, in any case.</summary>
internal sealed class TextContains(ImmutableArray<string> phrases) : Condition
{
    private readonly SearchValues<string>? _several = phrases.Length > 1 ? SearchValues.Create(phrases.AsSpan(), StringComparison.OrdinalIgnoreCase) : null;

    public ImmutableArray<string> Phrases => phrases;

    public override Truth Holds(ref Situation at) =>
        Of(_several is null ? at.Text.Contains(phrases[0], StringComparison.OrdinalIgnoreCase) : at.Text.AsSpan().ContainsAny(_several));
}

/// <summary>The lower-cased text matches the pattern somewhere.</summary>
internal sealed class TextMatches(Regex pattern) : Condition
{
    public override Truth Holds(ref Situation at) => Of(pattern.IsMatch(at.Lower));
}

/// <summary>A fact that is a text, or a list or map as JSON, matches the pattern somewhere. What is missing does not.</summary>
internal sealed class FactMatches(Fact fact, Regex pattern) : Condition
{
    public override Truth Holds(ref Situation at) => Of(fact.Read(ref at) is { Kind: ValueKind.Text or ValueKind.Json } value && pattern.IsMatch(value.Text));
}
