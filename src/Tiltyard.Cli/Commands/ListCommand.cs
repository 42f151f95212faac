using System.CommandLine;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard list: everything that can be chosen by name.</summary>
internal static class ListCommand
{
    public static Command Make()
    {
        var json = JsonOutput.Option();
        var command = new Command("list", "Lists worlds, scenarios, agents, attacks, gates and validators.") { json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json)) JsonOutput.Write(CatalogText.Json(Composition.Registry));
            else Output.Line(CatalogText.Text(Composition.Registry));
            return ExitCodes.Ok;
        });
        return command;
    }
}
