using System.CommandLine;
using Tiltyard.Adapters.Stores;
using Tiltyard.Runs;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard report: the documented JSON of a run.</summary>
internal static class ReportCommand
{
    public static Command Make()
    {
        var run = new Argument<string?>("RUN") { Arity = ArgumentArity.ZeroOrOne, Description = "A run folder, a run id or latest." };
        var runId = new Option<string?>("--run-id", "--run_id") { Description = "The run's id below the root." };
        var root = new Option<string>("--runs-root") { Description = "Where run folders are.", DefaultValueFactory = _ => "results" };
        var json = JsonOutput.Option();
        var command = new Command("report", "Prints summary, metrics, meta and configuration of a run as JSON.") { run, runId, root, json };
        command.SetAction(parsed =>
        {
            using var store = RunFolder.OpenForReading(RunLocator.Find(parsed.GetValue(run), parsed.GetValue(runId), parsed.GetValue(root)!));
            JsonOutput.Write(RunReport.Write(StoredRun.Open(store, Composition.Registry)));
            return ExitCodes.Ok;
        });
        return command;
    }
}
