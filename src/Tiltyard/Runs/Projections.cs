using System.Text;
using Tiltyard.Reports;
using Tiltyard.Reports.Page;
using Tiltyard.Runs.Playing;
using Tiltyard.Runs.Projecting;

namespace Tiltyard.Runs;

/// <summary>What artifacts are made from.</summary>
public sealed record ProjectionInput(IRunStore Store, RunManifest Manifest, RunOutcome Outcome, Registry Registry, JournalIndex Journal);

/// <summary>The table of contents of a run folder's artifacts beyond rows.jsonl and results.json: each is made from rows, results and traces alone.</summary>
public static class Projections
{
    public static void Write(ProjectionInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (store, manifest) = (input.Store, input.Manifest);
        var choice = EpisodeChoice.Read(store, manifest.Plan, input.Journal);
        var episodes = new TracedEpisodes(input);
        var inline = Read(choice.Inline(), episodes);
        var model = PageFilling.Fill(input, choice, episodes, inline);
        var summary = SummaryRows.Of(input, choice.LongestTime);

        // a cut run chooses other episodes than the whole one, and nothing would take their folders away again
        if (input.Outcome.Status == RunStatus.Complete) WriteEpisodes(input, choice, episodes, inline);
        if (input.Outcome.Status == RunStatus.Complete) WriteOfWorlds(input);
        Put("summary.csv", SummaryCsv.Render(summary));
        Put("summary.md", SummaryMarkdown.Render(model, summary));
        Put("notes.md", RunNotes.Render(input, summary));
        Put("run_report.json", RunReportFile.Render(input, summary, model));
        Put("summary.svg", SummarySvg.Render(model));
        Put("junit.xml", JunitXml.Render(model));
        Put("ctrf.json", CtrfReport.Render(model));
        Put("results.sarif", SarifLog.Render(model));
        Put("run_info.csv", RunInfo.Render(manifest, input.Outcome, store.Place));
        Put("index.html", HtmlPage.Render(model));

        void Put(string name, string text) => store.Replace(name, Encoding.UTF8.GetBytes(text));
    }

    private static void WriteOfWorlds(ProjectionInput input)
    {
        foreach (var (name, content) in new RecordedRun(input.Store, input.Manifest, input.Registry, input.Journal).WorldFiles()) input.Store.Put(name, content);
    }

    private static List<(TracedEpisode Episode, InlinePick Pick)> Read(IReadOnlyList<InlinePick> picks, TracedEpisodes episodes) =>
        [.. picks.Select(pick => (Episode: episodes.Read(pick.Pick.At), pick)).Where(entry => entry.Episode is not null).Select(entry => (entry.Episode!, entry.pick))];

    private static void WriteEpisodes(ProjectionInput input, EpisodeChoice choice, TracedEpisodes episodes, List<(TracedEpisode Episode, InlinePick Pick)> inline)
    {
        var files = new EpisodeFiles(input, episodes);
        var read = inline.ToDictionary(entry => entry.Episode.At.Index, entry => entry.Episode);
        foreach (var pick in choice.Folders([.. inline.Select(entry => entry.Pick)]))
        {
            if (read.GetValueOrDefault(pick.At.Index) is { } known) files.Write(known);
            else if (episodes.Read(pick.At) is { } episode) files.Write(episode);
        }
    }
}
