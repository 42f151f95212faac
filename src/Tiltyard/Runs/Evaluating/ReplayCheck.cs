using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Metrics;
using Tiltyard.Runs.Checking;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;

namespace Tiltyard.Runs.Evaluating;

/// <summary>A traced episode that came out different when it was played again, with its first divergence.</summary>
public sealed record Divergence(string Episode, string What);

/// <summary>
/// Plays every traced episode again and compares the bytes: afresh where all seats compute, by the recorded answers where somebody outside
/// was asked. Reproducible is the equal hash; that outcomes of different epochs are alike is another figure.
/// </summary>
public sealed record ReplayCheck(Rate Equal, long MatchingEvents, long TotalEvents, ImmutableArray<Divergence> Divergences)
{
    private const int MostListed = 50;

    /// <summary>Plays the traced episodes of a run again.</summary>
    public static ReplayCheck Of(IRunStore store, RunPlan plan, string runId, Registry registry, JournalIndex journal)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(journal);
        var making = new PlayerMaking(registry, plan with { Trace = new TracePolicy(true, false, 0) }, runId, PlanWire.Hash(plan));
        var players = new Dictionary<CellPlan, EpisodePlayer>();
        var check = new ReplayCheck(default, 0, 0, []);
        for (long index = 0; index < plan.Planned; index++)
        {
            var at = plan.At(index);
            if (!journal.Holds(index) || store.ReadTrace(plan.FileStem(at)) is not { } stored) continue;
            if (!players.TryGetValue(plan.Cell(at), out var player)) players[plan.Cell(at)] = player = making.Make(plan.Cell(at), UnlimitedBudget.Instance);
            var report = player.Computes ? Compared(stored, player.Play(at).Trace.ToArray()) : FromRecord(store, plan, at, runId, registry, stored);
            check = check.With(plan.FileStem(at), report);
        }

        return check;
    }

    private static (long Events, string? Divergence, long Played) Compared(byte[] stored, byte[] played)
    {
        var (events, divergence) = TraceDivergence.Find(stored, played);
        return (events, divergence?.ToString(), played.AsSpan().Count((byte)'\n'));
    }

    private static (long Events, string? Divergence, long Played) FromRecord(IRunStore store, RunPlan plan, PlannedEpisode at, string runId, Registry registry, byte[] stored)
    {
        try
        {
            var report = EpisodeReplay.ReplayAsync(plan, at, runId, registry, $"{store.Place}/traces/{plan.FileStem(at)}.jsonl", stored).AsTask().GetAwaiter().GetResult();
            return Compared(stored, report.Trace);
        }
        catch (DocumentException e)
        {
            return (0, e.Message, 0);
        }
    }

    private ReplayCheck With(string episode, (long Events, string? Divergence, long Played) report)
    {
        var total = report.Divergence is null ? report.Events : Math.Max(report.Events + 1, report.Played);
        return this with
        {
            Equal = Equal.With(report.Divergence is null),
            MatchingEvents = MatchingEvents + report.Events,
            TotalEvents = TotalEvents + total,
            Divergences = report.Divergence is { } what && Divergences.Length < MostListed ? Divergences.Add(new Divergence(episode, what)) : Divergences,
        };
    }
}
