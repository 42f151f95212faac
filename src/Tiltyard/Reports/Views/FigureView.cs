namespace Tiltyard.Reports;

public enum FigureKind
{
    /// <summary>k of n, shown as a percentage.</summary>
    Rate,
    Mean,
    Count,
}

/// <summary>Which direction is good, so that a difference can be put into words.</summary>
public enum Better
{
    None,
    Higher,
    Lower,
}

/// <summary>One measured figure with its denominator and, where it has one, its 95 % interval.</summary>
public sealed record FigureView
{
    /// <summary>The name in results.json, the same in every cell.</summary>
    public required string Name { get; init; }

    public required string Label { get; init; }

    public required FigureKind Kind { get; init; }

    public string Unit { get; init; } = "";

    public Better Better { get; init; }

    /// <summary>The numerator of a rate.</summary>
    public long? K { get; init; }

    /// <summary>The denominator of a rate, the number of episodes behind a mean.</summary>
    public required long N { get; init; }

    public double? Estimate { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Shown only where there is room for everything.</summary>
    public bool Minor { get; init; }

    /// <summary>Known bounds of a mean, such as 0 and 1 for an alignment score, to be the ends of its axis.</summary>
    public double? AxisLow { get; init; }

    public double? AxisHigh { get; init; }

    /// <summary>The estimate in words, a dash when nothing was evaluated.</summary>
    public string Shown => Say(Estimate);

    /// <summary>The interval in words without its unit, empty when there is none.</summary>
    public string ShownInterval => Low is null || High is null ? "" : $"{(this with { Unit = "" }).Say(Low)} to {(this with { Unit = "" }).Say(High)}";

    /// <summary>The evidence behind it: 3/4 or n=20.</summary>
    public string ShownEvidence => K is { } k ? Digits.Ratio(k, N) : $"n={Digits.Count(N)}";

    private string Say(double? value)
    {
        if (value is not { } known || !double.IsFinite(known) || N <= 0 && Kind is not FigureKind.Count) return Digits.Unknown;
        return Kind switch
        {
            FigureKind.Rate => Digits.Percent(value),
            FigureKind.Count => Digits.Grouped(value, 0) + Suffix,
            _ => Digits.Grouped(value, Digits.Decimals(Estimate, Low, High)) + Suffix,
        };
    }

    private string Suffix => Unit.Length is 0 ? "" : "\u00A0" + Hostile.Clip(Unit, 24);
}
