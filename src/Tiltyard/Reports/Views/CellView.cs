using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Tiltyard.Reports;

/// <summary>One cell of the study: a scenario played by an agent in one arm under one treatment.</summary>
public sealed record CellView
{
    public required string Name { get; init; }

    public string Scenario { get; init; } = "";

    public string Agent { get; init; } = "";

    public string Arm { get; init; } = "";

    public string Treatment { get; init; } = "";

    /// <summary>Episodes that were evaluated.</summary>
    public required long N { get; init; }

    public ImmutableArray<FigureView> Figures { get; init; } = [];

    /// <summary>Alignment, pressure and whatever else was measured at every step.</summary>
    public ImmutableArray<StepSeriesView> Series { get; init; } = [];

    public ImmutableArray<CountView> ToolUsage { get; init; } = [];

    public string Described =>
        string.Join(" · ", new[] { Scenario, Agent, Arm, Treatment }.Where(part => part.Length > 0));
}

/// <summary>A value over the steps, as mean and band over the cell's episodes.</summary>
public sealed record StepSeriesView
{
    /// <summary>The name the series can be switched by, for instance alignment.</summary>
    public required string Name { get; init; }

    public required string Label { get; init; }

    /// <summary>How many of what the mean is over, for instance 12 traced episodes.</summary>
    public string Basis { get; init; } = "";

    public ImmutableArray<SeriesPoint> Points { get; init; } = [];

    /// <summary>What the band is: 10–90 % of episodes, or minimum to maximum.</summary>
    public string BandLabel { get; init; } = "10–90 % of episodes";

    public double? Threshold { get; init; }

    /// <summary>Fixed ends of the axis, for values that live between known bounds.</summary>
    public double? AxisLow { get; init; }

    public double? AxisHigh { get; init; }
}

[StructLayout(LayoutKind.Auto)]
public readonly record struct SeriesPoint(int Step, double? Mean, double? Low = null, double? High = null);

/// <summary>A paired difference: the same cases under cell A and cell B, A minus B.</summary>
public sealed record ContrastView
{
    /// <summary>The question that this pair helps to answer, such as drift under pressure; pairs of one question stand together.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What A and B are for this question.</summary>
    public string Explained { get; init; } = "";

    /// <summary>Who or what is compared.</summary>
    public required string Name { get; init; }

    public required string CellA { get; init; }

    public required string CellB { get; init; }

    /// <summary>Label of the figure that is compared.</summary>
    public required string Figure { get; init; }

    public string Unit { get; init; } = "";

    public Better Better { get; init; }

    public double? Difference { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    public required long Pairs { get; init; }

    public long Wins { get; init; }

    public long Ties { get; init; }

    public long Losses { get; init; }

    /// <summary>Of the exact McNemar test, for pairs of yes and no.</summary>
    public double? McNemarP { get; init; }

    /// <summary>What the interval allows to be said, and no more.</summary>
    public string Reading => (Difference, Low, High) switch
    {
        (null, _, _) => "not evaluated",
        (_, null, _) or (_, _, null) => "no interval",
        (_, <= 0, >= 0) => "no clear difference",
        (_, > 0, _) => Better switch { Better.Higher => "A better", Better.Lower => "B better", _ => "A higher" },
        _ => Better switch { Better.Higher => "B better", Better.Lower => "A better", _ => "B higher" },
    };
}
