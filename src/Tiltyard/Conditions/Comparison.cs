using System.Collections.Frozen;
using System.Collections.Immutable;
using Tiltyard.Worlds;

namespace Tiltyard.Conditions;

internal enum Operation
{
    Equal,
    NotEqual,
    Above,
    AtLeast,
    Below,
    AtMost,
    In,
    NotIn,
    Contains,
    Exists,
    Matches,
}

/// <summary>Two values compared. Texts are compared without regard to case; numbers never with texts, except by the four that order.</summary>
internal sealed class Comparison(Operand actual, Operation operation, Operand expected) : Condition
{
    /// <summary>The operations by their names in files.</summary>
    public static FrozenDictionary<string, Operation> Names { get; } = new Dictionary<string, Operation>(StringComparer.Ordinal)
    {
        ["=="] = Operation.Equal,
        ["!="] = Operation.NotEqual,
        ["ne"] = Operation.NotEqual,
        [">"] = Operation.Above,
        ["gt"] = Operation.Above,
        [">="] = Operation.AtLeast,
        ["ge"] = Operation.AtLeast,
        ["<"] = Operation.Below,
        ["lt"] = Operation.Below,
        ["<="] = Operation.AtMost,
        ["le"] = Operation.AtMost,
        ["in"] = Operation.In,
        ["one_of"] = Operation.In,
        ["not_in"] = Operation.NotIn,
        ["contains"] = Operation.Contains,
        ["exists"] = Operation.Exists,
        ["matches"] = Operation.Matches,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public Operand Actual => actual;

    public Operation Operation => operation;

    public Operand Expected => expected;

    /// <summary>The comparison in the form that decides it fastest; what it decides is the same.</summary>
    public static Condition Of(Operand actual, Operation operation, Operand expected)
    {
        if (actual is not Fact fact || expected is not Written { List: null } written) return new Comparison(actual, operation, expected);
        var isOrder = operation is Operation.Above or Operation.AtLeast or Operation.Below or Operation.AtMost;
        if (isOrder && Operand.Number(written.Value, takesBooleans: false) is { } bound) return new NumberOrder(fact, operation, bound);
        return operation == Operation.Equal && written.Value.Kind == ValueKind.Text ? new TextEquality(fact, written.Value.Text) : new Comparison(actual, operation, expected);
    }

    public override Truth Holds(ref Situation at) => operation switch
    {
        Operation.Equal => Of(AreEqual(actual.Read(ref at) ?? Value.Null, expected.Read(ref at) ?? Value.Null)),
        Operation.NotEqual => Of(!AreEqual(actual.Read(ref at) ?? Value.Null, expected.Read(ref at) ?? Value.Null)),
        Operation.In => IsMember(ref at),
        Operation.NotIn => IsMember(ref at) switch { Truth.Yes => Truth.No, Truth.No => Truth.Yes, _ => Truth.Unreadable },
        Operation.Contains => Contains(ref at),
        Operation.Exists => Exists(ref at),
        _ => Order(ref at),
    };

    private Truth Order(ref Situation at)
    {
        var left = actual.Read(ref at);
        // a text that names no amount is a readable fact
        if (actual is AmountSignal && left is { IsNull: true }) return Truth.No;
        if (Operand.Number(left ?? Value.Null, !at.IsCorrected) is not { } number) return at.Missing(actual);
        if (Operand.Number(expected.Read(ref at) ?? Value.Null, !at.IsCorrected) is not { } bound) return at.Missing(expected);
        return Of(operation switch
        {
            Operation.Above => number > bound,
            Operation.AtLeast => number >= bound,
            Operation.Below => number < bound,
            _ => number <= bound,
        });
    }

    private Truth IsMember(ref Situation at)
    {
        var value = actual.Read(ref at) ?? Value.Null;
        if (expected.Items(ref at) is { } items) return Of(Holds(items, value));
        var whole = expected.Read(ref at) ?? Value.Null;
        if (whole.Kind == ValueKind.Text) return Of(value.Kind == ValueKind.Text && Within(whole.Text, value.Text));
        return at.Missing(expected);
    }

    private Truth Contains(ref Situation at)
    {
        var list = actual.Items(ref at);
        var text = actual.Read(ref at) is { Kind: ValueKind.Text } one ? one.Text : null;
        if (expected.Items(ref at) is not { } wanted) return Of(Contains(list, text, expected.Read(ref at) ?? Value.Null));
        foreach (var value in wanted)
        {
            if (Contains(list, text, value)) return Truth.Yes;
        }

        return Truth.No;
    }

    private static bool Contains(in ImmutableArray<Value>? list, string? text, in Value value) =>
        (list is { } items && Holds(items, value)) || (text is not null && value.Kind == ValueKind.Text && Within(text, value.Text));

    private Truth Exists(ref Situation at)
    {
        var value = actual.Read(ref at) ?? Value.Null;
        var isThere = !value.IsNull && !(at.IsCorrected && value.Kind == ValueKind.Text && string.IsNullOrWhiteSpace(value.Text));
        // value: false asks for the opposite
        return Of(isThere != (expected.Read(ref at) is { Kind: ValueKind.Boolean, IsTrue: false }));
    }

    private static bool Holds(ImmutableArray<Value> items, in Value value)
    {
        foreach (var item in items)
        {
            if (AreEqual(item, value)) return true;
        }

        return false;
    }

    private static bool AreEqual(in Value left, in Value right)
    {
        if (left.Kind is ValueKind.Integer or ValueKind.Number && right.Kind is ValueKind.Integer or ValueKind.Number) return left.Number == right.Number;
        if (left.Kind != right.Kind) return false;
        return left.Kind is ValueKind.Text ? left.Text.Equals(right.Text, StringComparison.OrdinalIgnoreCase) : left == right;
    }

    private static bool Within(string whole, string part) => whole.Contains(part, StringComparison.OrdinalIgnoreCase);
}
