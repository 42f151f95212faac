using System.CommandLine;
using Tiltyard.Cli;
using Tiltyard.Cli.Commands;
using Tiltyard.Documents;

var root = new RootCommand("Tests AI agents under attack before you trust them.")
{
    RunCommand.Make(),
    ReplayCommand.Make(),
    VerifyCommand.Make(),
    DeterminismCommand.Make(),
    MergeCommand.Make(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0 && parsed.Action is System.CommandLine.Invocation.ParseErrorAction)
{
    Output.Error(parsed.Errors[0].Message);
    return ExitCodes.BadInput;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(2) }).ConfigureAwait(false);
}
catch (DocumentException e)
{
    Output.Error(e.Message);
    return ExitCodes.BadInput;
}
catch (Exception e)
{
    Output.Error($"tiltyard could not go on: {e.GetType().Name}: {e.Message}");
    return ExitCodes.RunnerFailed;
}
