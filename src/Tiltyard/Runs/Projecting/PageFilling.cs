using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Tiltyard.Reports;
using Tiltyard.Runs.Playing;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Projecting;

/// <summary>Fills the model of all reports from plan, results, verdict and chosen traces. Nothing of wall clock, host or folder is in it.</summary>
internal static class PageFilling
{
    private const int MostFindings = 200;

    /// <summary>Beyond this many cells only the first have series; all are in the figures.</summary>
    private const int MostCharted = 60;

    public static string ToolVersion { get; } =
        typeof(PageFilling).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static PageModel Fill(ProjectionInput input, EpisodeChoice choice, TracedEpisodes episodes, IReadOnlyList<(TracedEpisode Episode, InlinePick Pick)> inline)
    {
        var (plan, results) = (input.Manifest.Plan, input.Outcome.Results);
        var links = choice.Links([.. inline.Select(entry => entry.Pick)]);
        return new PageModel
        {
            Title = input.Manifest.Shard.IsWhole ? plan.Name : $"{plan.Name}, part {input.Manifest.Shard}",
            RunId = input.Manifest.RunId,
            ToolVersion = ToolVersion,
            Command = PlayAgain.Run(plan, input.Manifest.PlanHash, input.Registry),
            Facts = [.. Facts(input)],
            Verdict = VerdictViews.Of(input.Outcome.Verdict, results.Total),
            Ends = Ends(input),
            Evaluation = EvaluationViews.Of(input.Manifest.Evaluation, input.Outcome.Evaluation, results),
            StartMilliseconds = plan.Start.ToUnixTimeMilliseconds(),
            StopMilliseconds = plan.Start.AddSeconds(choice.LongestTime).ToUnixTimeMilliseconds(),
            OrderDependent = input.Manifest.OrderDependent,
            Cells = Cells(input, choice, episodes),
            Cases = choice.Cases.Views(episodes),
            Contrasts = [.. ContrastViews.Of(results)],
            Rulings = [.. CellViews.Rulings(results)],
            Attacks = [.. CellViews.Attacks(results)],
            FindingCounts = [.. results.Total.Findings.Select(finding => new CountView(finding.Key, finding.Value))],
            Findings = [.. inline.SelectMany(entry => Findings(input, entry.Episode)).Take(MostFindings)],
            Budget = BudgetViews.Of(results, input.Outcome.Budget),
            Fragments = episodes.Fragments(choice),
            Episodes = [.. inline.Select(entry => entry.Episode.View with { Worst = entry.Pick.IsWorst, Sampled = entry.Pick.IsSampled })],
            Elsewhere = [.. links.Select(pick => new EpisodeLink(plan.FileStem(pick.At), PlayAgain.Episode(plan.FileStem(pick.At))))],
            ElsewhereUnlisted = Math.Max(0, choice.Rows - inline.Count - links.Count),
        };
    }

    private static ImmutableArray<CellView> Cells(ProjectionInput input, EpisodeChoice choice, TracedEpisodes episodes)
    {
        var plan = input.Manifest.Plan;
        var figures = input.Outcome.Results.Cells;
        var cells = ImmutableArray.CreateBuilder<CellView>();
        foreach (var (block, at) in plan.Blocks.Select((block, at) => (block, at)))
        {
            foreach (var (place, cell) in block.Cells.Index())
            {
                var series = cells.Count < MostCharted
                    ? SeriesReading.Read(input.Store, plan, cell, choice.Of(at, place), episodes.SpecOf(cell).Horizon)
                    : [];
                cells.Add(CellViews.Of(cell, figures[cells.Count].Figures, series));
            }
        }

        return cells.ToImmutable();
    }

    private static IEnumerable<FindingView> Findings(ProjectionInput input, TracedEpisode episode)
    {
        var (plan, manifest) = (input.Manifest.Plan, input.Manifest);
        var validators = new PlayerMaking(input.Registry, plan, manifest.RunId, manifest.PlanHash).Validators(plan.Cell(episode.At));
        return TraceFindings.Of(plan, episode.At, episode.Record, episode.File, episode.Trace, validators);
    }

    private static EndCounts Ends(ProjectionInput input)
    {
        var (results, total) = (input.Outcome.Results, input.Outcome.Results.Total);
        var isWholePart = !input.Manifest.Shard.IsWhole && input.Outcome.Status == RunStatus.Complete;
        return new EndCounts
        {
            Planned = isWholePart ? results.Finished : results.Plan.Planned,
            Completed = total.Count(Terminal.Completed),
            Denied = total.Count(Terminal.Denied),
            SkippedByBudget = total.Count(Terminal.SkippedBudget),
            Errored = total.Count(Terminal.Errored),
            DryRun = total.Count(Terminal.DryRun),
            Cancelled = total.Count(Terminal.Cancelled),
        };
    }

    private static IEnumerable<FactView> Facts(ProjectionInput input)
    {
        var plan = input.Manifest.Plan;
        var cells = plan.Blocks.SelectMany(block => block.Cells).ToList();
        yield return new("scenarios", Listed(plan.Blocks.Select(block => block.Scenario)));
        yield return new("worlds", Listed(cells.Select(cell => cell.World)));
        yield return new("agents", Listed(cells.Select(cell => Traces.SeatedNames.Short(cell.Agent))));
        if (cells.Exists(cell => !cell.Attacks.IsEmpty)) yield return new("attacks", Listed(cells.SelectMany(cell => cell.Attacks).Select(attack => attack.Name)));
        if (cells.Exists(cell => !cell.Gates.IsEmpty)) yield return new("gates", Listed(cells.SelectMany(cell => cell.Gates).Select(gate => gate.Name)));
        if (cells.Exists(cell => !cell.Validators.IsEmpty)) yield return new("validators", Listed(cells.SelectMany(cell => cell.Validators).Select(validator => validator.Name)));
        yield return new("cells", Digits.Count(cells.Count));
        yield return new("episodes in each cell", Digits.Count(plan.Episodes * plan.Blocks.Max(block => block.Cases.Length)));
        yield return new("seeds", SummaryRows.Seeds(plan));
        yield return new("in line from alignment", Listed(cells.Select(cell => cell.Threshold.ToString(CultureInfo.InvariantCulture))));
        yield return new("traces kept", plan.Trace.ToString());
        yield return new("simulated start", plan.Start.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        yield return new("plan", input.Manifest.PlanHash);
    }

    private static string Listed(IEnumerable<string> names)
    {
        const int most = 8;
        var distinct = names.Distinct(StringComparer.Ordinal).ToList();
        return string.Join(", ", distinct.Take(most)) + (distinct.Count > most ? $" and {distinct.Count - most} more" : "");
    }
}
