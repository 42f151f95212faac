using System.CommandLine;
using System.CommandLine.Invocation;
using Tiltyard.Cli;
using Tiltyard.Cli.Commands;
using Tiltyard.Documents;

var root = new RootCommand("Tests AI agents under attack before you trust them.")
{
    AuditSuiteCommand.Make(),
    CheckCommand.Make(),
    CompareCommand.Make(),
    CompletionCommand.Make(),
    CorpusCommand.Make(),
    DeterminismCommand.Make(),
    EvaluateCommand.Make(),
    ExportCommand.Make(),
    LabCommand.Make(),
    ListCommand.Make(),
    McpCommand.Make(),
    MeasureCommand.Make(),
    TrainCommand.Make(),
    MergeCommand.Make(),
    ParityCommand.Make(),
    PlotCommand.Make(),
    RedTeamCommand.Make(),
    ReplayCommand.Make(),
    ReportCommand.Make(),
    RunCommand.Make(),
    RunsCommand.Make(),
    SchemaCommand.Make(),
    ValidateCommand.Make(),
    VerifyCommand.Make(),
    XsweepCommand.Make(),
};

try
{
    var parsed = root.Parse(args);
    if (!CompletionCommand.IsQuestion(args)) CommandLineErrors.Check(parsed);
    using var interruption = parsed.Action is AsynchronousCommandLineAction ? new Interruption() : null;
    var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
    return await parsed.InvokeAsync(invocation, interruption?.Token ?? CancellationToken.None).ConfigureAwait(false);
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
