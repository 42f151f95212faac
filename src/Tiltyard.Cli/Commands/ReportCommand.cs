using System.CommandLine;
using Tiltyard.Adapters.Stores;
using Tiltyard.Runs;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard report: the documented JSON of a run, or its artifacts made anew and checked.</summary>
internal static class ReportCommand
{
    public static Command Make()
    {
        var run = new Argument<string?>("RUN") { Arity = ArgumentArity.ZeroOrOne, Description = "A run folder, a run id or latest." };
        var runId = new Option<string?>("--run-id", "--run_id") { Description = "The run's id; else RUN_ID, .run_id, LATEST, LATEST.path." };
        var root = new Option<string>("--runs-root", "--results-root") { Description = "Where run folders are.", DefaultValueFactory = _ => "results" };
        var refresh = new Option<bool>("--refresh") { Description = "Makes the artifacts anew, checks that they hold data, points LATEST at the run and prints its summary." };
        var json = JsonOutput.Option();
        var command = new Command("report", "Prints summary, metrics, meta and configuration of a run as JSON.") { run, runId, root, refresh, json };
        command.SetAction(parsed =>
        {
            var folder = RunLocator.Resolve(parsed.GetValue(run), parsed.GetValue(runId), parsed.GetValue(root)!);
            if (parsed.GetValue(refresh)) return Refresh(folder, parsed.GetValue(root)!, parsed.GetValue(json));
            using var store = RunFolder.OpenForReading(folder);
            JsonOutput.Write(RunReport.Write(StoredRun.Open(store, Composition.Registry)));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static int Refresh(string folder, string root, bool json)
    {
        var refreshed = RunRefresh.Of(folder);
        Output.Document(json ? RunOutput.Json(folder, refreshed.Outcome) : RunOutput.Text(folder, refreshed.Outcome));
        foreach (var problem in refreshed.Problems) Output.Error(problem);
        if (refreshed.Problems.Count > 0) return ExitCodes.Fail;
        LatestRun.Point(root, folder);
        return ExitCodes.Ok;
    }
}
