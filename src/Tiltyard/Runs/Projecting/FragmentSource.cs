using System.Collections.Immutable;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Runs.Projecting;

/// <summary>What a world may draw its own parts of the page from: one cell, its figures over all episodes, and a few of its episodes step by step.</summary>
public sealed record FragmentSource
{
    public required CellPlan Cell { get; init; }

    public required CellFigures Figures { get; init; }

    /// <summary>Traced episodes in plan order, the same cases and seeds in every cell of a block where the trace policy allows; never many.</summary>
    public required ImmutableArray<EpisodeView> Episodes { get; init; }
}
