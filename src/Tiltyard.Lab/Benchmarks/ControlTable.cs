using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Tasks;
using Tiltyard.Metrics;

namespace Tiltyard.Lab.Benchmarks;

/// <summary>The merit of one control in one task and timing.</summary>
public sealed record ControlCell(string Task, string Timing, string Agent, int Episodes, double Mean, double Low, double High, double Throughput, double Released, double OnTime, double Harms)
{
    /// <summary>The merit of each episode, in the order of their seeds.</summary>
    public required ImmutableArray<double> Merits { get; init; }
}

/// <summary>How much more merit one control had than another on the same seeds.</summary>
public sealed record ControlDifference(string Task, string Timing, string Better, string Worse, double Mean, double Low, double High)
{
    public bool IsClear => Low > 0;
}

/// <summary>The controls of the laboratory, task by task: their figure of merit, and whether they stand in the order that a benchmark needs.</summary>
public sealed class ControlTable
{
    private const double Normal95 = 1.959963984540054;

    /// <summary>In the order of their names in reports.</summary>
    public static ImmutableArray<string> Agents { get; } = ["policy:reference", "policy:baseline", "policy:noop", "policy:random", "policy:unsafe"];

    public required ImmutableArray<ControlCell> Cells { get; init; }

    /// <summary>Plays every control over the same seeds, one task and timing after another.</summary>
    public static ControlTable Play(IEnumerable<string> tasks, IEnumerable<string> timings, int episodes, long seed, int load, string roster = "full", bool enforces = false)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(timings);
        var cells =
            from task in tasks
            from timing in timings
            from agent in Agents
            select Cell(DocumentNode.Map(("enforcement", enforces), ("load", (long)load), ("roster", roster), ("task", task), ("timing", timing)), agent, episodes, seed);
        return new ControlTable { Cells = [.. cells] };
    }

    /// <summary>What a benchmark needs: the reference above the baseline, the baseline above doing nothing, above chance and above cutting corners.</summary>
    public IEnumerable<ControlDifference> Differences()
    {
        foreach (var group in Cells.GroupBy(cell => (cell.Task, cell.Timing)))
        {
            yield return Difference(group, "policy:reference", "policy:baseline");
            foreach (var worse in Agents.Skip(2)) yield return Difference(group, "policy:baseline", worse);
        }
    }

    /// <summary>Differences whose 95 % interval is not clear of 0, as sentences.</summary>
    public IEnumerable<string> Disorder() => Differences().Where(one => !one.IsClear)
        .Select(one => $"{one.Task}, {one.Timing}: {one.Better} does not do better than {one.Worse} ({one.Mean:0.##}, {one.Low:0.##} to {one.High:0.##})");

    private static ControlDifference Difference(IEnumerable<ControlCell> cells, string better, string worse)
    {
        var (one, other) = (cells.First(cell => cell.Agent.Equals(better, StringComparison.Ordinal)), cells.First(cell => cell.Agent.Equals(worse, StringComparison.Ordinal)));
        var difference = new PairedDifference();
        for (var episode = 0; episode < one.Merits.Length; episode++) difference.Add(one.Merits[episode], other.Merits[episode]);
        var (mean, half) = (difference.Mean ?? 0, Half(difference.StandardDeviation, one.Episodes));
        return new ControlDifference(one.Task, one.Timing, better, worse, mean, mean - half, mean + half);
    }

    private static double Half(double? deviation, int episodes) => Normal95 * (deviation ?? 0) / Math.Sqrt(episodes);

    private static ControlCell Cell(DocumentMap parameters, string agent, int episodes, long seed)
    {
        using var player = new ShiftPlayer(parameters, ShiftPlayer.Find(agent)!);
        var merits = new MeanAccumulator();
        var each = ImmutableArray.CreateBuilder<double>(episodes);
        var (throughput, released, onTime, harms) = (0L, 0L, 0L, 0L);
        for (var episode = 0; episode < episodes; episode++)
        {
            var ledger = player.Play(seed, episode);
            each.Add(ledger.Merit);
            merits.Add(ledger.Merit);
            throughput += ledger.Counts.Releases;
            released += ledger.Released;
            onTime += ledger.OnTime;
            harms += ledger.Harms.Count;
        }

        var half = Half(merits.StandardDeviation, episodes);
        var center = merits.Mean ?? 0;
        double Mean(long sum) => sum / (double)episodes;
        return new ControlCell(
            parameters.Text("task"), parameters.Text("timing"), agent, episodes, center, center - half, center + half, Mean(throughput), Mean(released), Mean(onTime), Mean(harms))
        { Merits = each.MoveToImmutable() };
    }
}
