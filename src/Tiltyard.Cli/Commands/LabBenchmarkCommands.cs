using System.CommandLine;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Tasks;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard lab run-benchmark, quick-eval and controls: the tasks of the laboratory in this process.</summary>
internal static class LabBenchmarkCommands
{
    private static readonly string[] QuickTasks = ["throughput_sla", "adversarial_disruption", "multi_site_stat"];

    public static Command RunBenchmark()
    {
        var task = Task();
        task.Required = true;
        var (episodes, seed, timing, load, roster, agent) = (Episodes(10), Seed(), Timing(), Load(), Roster(), Agent());
        var (partner, strict) = (new Option<string?>("--partner") { Description = "A folder whose documents lie over the shipped policy." }, Signatures());
        var (file, log) = (new Option<string?>("--out") { Description = "Writes results.json of version 0.2 to this file." }, new Option<string?>("--log") { Description = "Writes a line for every record of the audit chain to this file." });
        var page = new Option<string?>("--page") { Description = "Writes the page of the first episode to this file." };
        var json = JsonOutput.Option();
        var command = new Command("run-benchmark", "Plays a task of the laboratory with one kind of agent in every seat and writes the documented results.")
        {
            task, episodes, seed, timing, load, roster, agent, strict, partner, file, log, page, json,
        };
        command.SetAction(parsed =>
        {
            var run = new BenchmarkRun
            {
                Parameters = LabRuns.Parameters(parsed.GetValue(task)!, parsed.GetValue(timing)!, parsed.GetValue(load), parsed.GetValue(roster)!, parsed.GetValue(strict)!, parsed.GetValue(partner)),
                Agent = parsed.GetValue(agent)!,
                Episodes = parsed.GetValue(episodes),
                Seed = parsed.GetValue(seed),
                Partner = parsed.GetValue(partner) is { } folder ? Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) : null,
                GitSha = GitState.Commit(Directory.GetCurrentDirectory()),
            };
            var results = LabRuns.Play(run, parsed.GetValue(log), parsed.GetValue(page));
            if (parsed.GetValue(file) is { } path) File.WriteAllText(path, CanonicalJson.Text(results) + "\n");
            if (parsed.GetValue(json)) JsonOutput.Write(results);
            else Output.Line(LabRuns.Text(results) + (parsed.GetValue(page) is { } drawn ? $"\npage: {drawn}" : ""));
            return ExitCodes.Ok;
        });
        return command;
    }

    public static Command QuickEval()
    {
        var (seed, timing) = (Seed(), Timing());
        var folder = new Option<string>("--out-dir") { DefaultValueFactory = _ => "labtrust_runs/quick_eval", Description = "The folder for results, logs, pages and summary.md." };
        var json = JsonOutput.Option();
        var command = new Command("quick-eval", "Plays one episode of three tasks and writes results, logs, pages and a summary.") { seed, timing, folder, json };
        command.SetAction(parsed =>
        {
            var place = parsed.GetValue(folder)!;
            Directory.CreateDirectory(Path.Combine(place, "logs"));
            Directory.CreateDirectory(Path.Combine(place, "pages"));
            var summary = new StringBuilder("| task | throughput | violations | blocked |\n|---|---|---|---|\n");
            var all = new List<DocumentNode>();
            foreach (var name in QuickTasks)
            {
                var run = new BenchmarkRun { Parameters = LabRuns.Parameters(name, parsed.GetValue(timing)!, 1, "full", "task", null), Episodes = 1, Seed = parsed.GetValue(seed), GitSha = GitState.Commit(Directory.GetCurrentDirectory()) };
                var results = LabRuns.Play(run, Path.Combine(place, "logs", $"{name}.jsonl"), Page(place, name));
                File.WriteAllText(Path.Combine(place, $"{name}.json"), CanonicalJson.Text(results) + "\n");
                summary.Append(LabRuns.SummaryLine(results));
                all.Add(results);
            }

            File.WriteAllText(Path.Combine(place, "summary.md"), summary.ToString());
            if (parsed.GetValue(json)) JsonOutput.Write(DocumentNode.Map(("out_dir", place), ("results", DocumentNode.List(all))));
            else Output.Line($"{summary}written to {place}\n{string.Join('\n', QuickTasks.Select(name => $"page: {Page(place, name)}"))}");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static string Page(string place, string task) => Path.Combine(place, "pages", $"{task}.html");

    public static Command Controls()
    {
        var (task, timing, episodes, seed, load, roster, json) = (Task(), Timing(), Episodes(200), Seed(), Load(), Roster(), JsonOutput.Option());
        task.Description = "The task; all of them where it is not given.";
        timing.Description = "explicit or simulated; both where it is task.";
        var command = new Command("controls", "Plays the controls of every task over the same seeds and checks that they stand in order.") { task, timing, episodes, seed, load, roster, json };
        command.SetAction(parsed =>
        {
            string[] timings = parsed.GetValue(timing) is "task" ? ["explicit", "simulated"] : [parsed.GetValue(timing)!];
            var table = ControlTable.Play(parsed.GetValue(task) is { } one ? [one] : LabTasks.Names, timings, parsed.GetValue(episodes), parsed.GetValue(seed), parsed.GetValue(load), parsed.GetValue(roster)!);
            var disorder = table.Disorder().ToArray();
            if (parsed.GetValue(json)) JsonOutput.Write(LabRuns.Json(table, disorder));
            else Output.Line(LabRuns.Text(table, disorder));
            return disorder.Length == 0 ? ExitCodes.Ok : ExitCodes.Fail;
        });
        return command;
    }

    private static Option<string?> Task()
    {
        var option = new Option<string?>("--task") { Description = "The task." };
        option.AcceptOnlyFromAmong([.. LabTasks.Names]);
        return option;
    }

    private static Option<int> Episodes(int fallback)
    {
        var option = new Option<int>("--episodes") { DefaultValueFactory = _ => fallback, Description = "Episodes; episode i has the seed of the first plus i." };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000_000) result.AddError("--episodes is from 1 to 10000000");
        });
        return option;
    }

    private static Option<long> Seed() => new("--seed") { DefaultValueFactory = _ => 123, Description = "The seed of the first episode." };

    private static Option<string> Timing() => Among("--timing", "Whether device time passes by itself; task leaves it to the task.", "task", "explicit", "simulated");

    private static Option<string> Roster() => Among("--roster", "Who is on duty: a whole shift, or the documented seats alone.", "full", "documented");

    private static Option<string> Signatures() => Among("--strict-signatures", "Whether every change must be signed.", "task", "on", "off");

    private static Option<string> Agent() => Among("--agent", "The agent of every seat.", ["policy:baseline", "policy:reference", "policy:unsafe", "policy:noop", "policy:random"]);

    private static Option<int> Load()
    {
        var option = new Option<int>("--load") { DefaultValueFactory = _ => 1, Description = "How many times the shift that the task adds." };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100) result.AddError("--load is from 1 to 100");
        });
        return option;
    }

    private static Option<string> Among(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { DefaultValueFactory = _ => values[0], Description = description };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
