using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Worlds;

/// <summary>One argument of an action: its type and range. The parameters of a whole world are a <see cref="Shape"/> instead.</summary>
public sealed record ParameterSpec
{
    public required string Name { get; init; }

    public required ValueKind Kind { get; init; }

    public required string Description { get; init; }

    /// <summary>Used when the argument is absent; null makes the argument required.</summary>
    public Value? Default { get; init; }

    public double Minimum { get; init; } = double.NegativeInfinity;

    public double Maximum { get; init; } = double.PositiveInfinity;

    public int MaximumLength { get; init; } = 10_000;

    public ImmutableArray<string> Allowed { get; init; } = [];

    /// <summary>Why the value is not acceptable, or null when it is.</summary>
    public string? Refuse(in Value value)
    {
        switch (Kind)
        {
            case ValueKind.Boolean:
                return value.Kind == ValueKind.Boolean ? null : "is not true or false";
            case ValueKind.Integer:
            case ValueKind.Number:
                if (!IsNumber(value)) return Kind == ValueKind.Integer ? "is not a whole number" : "is not a number";
                return value.Number >= Minimum && value.Number <= Maximum ? null : $"is outside {RangeText}";
            case ValueKind.Text:
                if (value.Kind != ValueKind.Text) return "is not text";
                if (value.Text.Length > MaximumLength) return $"is longer than {MaximumLength} characters";
                return Allowed.IsEmpty || Allowed.Contains(value.Text, StringComparer.Ordinal) ? null : $"is not one of {string.Join(", ", Allowed)}";
            default:
                return value.IsNull ? "is missing" : null;
        }
    }

    internal void WriteSchema(CanonicalWriter writer)
    {
        writer.BeginObject();
        if (Default is { } fallback)
        {
            writer.Name("default"u8);
            writer.Write(fallback);
        }

        writer.Text("description"u8, Description);
        if (!Allowed.IsEmpty)
        {
            writer.Name("enum"u8);
            writer.BeginArray();
            foreach (var text in Allowed) writer.String(text);
            writer.EndArray();
        }

        if (Kind == ValueKind.Text) writer.Integer("maxLength"u8, MaximumLength);
        if (double.IsFinite(Maximum)) writer.Number("maximum"u8, Maximum);
        if (double.IsFinite(Minimum)) writer.Number("minimum"u8, Minimum);
        if (SchemaType is { } type) writer.Text("type"u8, type);
        writer.EndObject();
    }

    private string RangeText => (double.IsFinite(Minimum), double.IsFinite(Maximum)) switch
    {
        (true, true) => $"{Minimum} to {Maximum}",
        (true, false) => $"{Minimum} and above",
        _ => $"{Maximum} and below",
    };

    private string? SchemaType => Kind switch
    {
        ValueKind.Boolean => "boolean",
        ValueKind.Integer => "integer",
        ValueKind.Number => "number",
        ValueKind.Text => "string",
        _ => null,
    };

    private bool IsNumber(in Value value) =>
        value.Kind == ValueKind.Integer || (value.Kind == ValueKind.Number && (Kind == ValueKind.Number || value.Number == Math.Floor(value.Number)));
}
