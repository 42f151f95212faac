using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Tiltyard.Catalog.Detectors.Measuring;

/// <summary>A form of labelled data.</summary>
public enum MeasuredForm
{
    /// <summary>Texts with yes or no: {text, label, source}.</summary>
    Labels,

    /// <summary>Texts with places: {text, spans: [{type, start, end, value}]}.</summary>
    Spans,

    /// <summary>Cases of single recognisers: {file, entities, text, expected_len, expected_positions}.</summary>
    Cases,
}

/// <summary>A place in a text that the data name, in UTF-16 code units.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LabelledPlace(string Type, int Start, int End);

/// <summary>One line of labelled data. Which members hold something depends on the form.</summary>
public sealed record MeasuredText
{
    public required int Line { get; init; }

    public required string Text { get; init; }

    /// <summary>Where it comes from, as the data say.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether the text is one to be found; of labelled texts.</summary>
    public bool IsPositive { get; init; }

    /// <summary>The places to be found, under the names of the data; of sentences and of cases that give places.</summary>
    public ImmutableArray<LabelledPlace> Places { get; init; } = [];

    /// <summary>The types a case asks for, under the names of the data.</summary>
    public ImmutableArray<string> Asked { get; init; } = [];

    /// <summary>How many places a case expects.</summary>
    public int Expected { get; init; }
}
