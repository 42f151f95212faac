using Tiltyard.Documents;

namespace Tiltyard.Worlds;

/// <summary>What a <see cref="Value"/> holds.</summary>
public enum ValueKind : byte
{
    Null,
    Boolean,
    Integer,
    Number,
    Text,

    /// <summary>A composite value as canonical JSON text.</summary>
    Json,
}

/// <summary>
/// One small typed value: a panel, a field of state, an argument. Numbers are finite doubles; integers are exact up to 2^53 - 1.
/// Composite values are carried as canonical JSON text and parsed only at the edge.
/// </summary>
public readonly record struct Value
{
    private readonly double _number;
    private readonly string? _text;

    private Value(ValueKind kind, double number, string? text)
    {
        Kind = kind;
        _number = number;
        _text = text;
    }

    public static Value Null => default;

    public static Value True { get; } = new(ValueKind.Boolean, 1, null);

    public static Value False { get; } = new(ValueKind.Boolean, 0, null);

    public ValueKind Kind { get; }

    public bool IsNull => Kind == ValueKind.Null;

    /// <summary>True only for the boolean true; a missing value is not true.</summary>
    public bool IsTrue => Kind == ValueKind.Boolean && _number != 0;

    /// <summary>The number of an integer, number or boolean (0 or 1).</summary>
    /// <exception cref="InvalidOperationException">The value holds no number.</exception>
    public double Number => Kind is ValueKind.Integer or ValueKind.Number or ValueKind.Boolean
        ? _number
        : throw new InvalidOperationException($"A {Kind} value holds no number.");

    /// <summary>The text of a text or JSON value.</summary>
    /// <exception cref="InvalidOperationException">The value holds no text.</exception>
    public string Text => _text ?? throw new InvalidOperationException($"A {Kind} value holds no text.");

    public static Value Of(bool value) => value ? True : False;

    /// <exception cref="ArgumentOutOfRangeException">Beyond 2^53 - 1, where doubles skip integers and no trace could hold it.</exception>
    public static Value Of(long value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, CanonicalWriter.MaxInteger);
        ArgumentOutOfRangeException.ThrowIfLessThan(value, -CanonicalWriter.MaxInteger);
        return new(ValueKind.Integer, value, null);
    }

    /// <exception cref="ArgumentException">NaN or infinite.</exception>
    public static Value Of(double value) =>
        double.IsFinite(value) ? new(ValueKind.Number, value, null) : throw new ArgumentException("A value is a finite number.", nameof(value));

    public static Value Of(double? value) => value is { } present ? Of(present) : Null;

    public static Value Of(string? value) => value is null ? Null : new(ValueKind.Text, 0, value);

    public static Value Json(string canonicalJson) => new(ValueKind.Json, 0, canonicalJson);

    /// <summary>The number, or <paramref name="otherwise"/> where there is none.</summary>
    public double NumberOr(double otherwise) => Kind is ValueKind.Integer or ValueKind.Number ? _number : otherwise;

    public override string ToString() => Kind switch
    {
        ValueKind.Null => "null",
        ValueKind.Boolean => _number != 0 ? "true" : "false",
        ValueKind.Text or ValueKind.Json => _text!,
        _ => _number.ToString("R"),
    };
}
