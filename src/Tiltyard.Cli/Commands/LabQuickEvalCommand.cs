using System.CommandLine;
using System.Globalization;
using System.Text;
using Tiltyard.Documents;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard lab quick-eval: one episode of three tasks, in a folder that is named by the clock. The clock is in no file.</summary>
internal static class LabQuickEvalCommand
{
    private static readonly string[] Tasks = ["throughput_sla", "adversarial_disruption", "multi_site_stat"];

    public static Command Make()
    {
        var (seed, timing) = (LabFlags.Seed(42), LabFlags.Among("--timing", "Whether device time passes by itself.", "explicit", "simulated"));
        var root = new Option<string>("--out-dir") { DefaultValueFactory = _ => "labtrust_runs", Description = "Where the folder quick_eval_TIME is made." };
        var json = JsonOutput.Option();
        var command = new Command("quick-eval", "Plays one episode of three tasks and writes results, logs, pages and a summary.") { seed, timing, root, json };
        command.SetAction(parsed =>
        {
            var folder = Made(parsed.GetValue(root)!);
            var (summary, all) = (new StringBuilder("| task | throughput | violations | blocked |\n|---|---|---|---|\n"), new List<DocumentNode>());
            foreach (var task in Tasks)
            {
                var results = Play(task, parsed.GetValue(timing)!, parsed.GetValue(seed), folder);
                summary.Append(LabRuns.SummaryLine(results));
                all.Add(results);
            }

            OutputFiles.Write(Path.Combine(folder, "summary.md"), summary.ToString());
            if (parsed.GetValue(json)) JsonOutput.Write(DocumentNode.Map(("out_dir", folder), ("results", DocumentNode.List(all))));
            else Output.Line($"{summary}written to {folder}\n{string.Join('\n', Tasks.Select(task => $"page: {Page(folder, task)}"))}");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static DocumentMap Play(string task, string timing, long seed, string folder)
    {
        var run = new Lab.Benchmarks.BenchmarkRun { Parameters = LabRuns.Parameters(task, timing, 1, "full", "task", enforces: false, null), Episodes = 1, Seed = seed, GitSha = GitState.Commit(Directory.GetCurrentDirectory()) };
        return LabRuns.Play(run, Path.Combine(folder, $"{task}.json"), Path.Combine(folder, "logs", $"{task}.jsonl"), keepsAll: true, Page(folder, task));
    }

    private static string Page(string folder, string task) => Path.Combine(folder, "pages", $"{task}.html");

    /// <summary>A folder that was not there before; two in one second are told apart by a number.</summary>
    private static string Made(string root)
    {
        var name = Path.Combine(root, $"quick_eval_{TimeProvider.System.GetUtcNow().ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture)}");
        var folder = name;
        for (var next = 2; Path.Exists(folder); next++) folder = $"{name}-{next}";
        OutputFiles.Folder(Path.Combine(folder, "logs"));
        OutputFiles.Folder(Path.Combine(folder, "pages"));
        return folder;
    }
}
