using System.Text;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Checking;

/// <summary>What a replay came to.</summary>
/// <param name="Events">Events that were the same.</param>
/// <param name="Divergence">The first difference, or null.</param>
/// <param name="Trace">The trace as it was played now.</param>
public sealed record ReplayReport(long Events, string? Divergence, byte[] Trace);

/// <summary>
/// Plays an episode again from its stored trace and names the first event that comes out different: the recorded actions in the place
/// of agents that compute, the recorded answers in the place of everybody outside. Same world, same chance, same gates and attacks.
/// </summary>
public static class EpisodeReplay
{
    /// <summary>Replays a stored trace against the plan it belongs to.</summary>
    public static async ValueTask<ReplayReport> ReplayAsync(RunPlan plan, PlannedEpisode at, string runId, Registry registry, string file, byte[] stored)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var recording = new EpisodeRecording();
        TraceReader.Read(file, stored, recording);
        var cell = plan.Cell(at);
        var writer = new TraceWriter();
        var setup = new PlayerMaking(registry, plan, runId, PlanWire.Hash(plan)) { Tape = recording }.Setup(cell, UnlimitedBudget.Instance);
        setup = setup with
        {
            Sinks = [writer],
            RecordsOptimal = true,
            Agents = recording.Agents(setup),
        };
        await new EpisodeEngine(setup).PlayAsync(plan.Key(at), CancellationToken.None).ConfigureAwait(false);
        var (events, divergence) = FirstDifference(stored, writer.Written);
        return new ReplayReport(events, divergence, writer.Written.ToArray());
    }

    /// <summary>Plays an episode of the plan afresh: what `replay` shows where the trace policy kept nothing.</summary>
    public static byte[] PlayAgain(RunPlan plan, PlannedEpisode at, string runId, Registry registry)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var all = plan with { Trace = new TracePolicy(true, false, 0) };
        var player = new PlayerMaking(registry, all, runId, PlanWire.Hash(plan)).Make(plan.Cell(at), UnlimitedBudget.Instance);
        if (!player.Computes) throw new DocumentException(plan.FileStem(at), "somebody outside was asked in this episode, and its trace was not kept: it cannot be had again");
        return player.Play(at).Trace.ToArray();
    }

    /// <summary>Holds a stored trace against one that was played now.</summary>
    public static ReplayReport Compare(byte[] stored, byte[] played)
    {
        var (events, divergence) = FirstDifference(stored, played);
        return new ReplayReport(events, divergence, played);
    }

    private static (long Events, string? Divergence) FirstDifference(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> played)
    {
        long seq = 0;
        while (!stored.IsEmpty || !played.IsEmpty)
        {
            var before = Line(ref stored);
            var now = Line(ref played);
            if (!before.SequenceEqual(now)) return (seq, Describe(seq, before, now));
            seq++;
        }

        return (seq, null);
    }

    private static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> lines)
    {
        var feed = lines.IndexOf((byte)'\n');
        var line = feed < 0 ? lines : lines[..feed];
        lines = feed < 0 ? default : lines[(feed + 1)..];
        return line;
    }

    private static string Describe(long seq, ReadOnlySpan<byte> before, ReadOnlySpan<byte> now)
    {
        if (before.IsEmpty) return $"event {seq}: the replay goes on where the record ends";
        if (now.IsEmpty) return $"event {seq}: the replay ends where the record goes on";
        var place = before.CommonPrefixLength(now);
        return $"event {seq}: recorded …{Excerpt(before, place)}… and played …{Excerpt(now, place)}…";
    }

    private static string Excerpt(ReadOnlySpan<byte> line, int place)
    {
        var start = Math.Max(0, place - 30);
        return Encoding.UTF8.GetString(line[start..Math.Min(line.Length, place + 50)]);
    }
}
