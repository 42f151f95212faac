using System.CommandLine;
using Tiltyard.Catalog.Worlds.HelpDesk;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard parity: holds the worlds against a published reference, number by number.</summary>
internal static class ParityCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "Episodes of the reference, one a line: scenario, params, seed, actions, steps, metrics." };
        var json = JsonOutput.Option();
        var drift = new Command("drift", "Compares the goal-drift worlds with episodes of their reference, within 1e-9.") { file, json };
        drift.SetAction(parsed =>
        {
            var report = ParityReport.Of(Composition.Registry, parsed.GetValue(file)!);
            if (parsed.GetValue(json)) JsonOutput.Write(report.Json());
            else Output.Line(report.Text());
            return report.IsEqual ? ExitCodes.Ok : ExitCodes.Fail;
        });
        return new Command("parity", "Compares worlds with a published reference.") { drift, Shim() };
    }

    private static Command Shim()
    {
        var trials = new Option<string>("--trials") { Description = "How many trials.", DefaultValueFactory = _ => "5" };
        var threshold = new Option<string>("--threshold") { Description = "A trial above this amount is a hit.", DefaultValueFactory = _ => "200" };
        var command = new Command("shim", "Prints the figures of the gates lab's published SHIM lane, which depend on the number of trials alone.") { trials, threshold };
        command.SetAction(parsed =>
        {
            var count = (int)Flags.Whole("--trials", parsed.GetValue(trials)!, 1, 1_000_000).AsInteger();
            var limit = (int)Flags.Whole("--threshold", parsed.GetValue(threshold)!, 0, 1_000_000).AsInteger();
            var hits = DocumentedShim.Hits(count, limit);
            Output.Line($"trials={count} successes={hits}\nASR={(double)hits / count:0.000000}");
            return ExitCodes.Ok;
        });
        return command;
    }
}
