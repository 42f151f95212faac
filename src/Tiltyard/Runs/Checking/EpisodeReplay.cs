using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Checking;

/// <summary>What a replay came to.</summary>
/// <param name="Events">Events that were the same.</param>
/// <param name="Divergence">The first difference, or null.</param>
/// <param name="Trace">The trace as it was played now.</param>
public sealed record ReplayReport(long Events, TraceDivergence? Divergence, byte[] Trace);

/// <summary>
/// Plays an episode again from its stored trace and names the first event that comes out different. Agents that compute decide anew,
/// or do what the record says; everybody outside answers as recorded. Same world, same chance, same gates and attacks.
/// </summary>
public static class EpisodeReplay
{
    /// <summary>Replays a stored trace against the plan it belongs to.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="at">Which episode of it.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="registry">What there is.</param>
    /// <param name="file">What messages call the trace.</param>
    /// <param name="stored">The trace.</param>
    /// <param name="recordedActions">Takes the actions of agents that compute from the record too, so that only the world is put to the test.</param>
    /// <param name="watch">Shown the world before it is played, for whoever wants to look at more than the trace holds.</param>
    public static async ValueTask<ReplayReport> ReplayAsync(
        RunPlan plan, PlannedEpisode at, string runId, Registry registry, string file, byte[] stored, bool recordedActions = false, Action<World>? watch = null)
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
            Agents = recordedActions ? recording.Agents(setup) : setup.Agents,
        };
        watch?.Invoke(setup.World);
        await new EpisodeEngine(setup).PlayAsync(plan.Key(at), CancellationToken.None).ConfigureAwait(false);
        var (events, divergence) = TraceDivergence.Find(stored, writer.Written);
        return new ReplayReport(events, divergence, writer.Written.ToArray());
    }

    /// <summary>
    /// The world as a recorded episode left it: seats do what the record says, and whoever stands outside answers as recorded. Sinks see the events as they come, beside
    /// that world.
    /// </summary>
    /// <exception cref="DocumentException">The episode comes out different from its record.</exception>
    public static async ValueTask<World> WatchAsync(RunPlan plan, PlannedEpisode at, string runId, Registry registry, string file, byte[] stored, Func<World, ITraceSink> watch)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(watch);
        var recording = new EpisodeRecording();
        TraceReader.Read(file, stored, recording);
        var writer = new TraceWriter();
        var setup = new PlayerMaking(registry, plan, runId, PlanWire.Hash(plan)) { Tape = recording }.Setup(plan.Cell(at), UnlimitedBudget.Instance);
        setup = setup with { Sinks = [writer, watch(setup.World)], RecordsOptimal = true, Agents = recording.Agents(setup) };
        await new EpisodeEngine(setup).PlayAsync(plan.Key(at), CancellationToken.None).ConfigureAwait(false);
        return TraceDivergence.Find(stored, writer.Written).First is { } divergence ? throw new DocumentException(file, $"played again it comes out different: {divergence}") : setup.World;
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
}
