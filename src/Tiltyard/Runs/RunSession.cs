using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs.Evaluating;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs;

/// <summary>What a run brings to its end: results, verdict and how far it came.</summary>
public sealed record RunOutcome(RunStatus Status, RunResults Results, Verdict Verdict, BudgetReport Budget)
{
    /// <summary>What the evaluation came to that the run is; null for other runs.</summary>
    public EvaluationResult? Evaluation { get; init; }
}

/// <summary>How a run stood with its ceilings.</summary>
public sealed record BudgetReport(ImmutableArray<Engine.CeilingStatus> Ceilings, string? FirstHit, long Skipped);

/// <summary>
/// Carries out a plan in a store from the first line of run.json to the last artifact. run.json says running until everything else is in
/// its place, so an interrupted run is never taken for a finished one.
/// </summary>
public sealed class RunSession(RunPlan plan, Registry registry, IRunStore store, RunnerOptions options, TimeProvider clock)
{
    public string PlanHash { get; } = PlanWire.Hash(plan);

    /// <summary>RUN_ID, or a name from the plan and its hash.</summary>
    public required string RunId { get; init; }

    public CriteriaSet Criteria { get; init; } = CriteriaSet.None;

    public bool Strict { get; init; }

    /// <summary>Facts of the host for run.json: host, versions, command line, git. Outside law 1.</summary>
    public DocumentMap Host { get; init; } = DocumentNode.Map();

    /// <summary>Whether each scenario was allowed to reach a real provider, for run.json.</summary>
    public ImmutableArray<RouteDecision> Routes { get; init; } = [];

    public Engine.ITape Tape { get; init; } = Engine.NoTape.Instance;

    public Engine.IRedactor Redactor { get; init; } = Engine.NoRedactor.Instance;

    public TimeSpan? DecisionTimeout { get; init; }

    /// <summary>The evaluation that this run is; null for an ordinary one.</summary>
    public EvaluationRecord? Evaluation { get; init; }

    /// <summary>Says what the process took, when the run is done.</summary>
    public Func<ResourceUsage>? Usage { get; init; }

    /// <summary>The runner, for progress, once <see cref="RunAsync"/> has begun.</summary>
    public Runner? Runner { get; private set; }

    public async Task<RunOutcome> RunAsync(CancellationToken cancellation)
    {
        var manifest = new RunManifest { RunId = RunId, PlanHash = PlanHash, Plan = plan, Criteria = Criteria, Shard = options.Shard, Started = clock.GetUtcNow(), Host = Host, Routes = Routes, Evaluation = Evaluation };
        store.Replace(RunManifest.FileName, manifest.Write());
        var making = new PlayerMaking(registry, plan, RunId, PlanHash) { Tape = Tape, Redactor = Redactor, Clock = clock, DecisionTimeout = DecisionTimeout };
        Runner = new Runner(plan, options, store, making.Make, clock);
        var (status, journal) = await PlayAsync(Runner, cancellation).ConfigureAwait(false);
        manifest = manifest with { Usage = Usage?.Invoke() };
        return Conclude(store, manifest, registry, journal, status, new BudgetReport(Runner.Budget.Status(), Runner.Budget.FirstHit, 0), Strict, clock.GetUtcNow());
    }

    private Task<(RunStatus Status, JournalIndex Journal)> PlayAsync(Runner runner, CancellationToken cancellation) => Evaluation is null
        ? runner.PlayAsync(cancellation)
        : Evaluation.Steps.DoAsync(5, () => runner.PlayAsync(cancellation), played => $"{played.Journal.Finished:N0} of {plan.Planned:N0} episodes{(played.Status == RunStatus.Complete ? "" : ", cancelled")}");

    /// <summary>Judges a finished run by other criteria and projects it anew with that verdict; nothing is played.</summary>
    /// <exception cref="DocumentException">The run is still going on, or was interrupted before it was closed.</exception>
    public static RunOutcome JudgeAgain(IRunStore store, Registry registry, CriteriaSet criteria, bool strict)
    {
        var manifest = RunManifest.Read(store, registry);
        if (manifest.Status == RunStatus.Running || manifest.Finished is not { } finished)
            throw new DocumentException(store.Place, "the run was not closed: resume it before it is judged again");
        var journal = JournalIndex.Read(store, manifest.Plan.Planned);
        return Conclude(store, manifest with { Criteria = criteria }, registry, journal, manifest.Status, manifest.Budget ?? new BudgetReport([], null, 0), strict, finished);
    }

    /// <summary>Projects what the journal holds, judges it and closes run.json.</summary>
    public static RunOutcome Conclude(
        IRunStore store, RunManifest manifest, Registry registry, JournalIndex journal, RunStatus status, BudgetReport budget, bool strict, DateTimeOffset finished)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(budget);
        var plan = manifest.Plan;
        var results = RowProjection.Write(store, plan, manifest.RunId, journal);
        var evaluation = manifest.Evaluation is { } record ? EvaluationJudging.Judge(record, store, manifest, registry, journal, results, status, strict) : null;
        if (evaluation is not null) manifest = manifest with { Evaluation = manifest.Evaluation! with { Baseline = evaluation.Baseline } };
        var verdict = evaluation?.Verdict ?? RunMetrics.Judge(results, manifest.Criteria, strict);
        store.Replace("results.json", ResultsWire.Write(results, verdict, RunRows.Read(store, plan, journal).Select(row => RunRows.Parse(row.Bytes)), evaluation));
        var outcome = new RunOutcome(status, results, verdict, budget with { Skipped = results.Total.Count(Traces.Terminal.SkippedBudget) }) { Evaluation = evaluation };
        manifest = manifest with { Status = status, Finished = finished, Budget = outcome.Budget, Verdict = verdict, Results = results };
        var input = new ProjectionInput(store, manifest, outcome, registry, journal);
        if (manifest.Evaluation is { } evaluated) evaluated.Steps.Do(10, () => Project(input), _ => $"{verdict.Name}{(evaluation!.Violations.IsEmpty ? "" : $": {evaluation.Violations.Length} criteria not met")}");
        else Project(input);
        store.Replace(RunManifest.FileName, manifest.Write());
        return outcome;
    }

    private static bool Project(ProjectionInput input)
    {
        Projections.Write(input);
        return true;
    }
}

/// <summary>Writes rows.jsonl and adds the rows up, in one pass over the journal in plan order.</summary>
public static class RowProjection
{
    public static RunResults Write(IRunStore store, RunPlan plan, string runId, JournalIndex journal)
    {
        ArgumentNullException.ThrowIfNull(store);
        var builder = new ResultsBuilder(plan, runId);
        using var rows = store.Create("rows.jsonl");
        foreach (var (at, bytes) in RunRows.Read(store, plan, journal))
        {
            rows.Write(bytes.Span);
            rows.Write("\n"u8);
            builder.Add(at, RunRows.Parse(bytes));
        }

        rows.Commit();
        return builder.Build();
    }
}
