using System.Collections.Immutable;
using Tiltyard.Engine;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;
using Tiltyard.Validators;
using Tiltyard.Validators.TextRules;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Playing;

/// <summary>What playing one episode left behind. The trace memory belongs to the player until the next play.</summary>
public readonly record struct PlayedEpisode(EpisodeRow Row, ReadOnlyMemory<byte> Trace, long Events, string Head)
{
    /// <summary>What lies beside a kept trace, because its bytes differ each time; the world's until the next play.</summary>
    public ReadOnlyMemory<byte> Signatures { get; init; }
}

/// <summary>
/// Plays the episodes of one cell for one worker. It keeps two engines over the same world: one that writes the trace and one that
/// only measures, because an episode that can be computed again need not be written down before it is known to matter.
/// </summary>
public sealed class EpisodePlayer
{
    private readonly RunPlan _plan;
    private readonly CellPlan _cell;
    private readonly string _runId;
    private readonly EpisodeMeter _meter;
    private readonly FindingCounter _findings;
    private readonly TextJudge? _judge;
    private readonly PaidTrace _paid;
    private readonly TraceWriter _trace = new();
    private readonly World _world;
    private readonly EpisodeEngine _measured;
    private readonly EpisodeEngine _traced;

    public EpisodePlayer(RunPlan plan, CellPlan cell, string runId, EpisodeSetup setup, IReadOnlyList<IValidator> validators, TextJudge? judge = null)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _plan = plan;
        _cell = cell;
        _runId = runId;
        _meter = new EpisodeMeter(cell.Threshold);
        _findings = new FindingCounter(validators);
        _judge = judge;
        _world = setup.World;
        ImmutableArray<ITraceSink> sinks = [_meter, .. validators.Count == 0 ? Array.Empty<ITraceSink>() : [_findings], .. judge is null ? Array.Empty<ITraceSink>() : [judge]];
        _measured = new EpisodeEngine(setup with { Sinks = sinks });
        _paid = new PaidTrace(_trace);
        var waits = setup.Agents.Any(agent => agent is Agents.IWaitingAgent);
        _traced = new EpisodeEngine(setup with { Sinks = [.. sinks, _trace, .. waits ? [_paid] : Array.Empty<ITraceSink>()], RecordsOptimal = true });
    }

    /// <summary>Whether every seat decides by computing, so that an episode can be played again at will.</summary>
    public bool Computes => _measured.Computes;

    /// <summary>Plays an episode of agents that compute.</summary>
    public PlayedEpisode Play(in PlannedEpisode at)
    {
        var key = _plan.Key(at);
        var wanted = _plan.Samples(at);
        if (!wanted)
        {
            var bare = Row(key, Measure(_measured, key));
            if (!_plan.Trace.Failures || !EpisodeRows.IsFailure(bare)) return new PlayedEpisode(bare, default, 0, "");
        }

        _trace.Clear();
        var row = Row(key, Measure(_traced, key));
        return Kept(row);
    }

    /// <summary>Plays an episode in which somebody outside is asked. The trace is always kept in memory: it cannot be had again.</summary>
    /// <param name="at">Which episode.</param>
    /// <param name="keep">Takes what the trace has grown by after each answer from outside, and the rest at the end.</param>
    /// <param name="cancellation">Ends the episode as cancelled.</param>
    public async ValueTask<PlayedEpisode> PlayAsync(PlannedEpisode at, Action<ReadOnlyMemory<byte>>? keep, CancellationToken cancellation)
    {
        var key = _plan.Key(at);
        _trace.Clear();
        _paid.Begin(keep);
        Begin();
        var result = await _traced.PlayAsync(key, cancellation).ConfigureAwait(false);
        _paid.Flush();
        var row = Row(key, result);
        var wanted = _plan.Samples(at) || (_plan.Trace.Failures && EpisodeRows.IsFailure(row));
        return wanted ? Kept(row) : new PlayedEpisode(row, default, 0, "");
    }

    /// <summary>The row of an episode that a run-level ceiling left no room for.</summary>
    public EpisodeRow Skipped(in PlannedEpisode at, ReasonCode? reason = null) => EpisodeRows.Make(
        _plan, _cell, _runId, _plan.Key(at), new EpisodeResult(Terminal.SkippedBudget, 0, reason ?? ReasonCodes.BudgetExhausted, null), null, null, null);

    private PlayedEpisode Kept(EpisodeRow row) => new(row, _trace.WrittenMemory, _trace.Events, _trace.Head) { Signatures = _world.Signatures };

    private EpisodeResult Measure(EpisodeEngine engine, in EpisodeKey key)
    {
        Begin();
        return engine.Play(key);
    }

    private void Begin()
    {
        _meter.Begin();
        _findings.Begin();
        _judge?.Begin();
    }

    private EpisodeRow Row(in EpisodeKey key, in EpisodeResult result) => EpisodeRows.Make(_plan, _cell, _runId, key, result, _meter, _findings, _judge);
}
