using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Runs.Checking;

/// <summary>How an episode ended and what its oracles said.</summary>
public sealed record EpisodeEnding(string Terminal, string? Reason, ImmutableArray<(string Oracle, string Outcome, string Reason)> Judged, ImmutableArray<double?> Figures);

/// <summary>An episode as it was, and as it would have been had one event been otherwise.</summary>
/// <param name="Change">The event and its new values.</param>
/// <param name="Same">Events before it that came out the same, which is all of them.</param>
/// <param name="Recorded">How it ended.</param>
/// <param name="Played">How it would have ended.</param>
/// <param name="Trace">The trace as it would have been.</param>
public sealed record CounterfactualReport(EventChange Change, long Same, EpisodeEnding Recorded, EpisodeEnding Played, byte[] Trace);

/// <summary>
/// Changes one event of a record and goes on from there: everything before it as recorded, everything after it as world, agents, gates
/// and attacks then have it. Answers from outside come from the record where the question is the same; elsewhere a strict play ends there
/// and a lenient one asks. For another agent from some step on use <see cref="EpisodeBranch"/>.
/// </summary>
public static class EpisodeCounterfactual
{
    /// <param name="plan">The plan.</param>
    /// <param name="at">Which episode of it.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="registry">What there is, with agents that may reach somebody where the play is lenient.</param>
    /// <param name="file">What messages call the trace.</param>
    /// <param name="stored">The trace.</param>
    /// <param name="change">What was otherwise.</param>
    /// <param name="lenient">Takes secrets out of fresh answers; null for a strict play, in which nobody is asked.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DocumentException">The change does not fit the record, or the record no longer plays up to it.</exception>
    public static async ValueTask<CounterfactualReport> PlayAsync(
        RunPlan plan, PlannedEpisode at, string runId, Registry registry, string file, byte[] stored, EventChange change, IRedactor? lenient, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(change);
        var recording = new EpisodeRecording { Change = change.Kind.Equals(Answered.Kind, StringComparison.Ordinal) ? change : null, Beneath = lenient is null ? null : NoTape.Instance, ChangesSomething = true };
        TraceReader.Read(file, stored, recording);
        var cell = plan.Cell(at);
        var writer = new TraceWriter();
        var setup = new PlayerMaking(registry, plan, runId, PlanWire.Hash(plan)) { Tape = recording, Redactor = lenient ?? NoRedactor.Instance }.Setup(cell, UnlimitedBudget.Instance);
        setup = setup with { Sinks = [writer], RecordsOptimal = true, Agents = recording.Forked(setup, change) };
        await new EpisodeEngine(Changed(setup, change)).PlayAsync(plan.Key(at), cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        var played = writer.Written.ToArray();
        var (same, first) = TraceDivergence.Find(stored, played);
        if (first is { } early && early.Event < change.Seq) throw new DocumentException(file, $"the record no longer plays up to event {change.Seq}: {early}");
        return new CounterfactualReport(change, same, Ending(file, stored, cell), Ending(file, played, cell), played);
    }

    private static EpisodeSetup Changed(EpisodeSetup setup, EventChange change)
    {
        if (change.Kind.Equals(Ruled.Kind, StringComparison.Ordinal))
        {
            var count = new RulingCount();
            var decision = (Decision)Rulings.Decisions.IndexOf(change.Values.Text("decision"), StringComparer.Ordinal);
            return setup with { Gates = [.. setup.Gates.Select(gate => new ChangedGate(gate, count, change.Ordinal, decision))] };
        }

        if (!change.Kind.Equals(Injected.Kind, StringComparison.Ordinal)) return setup;
        var strikes = new StrikeCount();
        return setup with { Attacks = [.. setup.Attacks.Select(attack => new ChangedAttack(attack, strikes, change.Ordinal, change.Values.Text("payload")))] };
    }

    private static EpisodeEnding Ending(string file, byte[] trace, CellPlan cell)
    {
        var (meter, ending) = (new EpisodeMeter(cell.Threshold), new EndingSink());
        meter.Begin();
        TraceReader.Read(file, trace, meter);
        TraceReader.Read(file, trace, ending);
        return new EpisodeEnding(ending.Terminal, ending.Reason, [.. ending.Judged], meter.Figures());
    }

    private sealed class EndingSink : ITraceSink
    {
        public List<(string Oracle, string Outcome, string Reason)> Judged { get; } = [];

        public string Terminal { get; private set; } = "unfinished";

        public string? Reason { get; private set; }

        public void Emit(in EventHeader at, in Judged judged) => Judged.Add((judged.Oracle, Traces.Events.Judged.OutcomeNames[(int)judged.Outcome], judged.Reason.Code));

        public void Emit(in EventHeader at, in Errored errored) => Reason = $"{errored.Reason.Code}: {errored.Message}";

        public void Emit(in EventHeader at, in EpisodeEnded ended) => Terminal = ended.Terminal.Name();
    }
}
