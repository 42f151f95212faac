using System.CommandLine;
using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;
using Tiltyard.Runs;
using Tiltyard.Runs.Checking;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard merge: puts the shards of a run together.</summary>
internal static class MergeCommand
{
    public static Command Make()
    {
        var parts = new Argument<string[]>("runs") { Description = "The run folders of the shards.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "The merged run folder.", Required = true };
        var json = new Option<bool>("--json") { Description = "Results as JSON on standard output." };
        var command = new Command("merge", "Merges the shards of a run into one run folder.") { parts, output, json };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(output)!;
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
                throw new DocumentException(folder, "the folder is not empty: a merge goes into a new one");
            var stores = parsed.GetValue(parts)!.Select(RunFolder.OpenForReading).ToArray();
            foreach (var part in stores) RunManifest.Read(part, Composition.Registry);
            using var target = RunFolder.Open(folder);
            var outcome = RunMerge.Merge(stores, target, Composition.Registry, TimeProvider.System);
            Output.Document(parsed.GetValue(json) ? RunOutput.Json(folder, outcome) : RunOutput.Text(folder, outcome));
            return RunSetup.ExitCode(outcome, failOnBudget: false);
        });
        return command;
    }
}
