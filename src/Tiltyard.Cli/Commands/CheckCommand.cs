using System.CommandLine;
using Tiltyard.Adapters.Stores;
using Tiltyard.Runs;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard check: judges a run again by a thresholds file, from its rows, without playing, and puts the verdict into its artifacts.</summary>
internal static class CheckCommand
{
    public static Command Make()
    {
        var run = new Argument<string?>("RUN") { Arity = ArgumentArity.ZeroOrOne, Description = "A run folder, a run id or latest." };
        var runId = new Option<string?>("--run-id", "--run_id") { Description = "The run's id; else RUN_ID, .run_id, LATEST, LATEST.path." };
        var root = new Option<string>("--results-root", "--runs-root") { Description = "Where run folders are.", DefaultValueFactory = _ => "results" };
        var thresholds = new Option<string?>("--thresholds") { Description = "A thresholds file; else ./thresholds.yaml, else the run's own criteria." };
        var strict = new Option<bool>("--strict") { Description = "A miss is a failure; the same as STRICT=1." };
        var noUpdate = new Option<bool>("--no-report-update") { Description = "Leaves results, page and junit of the run as they are." };
        var json = JsonOutput.Option();
        var command = new Command("check", "Judges a run again by thresholds, without playing.") { run, runId, root, thresholds, strict, noUpdate, json };
        command.SetAction(parsed =>
        {
            var folder = RunLocator.Resolve(parsed.GetValue(run), parsed.GetValue(runId), parsed.GetValue(root)!);
            using var store = parsed.GetValue(noUpdate) ? RunFolder.OpenForReading(folder) : RunFolder.Open(folder);
            var check = RunCheck.Of(StoredRun.Open(store, Composition.Registry), parsed.GetValue(thresholds), parsed.GetValue(strict) || RunSetup.StrictByEnvironment);
            if (!parsed.GetValue(noUpdate)) check.Update(store);
            if (parsed.GetValue(json)) JsonOutput.Write(check.Json(folder));
            else Output.Line(check.Text(folder));
            JobSummary.AddLines(check.Text(folder));
            return check.ExitCode;
        });
        return command;
    }
}
