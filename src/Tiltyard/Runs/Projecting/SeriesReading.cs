using System.Collections.Immutable;
using System.Text.Json;
using Tiltyard.Documents;
using Tiltyard.Reports;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Runs.Projecting;

/// <summary>
/// Alignment, conduct, pressure and utility over the steps of one cell, averaged over stored traces. Only the lines that say what a step
/// came to are read, and a long horizon is read at every k-th step, so that memory and time stay bounded.
/// </summary>
internal sealed class SeriesReading
{
    private const int MostPoints = 240;

    /// <summary>Below this many episodes a band of 10 to 90 % says no more than the extremes.</summary>
    private const int FewEpisodes = 10;

    private static readonly (string Name, string Label, bool IsShare, Func<Worlds.StepOutcome, double?> Value)[] Kinds =
    [
        ("alignment", "Alignment", true, outcome => outcome.Alignment),
        ("conduct", "Conduct", true, outcome => outcome.Conduct),
        ("pressure", "Pressure", true, outcome => outcome.Pressure),
        ("utility", "Utility per step", false, outcome => outcome.Utility),
    ];

    private readonly int _every;
    private readonly SortedDictionary<int, List<double>>[] _values = [.. Kinds.Select(_ => new SortedDictionary<int, List<double>>())];

    private SeriesReading(int horizon) => _every = Math.Max(1, (horizon + MostPoints - 1) / MostPoints);

    public static ImmutableArray<StepSeriesView> Read(IRunStore store, RunPlan plan, CellPlan cell, CellPicks picks, int horizon)
    {
        var (chosen, isSample) = picks.Series;
        var reading = new SeriesReading(horizon);
        var read = 0;
        foreach (var pick in chosen.OrderBy(pick => pick.At.Index))
        {
            var stem = plan.FileStem(pick.At);
            if (store.ReadTrace(stem) is not { } trace) continue;
            reading.ReadTrace($"{store.Place}/traces/{stem}.jsonl", trace);
            read++;
        }

        var basis = $"{Digits.Count(read)} {(isSample ? "traced" : "traced, all failed,")} {(read is 1 ? "episode" : "episodes")}";
        return [.. Kinds.Select((kind, index) => View(kind, reading._values[index], read, basis, cell.Threshold)).OfType<StepSeriesView>()];
    }

    private void ReadTrace(string file, ReadOnlySpan<byte> trace)
    {
        for (var number = 1; trace.IndexOf((byte)'\n') is var feed and >= 0; number++)
        {
            Take(file, number, trace[..feed]);
            trace = trace[(feed + 1)..];
        }
    }

    private void Take(string file, int number, ReadOnlySpan<byte> line)
    {
        try
        {
            if (StepGlance.Read(line) is not { } step || step.Step % _every != 0) return;
            for (var kind = 0; kind < Kinds.Length; kind++)
            {
                if (Kinds[kind].Value(step.Outcome) is not { } value) continue;
                if (!_values[kind].TryGetValue(step.Step, out var values)) _values[kind][step.Step] = values = [];
                values.Add(value);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new DocumentException(new SourcePlace(file, number, 1), null, "this line of the trace cannot be read");
        }
    }

    private static StepSeriesView? View(
        (string Name, string Label, bool IsShare, Func<Worlds.StepOutcome, double?> Value) kind, SortedDictionary<int, List<double>> values, int episodes, string basis, double threshold)
    {
        if (values.Count is 0) return null;
        var isFew = episodes < FewEpisodes;
        return new StepSeriesView
        {
            Name = kind.Name,
            Label = kind.Label,
            Basis = basis,
            Points = [.. values.Select(step => Point(step.Key, step.Value, isFew ? 0 : 0.1))],
            BandLabel = isFew ? "lowest to highest" : "10–90 % of episodes",
            Threshold = kind.Name is "alignment" ? threshold : null,
            AxisLow = kind.IsShare ? -0.05 : null,
            AxisHigh = kind.IsShare ? 1.05 : null,
        };
    }

    private static SeriesPoint Point(int step, List<double> values, double tail)
    {
        if (values.Count is 1) return new SeriesPoint(step, values[0]);
        values.Sort();
        return new SeriesPoint(step, values.Sum() / values.Count, Quantile(values, tail), Quantile(values, 1 - tail));
    }

    /// <summary>Linear between order statistics.</summary>
    private static double Quantile(List<double> sorted, double share)
    {
        var at = share * (sorted.Count - 1);
        var below = (int)Math.Floor(at);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }
}
