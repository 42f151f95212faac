using System.CommandLine;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard schema: the JSON Schema of anything that can be written or chosen.</summary>
internal static class SchemaCommand
{
    public static Command Make()
    {
        var what = new Argument<string?>("WHAT") { Arity = ArgumentArity.ZeroOrOne, Description = $"One of {string.Join(", ", Schemas.Kinds)}; scenario by default." };
        var name = new Argument<string?>("NAME") { Arity = ArgumentArity.ZeroOrOne, Description = "Which world, attack, gate, validator or agent; for action and observation, which world." };
        var action = new Argument<string?>("ACTION") { Arity = ArgumentArity.ZeroOrOne, Description = "Which action of the world; all of them by default." };
        var json = JsonOutput.Option();
        var command = new Command("schema", "Prints a JSON Schema.") { what, name, action, json };
        command.SetAction(parsed =>
        {
            Output.Document(Schemas.Find(Composition.Registry, parsed.GetValue(what) ?? "scenario", parsed.GetValue(name), parsed.GetValue(action)));
            return ExitCodes.Ok;
        });
        return command;
    }
}
