using System.Globalization;
using System.Text;

namespace Tiltyard.Documents;

/// <summary>What a <see cref="DocumentScalar"/> holds.</summary>
public enum DocumentScalarKind
{
    /// <summary>A written null.</summary>
    Null,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A whole number that every JSON reader keeps: within 2^53 - 1 on both sides.</summary>
    Integer,

    /// <summary>A finite number written with a point or an exponent.</summary>
    Number,

    /// <summary>Text.</summary>
    Text,
}

/// <summary>One value without parts: null, true or false, a number, or text.</summary>
public sealed class DocumentScalar : DocumentNode
{
    private readonly string? _text;
    private readonly long _integer;
    private readonly double _number;

    private DocumentScalar(SourcePlace place, DocumentPath path, DocumentScalarKind kind, string? text, long integer, double number)
        : base(place, path)
    {
        Kind = kind;
        _text = text;
        _integer = integer;
        _number = number;
    }

    /// <summary>What it holds.</summary>
    public DocumentScalarKind Kind { get; }

    /// <summary>
    /// The characters a flag was given as, whatever they were taken for, because a shell leaves no quotes to say "this is
    /// text"; null for scalars of files.
    /// </summary>
    internal string? Spelling => Kind == DocumentScalarKind.Text ? null : _text;

    /// <inheritdoc/>
    public override string AsText() => _text ?? base.AsText();

    /// <inheritdoc/>
    public override long AsInteger() => Kind switch
    {
        DocumentScalarKind.Integer => _integer,
        DocumentScalarKind.Number when IsWhole(_number) => (long)_number,
        _ => base.AsInteger(),
    };

    /// <inheritdoc/>
    public override double AsNumber() => Kind switch
    {
        DocumentScalarKind.Integer => _integer,
        DocumentScalarKind.Number => _number,
        _ => base.AsNumber(),
    };

    /// <inheritdoc/>
    public override bool AsBoolean() => Kind == DocumentScalarKind.Boolean ? _integer == 1 : base.AsBoolean();

    /// <inheritdoc/>
    public override string Describe() => Kind switch
    {
        DocumentScalarKind.Null => "null",
        DocumentScalarKind.Boolean => _integer == 1 ? "true" : "false",
        DocumentScalarKind.Integer => _integer.ToString(CultureInfo.InvariantCulture),
        DocumentScalarKind.Number => NumberText(_number),
        _ => $"text {Excerpt.Quoted(_text ?? string.Empty)}",
    };

    /// <summary>
    /// The value of a flag of the command line, whose name becomes its place: true, false and null in any case, numbers as in
    /// YAML, and text. It is text again wherever a shape wants text, because a shell strips quotes. Never throws.
    /// </summary>
    public static DocumentScalar FromFlag(string flag, string text) => Flags.Scalar(flag, text);

    internal static DocumentScalar OfNull(SourcePlace place, DocumentPath path, string? spelling = null) =>
        new(place, path, DocumentScalarKind.Null, spelling, 0, 0);

    internal static DocumentScalar OfBoolean(bool value, SourcePlace place, DocumentPath path, string? spelling = null) =>
        new(place, path, DocumentScalarKind.Boolean, spelling, value ? 1 : 0, 0);

    internal static DocumentScalar OfInteger(long value, SourcePlace place, DocumentPath path, string? spelling = null) =>
        value is >= -CanonicalWriter.MaxInteger and <= CanonicalWriter.MaxInteger
            ? new(place, path, DocumentScalarKind.Integer, spelling, value, 0)
            : throw new DocumentException(place, path.ToString(), TooLarge(value.ToString(CultureInfo.InvariantCulture)));

    internal static DocumentScalar OfNumber(double value, SourcePlace place, DocumentPath path, string? spelling = null) =>
        double.IsFinite(value)
            ? new(place, path, DocumentScalarKind.Number, spelling, 0, value)
            : throw new DocumentException(place, path.ToString(), "a number must be finite");

    internal static DocumentScalar OfText(string value, SourcePlace place, DocumentPath path) =>
        new(place, path, DocumentScalarKind.Text, value, 0, 0);

    internal static string TooLarge(string digits) =>
        $"the whole number {Excerpt.Of(digits, 30)} is beyond ±{CanonicalWriter.MaxInteger}, which JSON does not keep exactly: write it as text";

    internal static string NumberText(double value)
    {
        Span<byte> target = stackalloc byte[CanonicalNumber.MaxLength];
        return Encoding.ASCII.GetString(target[..CanonicalNumber.Write(value, target)]);
    }

    internal static bool IsWhole(double value) => Math.Abs(value) <= CanonicalWriter.MaxInteger && Math.Truncate(value) == value;

    internal override DocumentScalar At(DocumentPath path) => new(Place, path, Kind, _text, _integer, _number);
}
