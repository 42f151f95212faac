using System.Collections.Immutable;
using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Reports.Charts;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>Draws the documented pictures of one or several runs into files.</summary>
internal sealed class RunPlots(IReadOnlyList<string> folders, string? output)
{
    private const int MostCells = 24;

    /// <summary>Empty: the documented two.</summary>
    public ImmutableArray<string> Panels { get; init; } = [];

    /// <summary>Empty: the first traced episode of each cell.</summary>
    public ImmutableArray<string> Episodes { get; init; } = [];

    /// <summary>Everything is drawn before anything is written.</summary>
    /// <exception cref="DocumentException">A run or an episode is not there, or left no trace.</exception>
    public IReadOnlyList<string> Write(bool summary)
    {
        var pictures = new List<(string Path, Picture Picture)>();
        var bars = new List<(string Label, FigureView Alignment, FigureView Slope)>();
        foreach (var folder in folders)
        {
            using var store = RunFolder.OpenForReading(folder);
            var run = StoredRun.Open(store, Composition.Registry);
            pictures.AddRange(Draw(run, folder));
            if (summary) bars.AddRange(run.Results().Cells.Select(cell => Bar(run, cell.Cell, cell.Figures)));
        }

        if (summary)
        {
            var place = output ?? Path.Combine(folders[0], "plots");
            pictures.Add((Path.Combine(place, "summary_mean_alignment.svg"), EpisodePlots.Bars("Mean alignment", bars.Select(bar => (bar.Label, bar.Alignment)))));
            pictures.Add((Path.Combine(place, "summary_alignment_slope.svg"), EpisodePlots.Bars("Alignment slope", bars.Select(bar => (bar.Label, bar.Slope)))));
        }

        try
        {
            foreach (var (path, picture) in pictures)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, picture.Standalone());
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(output ?? folders[0], $"the pictures cannot be written: {e.Message}");
        }

        return [.. pictures.Select(picture => picture.Path)];
    }

    private IEnumerable<(string Path, Picture Picture)> Draw(StoredRun run, string folder)
    {
        foreach (var view in Views(run))
        {
            var place = output is null
                ? RunNames.Below(folder, $"episodes/{view.Id}/plots")
                : RunNames.Below(output, folders.Count == 1 ? view.Id : $"{Path.GetFileName(Path.GetFullPath(folder))}/{view.Id}");
            yield return (Path.Combine(place, "alignment_timeseries.svg"), EpisodePlots.Alignment(view));
            yield return (Path.Combine(place, "tool_usage.svg"), EpisodePlots.ToolUsage(view));
            yield return (Path.Combine(place, "panels.svg"), EpisodePlots.PanelsTogether(view, Known(view, folder)));
        }
    }

    /// <summary>The panels asked for, each of which must be there; else those of the documented two that are.</summary>
    private string[] Known(EpisodeView view, string folder)
    {
        var names = view.Steps.SelectMany(step => step.Panels).Select(panel => panel.Name).ToHashSet(StringComparer.Ordinal);
        var asked = Panels.SelectMany(panel => panel.Split(',')).ToArray();
        if (asked.Length == 0) return ["pressure", "emission_intensity"];
        return Array.Find(asked, panel => !names.Contains(panel)) is { } unknown
            ? throw new DocumentException("--panels", $"{UnknownName.Reason("panel", unknown, names.Order(StringComparer.Ordinal))} ({folder})")
            : asked;
    }

    private IEnumerable<EpisodeView> Views(StoredRun run)
    {
        if (!Episodes.IsEmpty) return Episodes.Select(name => Named(run, name));
        var first = FirstTraced(run).ToArray();
        return first.Length > 0 ? first : throw new DocumentException(run.Store.Place, "the trace policy left no trace to draw: run again with --trace all");
    }

    private static EpisodeView Named(StoredRun run, string name)
    {
        for (long index = 0; index < run.Plan.Planned; index++)
        {
            var at = run.Plan.At(index);
            if (run.Plan.FileStem(at).Equals(name, StringComparison.Ordinal))
                return run.View(at) ?? throw new DocumentException("--episode", $"the trace policy left no trace of '{name}'");
        }

        throw new DocumentException("--episode", $"the run has no episode '{name}': give cell/case-eN");
    }

    private static IEnumerable<EpisodeView> FirstTraced(StoredRun run)
    {
        var cells = run.Plan.Blocks.Sum(block => block.Cells.Length);
        var seen = new HashSet<(int Block, int Cell)>();
        for (long index = 0; index < run.Plan.Planned && seen.Count < Math.Min(cells, MostCells); index++)
        {
            var at = run.Plan.At(index);
            if (seen.Contains((at.Block, at.Cell)) || run.View(at) is not { } view) continue;
            seen.Add((at.Block, at.Cell));
            yield return view;
        }
    }

    private (string Label, FigureView Alignment, FigureView Slope) Bar(StoredRun run, CellPlan cell, CellFigures figures)
    {
        var label = folders.Count == 1 ? cell.Name : $"{run.Manifest.RunId} {cell.Name}";
        return (label, Figure(figures, Figures.MeanAlignment), Figure(figures, Figures.AlignmentSlope));
    }

    private static FigureView Figure(CellFigures figures, int index)
    {
        var mean = figures.Figure(index);
        return new FigureView
        {
            Name = Figures.All[index].Name,
            Label = Figures.All[index].Label,
            Kind = FigureKind.Mean,
            N = mean.Count,
            Estimate = mean.Mean,
            Low = mean.Bootstrap95?.Low,
            High = mean.Bootstrap95?.High,
        };
    }
}
