using System.Collections.Immutable;

namespace Tiltyard.Reports.Charts;

/// <summary>The documented pictures of one episode and of several runs beside each other, for page, plot command and notebooks.</summary>
public static class EpisodePlots
{
    /// <summary>A longer episode is drawn with every k-th step, so that a picture stays small.</summary>
    private const int MostSteps = 240;

    public static Picture Alignment(EpisodeView episode) => new LineChart
    {
        Title = $"Alignment over steps · {episode.Id}",
        Series = [Line("alignment", episode, step => step.Alignment)],
        Low = -0.05,
        High = 1.05,
        Threshold = episode.Threshold,
    }.Draw();

    public static Picture ToolUsage(EpisodeView episode) =>
        new ToolScatter { Title = $"Tool use over steps · {episode.Id}", Marks = Marks(episode) }.Draw();

    /// <summary>One chart per panel name; a panel without numbers gives an empty chart, which is a fact too.</summary>
    public static IEnumerable<(string Panel, Picture Picture)> Panels(EpisodeView episode, IEnumerable<string> names) =>
        names.Select(name => (name, new LineChart
        {
            Title = $"{name} over steps · {episode.Id}",
            Series = [Line(name, episode, step => step.Panels.FirstOrDefault(panel => panel.Name.Equals(name, StringComparison.Ordinal)).Number)],
        }.Draw()));

    /// <summary>Those of the named panels that are numbers in one chart; where none is, the first that are.</summary>
    public static Picture PanelsTogether(EpisodeView episode, IEnumerable<string> names)
    {
        var known = episode.Steps.SelectMany(step => step.Panels).Where(panel => panel.Number is not null).Select(panel => panel.Name).Distinct(StringComparer.Ordinal).ToList();
        var wanted = names.Where(name => known.Contains(name, StringComparer.Ordinal)).ToList();
        return new LineChart
        {
            Title = $"Panels over steps · {episode.Id}",
            Series = [.. (wanted.Count > 0 ? wanted : known.Take(3)).Select(name => Line(name, episode, step => step.Panels.FirstOrDefault(panel => panel.Name.Equals(name, StringComparison.Ordinal)).Number))],
        }.Draw();
    }

    public static Picture Overlay(EpisodeView episode)
    {
        var alignment = Line("alignment", episode, step => step.Alignment);
        var pressure = Line("pressure", episode, step => step.Pressure);
        return new OverlayFigure
        {
            Title = $"Alignment, pressure and actions · {episode.Id}",
            Series = pressure.Points.Any(point => point.Y is not null) ? [alignment, pressure] : [alignment],
            Marks = Marks(episode),
            Threshold = episode.Threshold,
        }.Draw();
    }

    /// <summary>One bar per run or cell for one figure, as with --summary.</summary>
    public static Picture Bars(string title, IEnumerable<(string Label, FigureView Figure)> bars)
    {
        var rows = bars.Select(bar => new ChartRow
        {
            Label = bar.Label,
            Value = bar.Figure.Estimate,
            Low = bar.Figure.Low,
            High = bar.Figure.High,
            Note = $"{bar.Figure.Shown} ({bar.Figure.ShownEvidence})",
        }).ToImmutableArray();
        return new RowChart { Title = title, Rows = rows }.Draw();
    }

    private static LineSeries Line(string label, EpisodeView episode, Func<StepView, double?> value) => new()
    {
        Label = label,
        Points =
        [
            // seats that act in turn share a step; the last known value stands for it
            .. Thinned(episode.Steps).GroupBy(step => step.Step)
                .Select(turn => new LinePoint(turn.Key, turn.Select(value).LastOrDefault(known => known is not null))),
        ],
    };

    private static ImmutableArray<ToolMark> Marks(EpisodeView episode) =>
    [
        .. Thinned(episode.Steps).Select(step =>
            new ToolMark(step.Step, step.Action ?? "noop", step.Optimal, step.Denied || step.Invalid, step.Injected.Length > 0)),
    ];

    private static IEnumerable<StepView> Thinned(ImmutableArray<StepView> steps)
    {
        var every = (steps.Length + MostSteps - 1) / MostSteps;
        return every <= 1 ? steps : steps.Where((_, at) => at % every is 0);
    }
}
