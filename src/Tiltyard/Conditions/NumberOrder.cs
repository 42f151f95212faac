using Tiltyard.Worlds;

namespace Tiltyard.Conditions;

/// <summary>A fact ordered against a number of the file: the <see cref="Comparison"/> that most rules make, without its detours.</summary>
internal sealed class NumberOrder(Fact fact, Operation operation, double bound) : Condition
{
    public Fact Fact => fact;

    public double Bound => bound;

    public override Truth Holds(ref Situation at)
    {
        if (Operand.Number(fact.Read(ref at) ?? Value.Null, !at.IsCorrected) is not { } number) return at.Missing(fact);
        return Of(operation switch
        {
            Operation.Above => number > bound,
            Operation.AtLeast => number >= bound,
            Operation.Below => number < bound,
            _ => number <= bound,
        });
    }
}

/// <summary>A fact that must be a text of the file, in any case. What is missing or no text is not it.</summary>
internal sealed class TextEquality(Fact fact, string text) : Condition
{
    public Fact Fact => fact;

    public string Text => text;

    public override Truth Holds(ref Situation at) =>
        Of(fact.Read(ref at) is { Kind: ValueKind.Text } value && value.Text.Equals(text, StringComparison.OrdinalIgnoreCase));
}
