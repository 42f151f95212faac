using System.Collections.Immutable;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Projecting;

/// <summary>An episode read back from the store: its row, the bytes of its trace and what they tell.</summary>
internal sealed record TracedEpisode(PlannedEpisode At, EpisodeRow Row, byte[] Trace, string File, EpisodeRecord Record, EpisodeView View);

/// <summary>Reads stored episodes back, one at a time.</summary>
internal sealed class TracedEpisodes(ProjectionInput input)
{
    private readonly Dictionary<CellPlan, WorldSpec> _specs = [];

    private RunPlan Plan => input.Manifest.Plan;

    public WorldSpec SpecOf(CellPlan cell)
    {
        if (!_specs.TryGetValue(cell, out var spec))
            _specs[cell] = spec = input.Registry.World(cell.World)!.Kind.Create(cell.Parameters, cell.Pressure).Spec;
        return spec;
    }

    /// <summary>The episode, or null where its trace is not in the store.</summary>
    public TracedEpisode? Read(in PlannedEpisode at)
    {
        var stem = Plan.FileStem(at);
        if (input.Store.ReadTrace(stem) is not { } trace) return null;
        var file = $"{input.Store.Place}/traces/{stem}.jsonl";
        var record = EpisodeRecord.Read(file, trace);
        var row = RunRows.Parse(JournalEntry.RowOf(input.Store.JournalLineAt(input.Journal.OffsetOf(at.Index))));
        return new TracedEpisode(at, row, trace, file, record, EpisodeViews.Of(Plan, at, row, record, SpecOf(Plan.Cell(at))));
    }

    /// <summary>Parts of the page that worlds add of their own, cell by cell.</summary>
    public ImmutableArray<PageFragment> Fragments(EpisodeChoice choice)
    {
        const int most = 6;
        const int mostCells = 24;
        var fragments = ImmutableArray.CreateBuilder<PageFragment>();
        var cells = Plan.Blocks.SelectMany((block, index) => block.Cells.Select((cell, place) => (Cell: cell, Picks: choice.Of(index, place)))).Take(mostCells);
        foreach (var (cell, picks) in cells)
        {
            if (input.Registry.World(cell.World)?.Fragments is not { } draw) continue;
            var episodes = picks.Series.Picks.Take(most).OrderBy(pick => pick.At.Index).Select(pick => Read(pick.At)?.View).OfType<EpisodeView>();
            var figures = input.Outcome.Results.Cells.First(entry => entry.Cell == cell).Figures;
            fragments.AddRange(draw(new FragmentSource { Cell = cell, Figures = figures, Episodes = [.. episodes] }));
        }

        return fragments.ToImmutable();
    }
}
