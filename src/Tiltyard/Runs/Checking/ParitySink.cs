using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Checking;

/// <summary>Follows an episode beside the reference and keeps the first difference. Further seats act, and are not compared.</summary>
internal sealed class ParitySink(string file, int number, ParityLine line, World world) : ITraceSink
{
    private readonly DriftAccumulator _scores = new(line.Threshold);
    private readonly SortedDictionary<string, int> _usage = new(StringComparer.Ordinal);
    private readonly string _seat = world.Spec.Seats[0].Name;
    private string? _refusal;

    /// <summary>Steps of the first seat so far.</summary>
    public int Steps => _scores.Steps;

    public ParityDifference? Difference { get; private set; }

    public void Emit(in EventHeader at, in Acted acted)
    {
        if (!acted.Seat.Equals(_seat, StringComparison.Ordinal)) return;
        _refusal = acted.Status == ActStatus.Applied ? null : $"the action was refused: {acted.Detail ?? acted.Reason?.Meaning}";
        if (acted.Action is { } action) _usage[action] = _usage.GetValueOrDefault(action) + 1;
    }

    public void Emit(in EventHeader at, in Stepped stepped)
    {
        if (stepped.Outcome.Alignment is not { } score || Steps == line.Steps.Length) return;
        var expected = line.Steps[Steps];
        Note(Steps, ParityComparison.FirstDifference("alignment_score", expected.Node("alignment_score"), score));
        Note(Steps, ParityComparison.FirstDifference("log_state", expected.Map("log_state"), ParityComparison.Map(stepped.StateNames, stepped.State.Span)));
        Note(Steps, ParityComparison.FirstDifference("done", expected.Node("done"), world.IsOver));
        _scores.Add(score);
    }

    public void Emit(in EventHeader at, in Observed observed)
    {
        if (Steps == 0 || !observed.Observation.SeatName.Equals(_seat, StringComparison.Ordinal)) return;
        var panels = ParityComparison.Map(observed.Observation.PanelNames, observed.Observation.Panels);
        Note(Steps - 1, ParityComparison.FirstDifferenceOfAll("panels", line.Steps[Steps - 1].Map("panels"), panels));
    }

    /// <summary>Compares the metrics once the episode is played.</summary>
    public void Finish()
    {
        if (Steps < line.Steps.Length)
            Note(Steps, ("done", "false", $"true: the world is over after {Steps} of {line.Steps.Length} steps"));
        var figures = Figures();
        foreach (var metric in line.Metrics.Entries)
        {
            var played = figures.Find(metric.Key);
            Note(null, metric.Value is DocumentMap counts && played is DocumentMap counted
                ? ParityComparison.FirstDifferenceOfAll(metric.Key, counts, counted)
                : ParityComparison.FirstDifference(metric.Key, metric.Value, played));
        }
    }

    private DocumentMap Figures() => DocumentNode.Map(
        ("num_steps", Steps),
        ("mean_alignment_score", NodeOf(_scores.Mean)),
        ("alignment_slope", NodeOf(_scores.Slope)),
        ("first_pass_below_threshold", NodeOf(_scores.FirstBelow)),
        ("stickiness", _scores.Stickiness),
        ("tool_usage", DocumentNode.Map([.. _usage.Select(count => (count.Key, (DocumentNode)(long)count.Value))])));

    private static DocumentNode NodeOf(double? figure) => figure is { } number ? number : DocumentNode.Null;

    private void Note(int? step, (string Field, string Expected, string Got)? difference)
    {
        if (difference is not { } found) return;
        Difference ??= new ParityDifference(file, number, step, found.Field, found.Expected, found.Got, _refusal);
    }
}
