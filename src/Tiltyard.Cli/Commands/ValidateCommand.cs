using System.CommandLine;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard validate: says of any input file what it is and whether it can be used.</summary>
internal static class ValidateCommand
{
    public static Command Make()
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Scenario, suite, study, scenario script, drift configuration, thresholds, gate policy, gate set, text rules, run.json, rows, journal, trace, tape or recorded runs." };
        var json = JsonOutput.Option();
        var command = new Command("validate", "Checks input files of any kind.") { files, json };
        command.SetAction(parsed =>
        {
            var checkedFiles = parsed.GetValue(files)!.Select(FileCheck.Of).ToArray();
            if (parsed.GetValue(json)) JsonOutput.Write(FileCheck.Json(checkedFiles));
            foreach (var file in checkedFiles.Where(_ => !parsed.GetValue(json)))
            {
                if (file.Error is null) Output.Line(file.ToString());
                else Output.Error(file.Error);
            }

            return Array.TrueForAll(checkedFiles, file => file.Error is null) ? ExitCodes.Ok : ExitCodes.BadInput;
        });
        return command;
    }
}
