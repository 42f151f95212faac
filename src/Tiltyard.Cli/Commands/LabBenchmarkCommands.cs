using System.CommandLine;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Tasks;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard lab run-benchmark and controls: the tasks of the laboratory in this process.</summary>
internal static class LabBenchmarkCommands
{
    public static Command RunBenchmark()
    {
        var flags = new LabFlags();
        flags.Task.Required = true;
        var (episodes, seed, agent) = (LabFlags.Episodes(10), LabFlags.Seed(123), Agent());
        var file = new Option<string?>("--out") { Description = "Writes the results of version 0.2 to this file, and those of version 0.3 beside it, as NAME.v0.3.json." };
        var log = new Option<string?>("--log") { Description = "Writes a line for every record of the audit chain to this file." };
        var page = new Option<string?>("--page") { Description = "Writes the page of the first episode to this file." };
        var (json, models) = (JsonOutput.Option(), new LabModelSeats());
        var command = new Command("run-benchmark", "Plays a task of the laboratory with one kind of agent in every seat, or a chat model in some, and writes the documented results.")
        {
            flags.Task, episodes, seed, flags.Timing, flags.Load, flags.Roster, agent, flags.Signatures, flags.Enforcement, flags.Partner, file, log, page, json,
        };
        models.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (models.IsAsked(parsed))
            {
                if (parsed.GetResult(agent) is { Implicit: false }) throw new DocumentException("--agent", "a chat model holds --llm-agents, and the scripted shift the other seats");
                if (parsed.GetValue(log) is not null) throw new DocumentException("--log", "with a chat model the run folder holds the traces, and no log is written");
                if (parsed.GetValue(page) is not null) throw new DocumentException("--page", "with a chat model the run folder holds the traces: make the page of them with tiltyard lab page");
                return await models.PlayAsync(parsed, flags, parsed.GetValue(episodes), parsed.GetValue(seed), parsed.GetValue(file) ?? "results.json", parsed.GetValue(json), cancellation).ConfigureAwait(false);
            }

            var run = flags.Run(parsed, parsed.GetValue(episodes), parsed.GetValue(seed)) with { Agent = parsed.GetValue(agent)! };
            var results = LabRuns.Play(run, parsed.GetValue(file), parsed.GetValue(log), parsed.GetValue(json), parsed.GetValue(page));
            if (parsed.GetValue(json)) JsonOutput.Write(results);
            else Output.Line(LabRuns.Text(results, run.Episodes) + (parsed.GetValue(page) is { } drawn ? $"\npage: {drawn}" : ""));
            return ExitCodes.Ok;
        });
        return command;
    }

    public static Command Controls()
    {
        var flags = new LabFlags();
        flags.Task.Description = "The task; all of them where it is not given.";
        flags.Timing.Description = "explicit or simulated; both where it is task.";
        var (episodes, seed, json) = (LabFlags.Episodes(200), LabFlags.Seed(123), JsonOutput.Option());
        var command = new Command("controls", "Plays the controls of every task over the same seeds and checks that they stand in order.") { flags.Task, flags.Timing, episodes, seed, flags.Load, flags.Roster, flags.Enforcement, json };
        command.SetAction(parsed =>
        {
            string[] timings = parsed.GetValue(flags.Timing) is "task" ? ["explicit", "simulated"] : [parsed.GetValue(flags.Timing)!];
            var table = ControlTable.Play(
                parsed.GetValue(flags.Task) is { } one ? [one] : LabTasks.Names, timings, parsed.GetValue(episodes), parsed.GetValue(seed), parsed.GetValue(flags.Load), parsed.GetValue(flags.Roster)!,
                flags.Enforces(parsed));
            var disorder = table.Disorder().ToArray();
            if (parsed.GetValue(json)) JsonOutput.Write(LabRuns.Json(table, disorder));
            else Output.Line(LabRuns.Text(table, disorder));
            return disorder.Length == 0 ? ExitCodes.Ok : ExitCodes.Fail;
        });
        return command;
    }

    private static Option<string> Agent() => LabFlags.Among("--agent", "The agent of every seat.", ["policy:baseline", "policy:reference", "policy:unsafe", "policy:noop", "policy:random"]);
}
