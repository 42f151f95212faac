using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Runs.Evaluating;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Runs.Projecting;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs;

/// <summary>A run as its store holds it, for judging again, reporting and comparing: it plays nothing and writes nothing. To play use <see cref="RunSession"/>.</summary>
public sealed class StoredRun
{
    private readonly JournalIndex _journal;
    private readonly Registry _registry;

    private StoredRun(IRunStore store, Registry registry, RunManifest manifest, JournalIndex journal)
    {
        _registry = registry;
        Store = store;
        Manifest = manifest;
        _journal = journal;
    }

    public IRunStore Store { get; }

    public RunManifest Manifest { get; }

    public RunPlan Plan => Manifest.Plan;

    /// <summary>Episodes that have a row.</summary>
    public long Finished => _journal.Finished;

    /// <summary>Whether every episode has a row that this run, or this shard of it, was to play.</summary>
    public bool IsComplete => Manifest.Status == RunStatus.Complete;

    /// <exception cref="DocumentException">There is no run, or its manifest or journal is damaged.</exception>
    public static StoredRun Open(IRunStore store, Registry registry)
    {
        ArgumentNullException.ThrowIfNull(store);
        try
        {
            var manifest = RunManifest.Read(store, registry);
            return new StoredRun(store, registry, manifest, JournalIndex.Read(store, manifest.Plan.Planned));
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            throw new DocumentException($"{store.Place}/{RunManifest.FileName}", $"the run cannot be read: {e.Message}");
        }
    }

    /// <summary>The row at an index of the plan, or null where the episode was not played.</summary>
    public EpisodeRow? Row(long index) =>
        _journal.Holds(index) ? RunRows.Parse(JournalEntry.RowOf(Store.JournalLineAt(_journal.OffsetOf(index)))) : null;

    /// <summary>Every row in plan order.</summary>
    public IEnumerable<(PlannedEpisode At, EpisodeRow Row)> Rows() =>
        RunRows.Read(Store, Plan, _journal).Select(row => (row.At, RunRows.Parse(row.Bytes)));

    /// <summary>An episode as reports show it, step by step; null where the trace policy left no trace of it.</summary>
    /// <exception cref="DocumentException">The trace is damaged.</exception>
    public EpisodeView? View(in PlannedEpisode at)
    {
        var stem = Plan.FileStem(at);
        if (Store.ReadTrace(stem) is not { } trace || Row(at.Index) is not { } row) return null;
        var cell = Plan.Cell(at);
        var spec = _registry.World(cell.World)!.Kind.Create(cell.Parameters, cell.Pressure).Spec;
        return EpisodeViews.Of(Plan, at, row, EpisodeRecord.Read($"{Store.Place}/traces/{stem}.jsonl", trace), spec);
    }

    /// <summary>Judges by a set of criteria. An evaluation is measured anew for it, traces played again included; its figures are null for other runs.</summary>
    public (Verdict Verdict, EvaluationResult? Evaluation) Judge(RunResults results, CriteriaSet criteria, bool strict)
    {
        if (Manifest.Evaluation is not { } record) return (RunMetrics.Judge(results, criteria, strict), null);
        var evaluation = EvaluationJudging.Judge(record, Store, Manifest with { Criteria = criteria }, _registry, _journal, results, Manifest.Status, strict);
        return (evaluation.Verdict, evaluation);
    }

    /// <summary>What the rows add up to, the same as when the run was played.</summary>
    public RunResults Results()
    {
        var builder = new ResultsBuilder(Plan, Manifest.RunId);
        foreach (var (at, row) in Rows()) builder.Add(at, row);
        return builder.Build();
    }
}
