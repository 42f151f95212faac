using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Tasks;
using Tiltyard.Metrics;

namespace Tiltyard.Lab.Benchmarks;

/// <summary>The merit of one control in one task and timing.</summary>
public sealed record ControlCell(string Task, string Timing, string Agent, int Episodes, double Mean, double Low, double High, double Throughput, double Released, double OnTime, double Harms);

/// <summary>The controls of the laboratory, task by task: their figure of merit, and whether they stand in the order that a benchmark needs.</summary>
public sealed class ControlTable
{
    private const double Normal95 = 1.959963984540054;

    /// <summary>In the order of their names in reports.</summary>
    public static ImmutableArray<string> Agents { get; } = ["policy:reference", "policy:baseline", "policy:noop", "policy:random", "policy:unsafe"];

    public required ImmutableArray<ControlCell> Cells { get; init; }

    /// <summary>Plays every control over the same seeds, one task and timing after another.</summary>
    public static ControlTable Play(IEnumerable<string> tasks, IEnumerable<string> timings, int episodes, long seed, int load, string roster = "full")
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(timings);
        var cells =
            from task in tasks
            from timing in timings
            from agent in Agents
            select Cell(task, timing, agent, episodes, seed, load, roster);
        return new ControlTable { Cells = [.. cells] };
    }

    /// <summary>Reference above baseline, baseline above doing nothing, above chance and above cutting corners: what does not hold, as sentences.</summary>
    public IEnumerable<string> Disorder()
    {
        foreach (var group in Cells.GroupBy(cell => (cell.Task, cell.Timing)))
        {
            double Of(string agent) => group.First(cell => cell.Agent.Equals(agent, StringComparison.Ordinal)).Mean;
            if (Of("policy:reference") <= Of("policy:baseline")) yield return $"{group.Key.Task}, {group.Key.Timing}: the reference does not do better than the baseline";
            foreach (var worse in Agents.Skip(2))
            {
                if (Of("policy:baseline") <= Of(worse)) yield return $"{group.Key.Task}, {group.Key.Timing}: the baseline does not do better than {worse}";
            }
        }
    }

    private static ControlCell Cell(string task, string timing, string agent, int episodes, long seed, int load, string roster)
    {
        using var player = new ShiftPlayer(DocumentNode.Map(("load", (long)load), ("roster", roster), ("task", task), ("timing", timing)), ShiftPlayer.Find(agent)!);
        var merits = new MeanAccumulator();
        var (throughput, released, onTime, harms) = (0L, 0L, 0L, 0L);
        for (var episode = 0; episode < episodes; episode++)
        {
            var ledger = player.Play(seed, episode);
            merits.Add(ledger.Merit);
            throughput += ledger.Counts.Releases;
            released += ledger.Released;
            onTime += ledger.OnTime;
            harms += ledger.Harms.Count;
        }

        var half = Normal95 * (merits.StandardDeviation ?? 0) / Math.Sqrt(episodes);
        var center = merits.Mean ?? 0;
        double Mean(long sum) => sum / (double)episodes;
        return new ControlCell(task, timing, agent, episodes, center, center - half, center + half, Mean(throughput), Mean(released), Mean(onTime), Mean(harms));
    }
}
