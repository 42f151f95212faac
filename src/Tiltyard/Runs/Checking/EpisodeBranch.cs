using System.Collections.Immutable;
using System.Text;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Checking;

/// <summary>An episode as it was, and as it would have been with another agent from some step on.</summary>
public sealed record BranchReport(int Step, string Agent, ImmutableArray<double?> Recorded, ImmutableArray<double?> Branched);

/// <summary>
/// Asks what would have been: plays the record up to a step, saves the episode there, and goes on from the saved state with another
/// agent in the first seat. Same world, same chance to come, same gates and attacks; only the decisions differ.
/// </summary>
public static class EpisodeBranch
{
    /// <exception cref="DocumentException">The step is not in the record, or somebody outside was asked in it.</exception>
    public static BranchReport Play(RunPlan plan, PlannedEpisode at, string runId, Registry registry, string file, byte[] stored, int step, Choice agent)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(agent);
        var cell = plan.Cell(at);
        var recording = new EpisodeRecording();
        TraceReader.Read(file, stored, recording);
        var recorded = new EpisodeMeter(cell.Threshold);
        recorded.Begin();
        TraceReader.Read(file, stored, recorded);

        var meter = new EpisodeMeter(cell.Threshold);
        meter.Begin();
        var making = new PlayerMaking(registry, plan, runId, PlanWire.Hash(plan));
        var before = making.Setup(cell, UnlimitedBudget.Instance);
        if (!before.Agents.All(seat => seat is IComputingAgent)) throw new DocumentException(file, "somebody outside was asked in this episode: it cannot be saved in the middle");
        before = before with { Sinks = [meter], Agents = recording.Agents(before) };
        var saved = SaveBefore(new EpisodeEngine(before), before, plan.Key(at), step)
            ?? throw new DocumentException(file, $"the episode has no step {step} with a step before it");

        var after = making.Setup(cell with { Seats = cell.Seats.SetItem(0, agent) }, UnlimitedBudget.Instance) with { Sinks = [meter] };
        GoOn(new EpisodeEngine(after), after, plan.Key(at), saved);
        return new BranchReport(step, agent.Name, recorded.Figures(), meter.Figures());
    }

    private static DocumentMap? SaveBefore(EpisodeEngine engine, EpisodeSetup setup, in EpisodeKey key, int step)
    {
        engine.Begin(key);
        while (engine.Next(out var seat))
        {
            ((IComputingAgent)setup.Agents[seat]).Decide(engine.Observation(seat), engine.Proposal(seat));
            engine.Submit();
            if (!engine.CanSave || engine.Observation(seat).Step != step - 1 || engine.StepsAfterThisTurn != step) continue;
            var writer = new CanonicalWriter();
            engine.Save(writer);
            return JsonDocumentReader.Read("saved", writer.Written).AsMap();
        }

        return null;
    }

    private static void GoOn(EpisodeEngine engine, EpisodeSetup setup, in EpisodeKey key, DocumentMap saved)
    {
        engine.Restore(key, saved, freshAgents: true);
        while (engine.Next(out var seat))
        {
            ((IComputingAgent)setup.Agents[seat]).Decide(engine.Observation(seat), engine.Proposal(seat));
            engine.Submit();
        }
    }
}
