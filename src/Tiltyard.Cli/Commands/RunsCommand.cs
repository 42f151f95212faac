using System.CommandLine;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard runs: the runs below a root, with what is known of each without reading its rows.</summary>
internal static class RunsCommand
{
    public static Command Make()
    {
        var root = new Option<string>("--runs-root", "--results-root") { Description = "Where run folders are.", DefaultValueFactory = _ => "results" };
        var json = JsonOutput.Option();
        var command = new Command("runs", "Lists runs: complete, running, interrupted or damaged.") { root, json };
        command.SetAction(parsed =>
        {
            var runs = RunListing.Read(parsed.GetValue(root)!);
            if (parsed.GetValue(json)) JsonOutput.Write(RunListing.Json(runs));
            else Output.Line(RunListing.Text(runs));
            return ExitCodes.Ok;
        });
        return command;
    }
}
