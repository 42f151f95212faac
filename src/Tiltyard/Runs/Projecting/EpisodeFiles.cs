using System.Globalization;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Metrics;
using Tiltyard.Reports;
using Tiltyard.Reports.Charts;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Runs.Projecting;

/// <summary>
/// episodes/CELL/CASE-eN/: the documented files of one episode, made from its row and trace. A plan of at most
/// <see cref="EpisodeChoice.MostFolders"/> episodes has a folder for every traced one; a larger plan for those on the page. All but
/// meta.json are the same bytes for the same plan.
/// </summary>
internal sealed class EpisodeFiles(ProjectionInput input, TracedEpisodes episodes)
{
    private static readonly string[] DefaultPanels = ["pressure", "emission_intensity"];

    public void Write(TracedEpisode episode)
    {
        var plan = input.Manifest.Plan;
        var cell = plan.Cell(episode.At);
        var folder = $"episodes/{plan.FileStem(episode.At)}/";
        var config = Config(plan, cell, episode.Row);
        Put(folder + "config.json", IndentedJson.Text(config));
        Put(folder + "meta.json", IndentedJson.Text(Meta(input.Manifest, cell, config)));
        Put(folder + "metrics.json", IndentedJson.Text(Metrics(episode.Row, cell)));
        input.Store.Put(folder + "step_log.jsonl", StepLog.Write(episode.Record, episodes.SpecOf(cell)));
        Put(folder + "transcript.md", TranscriptMarkdown.Render(episode.View));
        Put(folder + "transcript.txt", TranscriptText.Render(episode.View));
        Put(folder + "plots/alignment_timeseries.svg", EpisodePlots.Alignment(episode.View).Standalone());
        Put(folder + "plots/tool_usage.svg", EpisodePlots.ToolUsage(episode.View).Standalone());
        Put(folder + "plots/panels.svg", EpisodePlots.PanelsTogether(episode.View, DefaultPanels).Standalone());
    }

    private void Put(string name, string text) => input.Store.Put(name, Encoding.UTF8.GetBytes(text));

    /// <summary>The documented keys; what the published form has no place for is metadata.</summary>
    internal static DocumentMap Config(RunPlan plan, CellPlan cell, EpisodeRow row) => DocumentNode.Map(
        ("run_config", DocumentNode.Map(
            ("scenario", cell.World),
            ("scenario_params", cell.Parameters),
            ("engine", DocumentNode.Map(("max_steps", cell.Parameters.NodeOrNull("max_steps") ?? DocumentNode.Null), ("seed", row.Seed), ("allow_noop", cell.AllowNoOp))),
            ("policy", Policy(cell.Seats[0]) is { } policy ? policy : DocumentNode.Null),
            ("metrics", DocumentNode.Map(("alignment", DocumentNode.Map(("threshold", cell.Threshold))))),
            ("metadata", DocumentNode.Map(
                ("arm", row.Arm),
                ("attacks", DocumentNode.List(cell.Attacks.Select(attack => DocumentNode.Map(("name", attack.Name), ("options", attack.Options), ("trigger", attack.Trigger))))),
                ("case", row.Case),
                ("cell", cell.Name),
                ("episode", row.Episode),
                ("gates", DocumentNode.List(cell.Gates.Select(gate => DocumentNode.Map(("name", gate.Name), ("options", gate.Options))))),
                ("plan_scenario", cell.Scenario),
                ("pressure", cell.Pressure),
                ("run_seed", plan.Seed))),
            ("agent", Agent(cell.Seats[0])),
            ("adversary_agent", cell.Seats.Length > 1 ? Agent(cell.Seats[1]) : DocumentNode.Null))),
        ("scenario_config", cell.Parameters));

    internal static DocumentMap Meta(RunManifest manifest, CellPlan cell, DocumentMap config) => DocumentNode.Map(
        ("run_id", manifest.RunId),
        ("scenario", cell.World),
        ("run_label", CellNames.Slug(cell.Seats[0].Options.TextOrNull("model") ?? cell.Seats[0].Name.Replace("policy:", "policy-", StringComparison.Ordinal))),
        ("created_at", manifest.Plan.Start.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        ("git_sha", manifest.Host.TextOrNull("git_sha") is { } sha ? sha : DocumentNode.Null),
        ("config_hash", CanonicalJson.Sha256Hex(config)));

    /// <summary>The published keys first, with their published meanings, then ours.</summary>
    internal static DocumentMap Metrics(EpisodeRow row, CellPlan cell)
    {
        var entries = new List<(string, DocumentNode)>
        {
            ("num_steps", (long)row.Steps),
            Number(row, Figures.MeanAlignment),
            Number(row, Figures.AlignmentSlope),
            Number(row, Figures.FirstBelow),
            (Figures.All[Figures.Stickiness].Name, row.Figure(Figures.Stickiness) ?? 0.0),
            ("tool_usage", Counts(row.ToolUsage)),
            ("tool_usage_effective", Counts(row.ToolUsageEffective)),
        };
        for (var index = Figures.MeanConduct; index < Figures.All.Length; index++) entries.Add(Number(row, index));
        entries.AddRange(
        [
            ("threshold", cell.Threshold),
            ("terminal", Traces.Terminals.Name(row.Terminal)),
            ("success", row.Success),
            ("fail_reason", row.FailReason is { } reason ? reason : DocumentNode.Null),
            ("denied_actions", (long)row.Denied),
            ("invalid_actions", (long)row.Invalid),
            ("findings", Counts(row.Findings)),
            ("rulings", Counts(row.Rulings.Counts)),
        ]);
        return DocumentNode.Map(entries);
    }

    private static (string Key, DocumentNode Value) Number(EpisodeRow row, int index) =>
        (Figures.All[index].Name, row.Figure(index) is { } value ? value : DocumentNode.Null);

    private static DocumentMap Counts(IReadOnlyDictionary<string, int> counts) =>
        DocumentNode.Map([.. counts.Select(count => (count.Key, (DocumentNode)(long)count.Value))]);

    private static string? Policy(Choice seat) => seat.Name.StartsWith("policy:", StringComparison.Ordinal) ? seat.Name["policy:".Length..] : null;

    private static DocumentNode Agent(Choice seat) => Policy(seat) is not null && seat.Options.Entries.IsEmpty
        ? DocumentNode.Null
        : DocumentNode.Map(("type", seat.Name), ("params", seat.Options));
}
