using System.CommandLine;
using Tiltyard.Adapters.Stores;
using Tiltyard.Runs;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard export: the same files in the trees of the older systems.</summary>
internal static class ExportCommand
{
    public static Command Make()
    {
        var run = new Argument<string>("RUN") { Description = "A run folder, a run id or latest." };
        var layout = new Option<string>("--layout") { Description = "seed for both trees, seed0 for results/RUN_ID/EXP, seed1 for runs/ and artifacts/.", DefaultValueFactory = _ => "seed" };
        var output = new Option<string>("--out") { Description = "The folder to write to.", Required = true };
        var root = new Option<string>("--runs-root") { Description = "Where run folders are.", DefaultValueFactory = _ => "results" };
        var json = JsonOutput.Option();
        var command = new Command("export", "Copies a run into the folder layout of an older system.") { run, layout, output, root, json };
        command.SetAction(parsed =>
        {
            var wanted = RunExport.ParseLayout(parsed.GetValue(layout)!);
            using var store = RunFolder.OpenForReading(RunLocator.Find(parsed.GetValue(run), null, parsed.GetValue(root)!));
            var export = RunExport.Write(StoredRun.Open(store, Composition.Registry), wanted, parsed.GetValue(output)!);
            if (parsed.GetValue(json)) JsonOutput.Write(export.Json());
            else Output.Line(export.Text());
            return ExitCodes.Ok;
        });
        return command;
    }
}
