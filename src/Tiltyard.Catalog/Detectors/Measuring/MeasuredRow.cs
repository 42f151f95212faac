using System.Collections.Immutable;
using Tiltyard.Metrics;

namespace Tiltyard.Catalog.Detectors.Measuring;

/// <summary>Which texts or types a row sums up.</summary>
public enum MeasuredGroup
{
    /// <summary>One type, with its narrower ones.</summary>
    Type,

    /// <summary>The types of a family, or of a country.</summary>
    Family,

    /// <summary>The texts of one source.</summary>
    Source,

    /// <summary>Everything, or everything of a fixed form.</summary>
    Total,
}

/// <summary>One way of comparing: the counts, and the interval of their F1.</summary>
public sealed record MeasuredCounts(DetectionCounts Counts, Interval? F1Interval);

/// <summary>The figures of one type, family or source.</summary>
public sealed record MeasuredRow
{
    public required MeasuredGroup Group { get; init; }

    public required string Name { get; init; }

    /// <summary>Where a find has exactly the place of the label; of yes and no, the only comparison.</summary>
    public required MeasuredCounts Exact { get; init; }

    /// <summary>Where a find shares at least one character with the label; null where there are no places.</summary>
    public MeasuredCounts? Overlapping { get; init; }

    /// <summary>Texts that hold nothing of it and in which something of it was found nevertheless.</summary>
    public required Rate FalsePositives { get; init; }

    /// <summary>Cases in which number and places were as expected; null where the data are no cases.</summary>
    public Rate? Passed { get; init; }
}

/// <summary>A case that did not come out as expected. The text is not repeated: it may hold personal data.</summary>
public sealed record MissedCase(int Line, string Asked, int Expected, int Found);

/// <summary>How good a detector is on one file of data.</summary>
public sealed record MeasuredReport
{
    public required string Detector { get; init; }

    public required double Threshold { get; init; }

    public required MeasuredForm Form { get; init; }

    public required int Texts { get; init; }

    public required ImmutableArray<MeasuredRow> Rows { get; init; }

    /// <summary>Labels or cases of types that the detector does not know, by the name the data use: they are in no figure.</summary>
    public required ImmutableSortedDictionary<string, int> Unsupported { get; init; }

    /// <summary>Cases that did not come out as expected, in the order of the file.</summary>
    public ImmutableArray<MissedCase> Missed { get; init; } = [];
}
