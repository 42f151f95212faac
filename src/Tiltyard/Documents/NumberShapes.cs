namespace Tiltyard.Documents;

/// <summary>A whole number; 3.0 and 1e3 are whole, as in JSON Schema.</summary>
public sealed record IntegerShape : Shape
{
    internal IntegerShape()
    {
    }

    /// <summary>The smallest value.</summary>
    public long? Min { get; init; }

    /// <summary>The largest value.</summary>
    public long? Max { get; init; }

    internal override string Words => (Min, Max) switch
    {
        (null, null) => "a whole number",
        (_, null) => $"a whole number of at least {Min}",
        (null, _) => $"a whole number of at most {Max}",
        _ => $"a whole number from {Min} to {Max}",
    };

    internal override NodeKinds Kinds => NodeKinds.Number;

    /// <inheritdoc/>
    public override DocumentNode Check(DocumentNode node)
    {
        var isWhole = node is DocumentScalar { Kind: DocumentScalarKind.Integer }
                      || (node is DocumentScalar { Kind: DocumentScalarKind.Number } number && DocumentScalar.IsWhole(number.AsNumber()));
        if (!isWhole) throw Misfit(node);
        var value = node.AsInteger();
        return value < Min || value > Max ? throw Misfit(node) : DocumentScalar.OfInteger(value, node.Place, node.Path);
    }

    private protected override IEnumerable<(string Key, DocumentNode Value)> Keywords()
    {
        yield return ("type", "integer");
        if (Min is { } min) yield return ("minimum", min);
        if (Max is { } max) yield return ("maximum", max);
    }
}

/// <summary>A finite number, whole or not.</summary>
public sealed record NumberShape : Shape
{
    internal NumberShape()
    {
    }

    /// <summary>The lower bound.</summary>
    public double? Min { get; init; }

    /// <summary>The upper bound.</summary>
    public double? Max { get; init; }

    /// <summary>Whether the lower bound itself is refused.</summary>
    public bool IsMinExclusive { get; init; }

    /// <summary>Whether the upper bound itself is refused.</summary>
    public bool IsMaxExclusive { get; init; }

    internal override string Words => (Min, Max) switch
    {
        (null, null) => "a number",
        ({ } min, null) => $"a number {(IsMinExclusive ? "above" : "of at least")} {Shown(min)}",
        (null, { } max) => $"a number {(IsMaxExclusive ? "below" : "of at most")} {Shown(max)}",
        ({ } min, { } max) when !IsMinExclusive && !IsMaxExclusive => $"a number from {Shown(min)} to {Shown(max)}",
        ({ } min, { } max) =>
            $"a number {(IsMinExclusive ? "above" : "of at least")} {Shown(min)} and {(IsMaxExclusive ? "below" : "at most")} {Shown(max)}",
    };

    internal override NodeKinds Kinds => NodeKinds.Number;

    /// <inheritdoc/>
    public override DocumentNode Check(DocumentNode node)
    {
        if (node is not DocumentScalar { Kind: DocumentScalarKind.Integer or DocumentScalarKind.Number } scalar) throw Misfit(node);
        var value = scalar.AsNumber();
        var isBelow = value < Min || (IsMinExclusive && value == Min);
        var isAbove = value > Max || (IsMaxExclusive && value == Max);
        if (isBelow || isAbove) throw Misfit(node);
        return scalar.Kind == DocumentScalarKind.Integer
            ? DocumentScalar.OfInteger(scalar.AsInteger(), node.Place, node.Path)
            : DocumentScalar.OfNumber(value, node.Place, node.Path);
    }

    private protected override IEnumerable<(string Key, DocumentNode Value)> Keywords()
    {
        yield return ("type", "number");
        if (Min is { } min) yield return (IsMinExclusive ? "exclusiveMinimum" : "minimum", min);
        if (Max is { } max) yield return (IsMaxExclusive ? "exclusiveMaximum" : "maximum", max);
    }

    private static string Shown(double value) => DocumentScalar.NumberText(value);
}
