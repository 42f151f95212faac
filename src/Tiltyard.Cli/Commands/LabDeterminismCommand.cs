using System.CommandLine;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Determinism;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard lab determinism-report: plays a task twice and compares what it left. Plans of any world are compared by tiltyard determinism.</summary>
internal static class LabDeterminismCommand
{
    /// <summary>Both logs are compared line by line in memory.</summary>
    private const int MostEpisodes = 10_000;

    public static Command Make()
    {
        var flags = new LabFlags();
        flags.Task.Required = true;
        flags.Timing.DefaultValueFactory = _ => "explicit";
        var (episodes, seed) = (LabFlags.Episodes(null, MostEpisodes), LabFlags.Seed(null));
        var folder = new Option<string>("--out") { Description = "The folder for determinism_report.json and determinism_report.md.", Required = true };
        var json = JsonOutput.Option();
        var command = new Command("determinism-report", "Plays a task twice in folders of its own and compares log, results, figures and receipts by their hashes.")
        {
            flags.Task, episodes, seed, folder, flags.Timing, flags.Partner, json,
        };
        command.SetAction(parsed =>
        {
            var run = flags.Run(parsed, parsed.GetValue(episodes), parsed.GetValue(seed));
            OutputFiles.Folder(parsed.GetValue(folder)!);
            var report = Report(run, new RunComparison(Play(run), Play(run)));
            OutputFiles.Write(Path.Combine(parsed.GetValue(folder)!, "determinism_report.json"), CanonicalJson.Text(report.ToDocument()) + "\n");
            OutputFiles.Write(Path.Combine(parsed.GetValue(folder)!, "determinism_report.md"), report.ToMarkdown());
            if (parsed.GetValue(json)) JsonOutput.Write(report.ToDocument());
            else Output.Line(Text(report));
            return report.Comparison.HasPassed ? ExitCodes.Ok : ExitCodes.Fail;
        });
        return command;
    }

    private static RunFingerprint Play(BenchmarkRun run)
    {
        var scratch = Directory.CreateTempSubdirectory("tiltyard-lab-").FullName;
        try
        {
            var (results, log) = (Path.Combine(scratch, "results.json"), Path.Combine(scratch, "episodes.jsonl"));
            LabRuns.Play(run, results, log, keepsAll: false);
            return RunFingerprint.Read(File.ReadAllBytes(log), File.ReadAllBytes(results), File.ReadAllBytes(LabResultsFiles.Full(results)));
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static TaskDeterminism Report(BenchmarkRun run, RunComparison comparison)
    {
        var options = run.Heading().Options;
        return new TaskDeterminism
        {
            Task = options.Task.Name,
            Timing = options.IsSimulated ? "simulated" : "explicit",
            Episodes = run.Episodes,
            Seed = run.Seed,
            Partner = run.Partner,
            PolicyFingerprint = options.Policy.Fingerprint,
            Comparison = comparison,
        };
    }

    private static string Text(TaskDeterminism report)
    {
        var table = new TextTable("what", "identical", "hash");
        foreach (var check in report.Comparison.Checks) table.Add(check.What, RunComparison.Same(check) ? "yes" : "NO", check.First[..16]);
        var errors = report.Comparison.Errors();
        return $"{table}\n{(errors.IsEmpty ? "OK: both runs left the same bytes" : string.Join('\n', errors.Select(error => $"FAIL: {error}")))}";
    }
}
