using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Conditions;

/// <summary>One side of a comparison.</summary>
internal abstract class Operand
{
    /// <summary>What a message calls it.</summary>
    public abstract string Name { get; }

    /// <summary>What a ruling says when it cannot be read.</summary>
    public virtual string Complaint => $"the rule compares {Name}, which is missing or cannot be read";

    /// <summary>The value, or null where there is none to read.</summary>
    public abstract Value? Read(ref Situation at);

    /// <summary>The items, where the value is a list; null otherwise.</summary>
    public virtual ImmutableArray<Value>? Items(ref Situation at)
    {
        if (Read(ref at) is not { Kind: ValueKind.Json } list) return null;
        try
        {
            return JsonDocumentReader.Read(Name, Encoding.UTF8.GetBytes(list.Text)) is DocumentList items
                ? [.. items.Items.Select(item => item.ToValue())]
                : null;
        }
        catch (DocumentException)
        {
            // a context that breaks its word about JSON has no list
            return null;
        }
    }

    /// <summary>A value that a file writes; null where it writes none.</summary>
    public static Operand Of(DocumentNode? node) => node is DocumentList list
        ? new Written(list.ToValue(), [.. list.Items.Select(item => item.ToValue())])
        : new Written(node?.ToValue() ?? Value.Null, null);

    /// <summary>The number that a file writes to compare with, or null.</summary>
    public static double? NumberOf(DocumentNode node) => node is DocumentScalar ? Number(node.ToValue(), takesBooleans: false) : null;

    /// <summary>The number of a value, where it is one or is text that spells one.</summary>
    public static double? Number(in Value value, bool takesBooleans) => value.Kind switch
    {
        ValueKind.Integer or ValueKind.Number => value.Number,
        ValueKind.Boolean when takesBooleans => value.Number,
        ValueKind.Text when double.TryParse(value.Text.AsSpan().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) => number,
        _ => null,
    };
}

/// <summary>A value that the file writes.</summary>
internal sealed class Written(Value value, ImmutableArray<Value>? items) : Operand
{
    public Value Value => value;

    public ImmutableArray<Value>? List => items;

    public override string Name => "the rule's value";

    public override Value? Read(ref Situation at) => value;

    public override ImmutableArray<Value>? Items(ref Situation at) => items;
}

/// <summary>A value of the context.</summary>
internal sealed class Fact(FactPath path) : Operand
{
    private readonly Source _source = path.Text switch
    {
        "stage" => Source.Stage,
        "text" => Source.Text,
        "text_lower" => Source.Lower,
        _ => Source.Context,
    };

    private enum Source
    {
        Context,
        Stage,
        Text,
        Lower,
    }

    public FactPath Path => path;

    /// <summary>Whether the context is asked, and not the text or the stage in hand.</summary>
    public bool IsOfContext => _source == Source.Context;

    public override string Name => path.Text;

    public override string Complaint => path.Unreadable;

    public override Value? Read(ref Situation at) => _source switch
    {
        Source.Context => at.Find(path),
        Source.Stage => Value.Of(at.Stage.Name()),
        Source.Text => Value.Of(at.Text),
        _ => Value.Of(at.Lower),
    };
}

/// <summary>Whether the text names an approver; only an answer is asked.</summary>
internal sealed class ApprovalSignal : Operand
{
    public override string Name => "mentions_approval";

    public override Value? Read(ref Situation at) =>
        at.Stage == GateStage.PostCall ? Value.Of(Mentions(at.Text, "approval") || Mentions(at.Text, "manager")) : Value.Null;

    private static bool Mentions(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// The amount that the text speaks of, null where it speaks of none. Documented: the first one to five digits. Corrected: what the
/// case asks for, before a call; else the largest amount, and an amount that cannot be read makes it unreadable.
/// </summary>
internal sealed class AmountSignal : Operand
{
    public override string Name => "amount";

    public override Value? Read(ref Situation at) => at.Amount;

    public static Value? Of(ref Situation at) => at.IsCorrected ? Corrected(ref at) : Documented(at.Text);

    private static Value? Corrected(ref Situation at)
    {
        if (at.Stage == GateStage.PreCall && (at.Find("requested_amount") ?? at.Find("amount")) is { IsNull: false } asked)
            return Number(asked, takesBooleans: false) is { } number ? Value.Of(number) : null;
        double? largest = null;
        foreach (var mention in Money.In(at.Text))
        {
            if (mention.Amount is not { } amount) return null;
            if (largest is null || amount > largest) largest = amount;
        }

        return Value.Of(largest);
    }

    private static Value Documented(string text)
    {
        var start = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0) return Value.Null;
        var end = start;
        while (end < text.Length && end < start + 5 && char.IsAsciiDigit(text[end])) end++;
        return Value.Of(long.Parse(text.AsSpan(start, end - start), CultureInfo.InvariantCulture));
    }
}
