using System.CommandLine;
using Tiltyard.Adapters.Stores;
using Tiltyard.Runs.Comparing;
using Tiltyard.Runs;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard compare: what two runs differ in, pair by pair, and what changed in their plans.</summary>
internal static class CompareCommand
{
    public static Command Make()
    {
        var a = new Argument<string>("RUN_A") { Description = "The run to compare with: a folder, a run id or latest." };
        var b = new Argument<string>("RUN_B") { Description = "The run that is compared." };
        var root = new Option<string>("--runs-root") { Description = "Where run folders are.", DefaultValueFactory = _ => "results" };
        var json = JsonOutput.Option();
        var command = new Command("compare", "Paired differences of two runs, and what changed in the plan.") { a, b, root, json };
        command.SetAction(parsed =>
        {
            using var storeA = RunFolder.OpenForReading(RunLocator.Find(parsed.GetValue(a), null, parsed.GetValue(root)!));
            using var storeB = RunFolder.OpenForReading(RunLocator.Find(parsed.GetValue(b), null, parsed.GetValue(root)!));
            var (runA, runB) = (StoredRun.Open(storeA, Composition.Registry), StoredRun.Open(storeB, Composition.Registry));
            var comparison = RunComparison.Of(runA, runB);
            if (parsed.GetValue(json)) JsonOutput.Write(CompareText.Json(runA, runB, comparison));
            else Output.Line(CompareText.Text(runA, runB, comparison));
            return comparison.Cells.Any(cell => cell.Pairs > 0) ? ExitCodes.Ok : ExitCodes.Inconclusive;
        });
        return command;
    }
}
