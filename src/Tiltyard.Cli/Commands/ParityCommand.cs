using System.CommandLine;

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
        return new Command("parity", "Compares worlds with a published reference.") { drift };
    }
}
