using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Studies;

namespace Tiltyard.Cli;

/// <summary>Plays the conditions of a study side by side, seed by seed, and writes the documented tree.</summary>
internal static class LabStudies
{
    public static StudyReport Play(StudySpec spec, string specPath, string folder, string? partner, bool isSmoke)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) throw new DocumentException(folder, "the folder is not empty: a study needs one of its own");
        var sha = GitState.Commit(Directory.GetCurrentDirectory());
        var plays = spec.Conditions.Select(condition => Condition.Open(spec.Run(condition, partner, sha), condition, folder)).ToArray();
        try
        {
            PlaySideBySide(plays);
            var report = new StudyReport
            {
                Spec = spec, SpecPath = specPath, OutPath = folder, Partner = partner, GitSha = sha, IsSmoke = isSmoke,
                ResultHashes = [.. plays.Select(play => play.Finish())],
                Tallies = [.. plays.Select(play => play.Tally)],
                Policy = plays[0].Options.Policy,
            };
            OutputFiles.Write(Path.Combine(folder, "conditions.jsonl"), report.ConditionLines());
            OutputFiles.Write(Path.Combine(folder, "README.md"), report.ReadMe());
            OutputFiles.Write(Path.Combine(folder, "manifest.json"), CanonicalJson.Text(report.Manifest()) + "\n");
            return report;
        }
        finally
        {
            foreach (var play in plays) play.Dispose();
        }
    }

    public static string Text(StudyReport report)
    {
        var shown = StudyTally.Figures.Select((figure, place) => (figure.Name, place)).Where(one => report.Tallies.Any(tally => tally.Mean(one.place) is not null)).ToArray();
        var table = new TextTable(["condition", "what", .. shown.Select(one => one.Name), "attack succeeded"]);
        foreach (var (condition, tally) in report.Spec.Conditions.Zip(report.Tallies))
            table.Add([condition.Id, condition.Label, .. shown.Select(one => Reports.Digits.Fixed(tally.Mean(one.place), 2)), Reports.Digits.Ratio(tally.Attacked.Successes, tally.Attacked.Trials)]);
        return $"{report.Spec.Task}, {report.Spec.Episodes} episodes of each condition on the same seeds\n{table}\nwritten to {report.OutPath}";
    }

    private static void PlaySideBySide(Condition[] plays)
    {
        while (true)
        {
            DocumentMap? first = null;
            foreach (var play in plays)
            {
                if (!play.Next(ref first)) return;
            }
        }
    }

    /// <summary>One condition under way: its episodes, its files and its figures.</summary>
    private sealed class Condition : IDisposable
    {
        private readonly IEnumerator<BenchmarkEpisode> _episodes;
        private readonly LabResultsFiles _results;
        private readonly StreamWriter _log;
        private readonly string _file;

        private Condition(BenchmarkRun run, string file, string log)
        {
            var heading = run.Heading();
            Options = heading.Options;
            _file = file;
            _log = new StreamWriter(OutputFiles.Create(log), new UTF8Encoding(false));
            _results = LabResultsFiles.Open(file, heading);
            _episodes = run.PlayEach(line => _log.Write(line + "\n")).GetEnumerator();
        }

        public LabOptions Options { get; }

        public StudyTally Tally { get; } = new();

        public static Condition Open(BenchmarkRun run, StudyCondition condition, string folder)
        {
            var (results, logs) = (Path.Combine(folder, "results", condition.Id), Path.Combine(folder, "logs", condition.Id));
            OutputFiles.Folder(results);
            OutputFiles.Folder(logs);
            return new Condition(run, Path.Combine(results, "results.json"), Path.Combine(logs, "episodes.jsonl"));
        }

        public bool Next(ref DocumentMap? first)
        {
            if (!_episodes.MoveNext()) return false;
            var episode = _episodes.Current;
            first ??= episode.Metrics;
            Tally.Add(episode.Metrics, first);
            _results.Add(episode.Seed, episode.Metrics, episode.Full());
            return true;
        }

        /// <summary>Closes the files and gives the hash of the results.</summary>
        public string Finish()
        {
            _log.Dispose();
            _results.Finish(BenchmarkRun.Metadata);
            using var written = InputFiles.Open(_file);
            return Convert.ToHexStringLower(SHA256.HashData(written));
        }

        public void Dispose()
        {
            _episodes.Dispose();
            _results.Dispose();
            _log.Dispose();
        }
    }
}
