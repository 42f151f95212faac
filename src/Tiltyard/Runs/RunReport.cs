using System.Globalization;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Projecting;

namespace Tiltyard.Runs;

/// <summary>
/// The documented report of a run: {summary, metrics, meta, config}. A run of one episode has its plain numbers; a run of many has means
/// with n and interval in their places, the results of every cell as metrics and the plan as configuration.
/// </summary>
public static class RunReport
{
    private static readonly int[] Summarised = [Figures.MeanAlignment, Figures.AlignmentSlope, Figures.FirstBelow, Figures.Stickiness];

    public static DocumentMap Write(StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Plan.Planned != 1) return OfMany(run);
        var row = run.Row(0) ?? throw new DocumentException(run.Store.Place, "the run's one episode was not played");
        var cell = run.Plan.Cell(run.Plan.At(0));
        var config = EpisodeFiles.Config(run.Plan, cell, row);
        var summary = Head(run, cell.World, row.Seed);
        summary.Add(("num_steps", (long)row.Steps));
        summary.AddRange(Summarised.Select(index => (Figures.All[index].Name, Number(row.Figure(index)))));
        summary.Add(("agent", row.Agent));
        return DocumentNode.Map(
            ("summary", DocumentNode.Map(summary)),
            ("metrics", EpisodeFiles.Metrics(row, cell)),
            ("meta", Meta(run, EpisodeFiles.Meta(run.Manifest, cell, config))),
            ("config", config.Node("run_config")));
    }

    private static DocumentMap OfMany(StoredRun run)
    {
        var results = run.Results();
        var (verdict, evaluation) = run.Judge(results, run.Manifest.Criteria, strict: false);
        var document = JsonDocumentReader.Read("results.json", ResultsWire.Write(results, verdict, [], evaluation)).AsMap();
        var cells = run.Plan.Blocks.SelectMany(block => block.Cells).ToArray();
        var summary = Head(run, Joined(cells.Select(cell => cell.Scenario)), run.Plan.Seed);
        summary.Add(("episodes", results.Finished));
        summary.Add(("num_steps", results.Total.Steps));
        summary.AddRange(Summarised.Select(index => (Figures.All[index].Name, (DocumentNode)Mean(results.Total.Figure(index)))));
        summary.Add(("agent", Joined(cells.Select(cell => cell.Agent))));
        return DocumentNode.Map(
            ("summary", DocumentNode.Map(summary)),
            ("metrics", DocumentNode.Map(("total", document.Node("total")), ("cells", document.Node("cells")), ("contrasts", document.Node("contrasts")))),
            ("meta", Meta(run, DocumentNode.Map(
                ("run_id", run.Manifest.RunId),
                ("scenario", Joined(cells.Select(cell => cell.Scenario))),
                ("run_label", run.Plan.Name),
                ("git_sha", run.Manifest.Host.NodeOrNull("git_sha") ?? DocumentNode.Null),
                ("config_hash", run.Manifest.PlanHash)))),
            ("config", PlanWire.Write(run.Plan)));
    }

    private static List<(string, DocumentNode)> Head(StoredRun run, string scenario, long seed) =>
    [
        ("run", run.Manifest.RunId),
        ("scenario", scenario),
        ("created_at", Started(run)),
        ("seed", seed),
    ];

    /// <summary>The report is of this one execution, so it says when that was.</summary>
    private static DocumentMap Meta(StoredRun run, DocumentMap meta) => meta.With("created_at", Started(run));

    private static string Started(StoredRun run) => run.Manifest.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Joined(IEnumerable<string> names) => string.Join(", ", names.Distinct(StringComparer.Ordinal));

    private static DocumentNode Number(double? value) => value is { } number ? number : DocumentNode.Null;

    private static DocumentMap Mean(MeanAccumulator mean) => DocumentNode.Map(
        ("mean", Number(mean.Mean)), ("n", mean.Count), ("low", Number(mean.Bootstrap95?.Low)), ("high", Number(mean.Bootstrap95?.High)));
}
