using System.CommandLine;
using Tiltyard.Adapters.Mcp;
using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;
using Tiltyard.Runs;
using Tiltyard.Runs.Planning;
using Tiltyard.Runs.Playing;
using Tiltyard.Worlds;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard mcp: the same as run, with an MCP client on standard input and output as the agent of the first seat.</summary>
internal static class McpCommand
{
    public static Command Make()
    {
        var plan = new PlanOptions();
        var place = new RunOptions();
        var command = new Command("mcp", "Offers a world as an MCP server on standard input and output; its client is the agent.");
        plan.AddTo(command);
        foreach (var option in new Option[] { place.Output, place.Root, place.Resume, place.Thresholds, place.Strict, place.FailOnBudget }) command.Options.Add(option);
        var chat = new ChatOptions();
        chat.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            // standard output belongs to the protocol: whatever else would be written there goes to standard error
            Console.SetOut(Console.Error);
            var (made, set, routes) = plan.Plan(parsed, GiveSeat);
            var seat = Seat(made);
            var criteria = RunSetup.Criteria(set, parsed.GetValue(place.Thresholds));
            var options = new RunnerOptions { Workers = 1 };
            var (folder, runId) = RunPlace.Find(parsed.GetValue(place.Output), place.RootOf(parsed, null), made, parsed.GetValue(place.Resume));
            using var models = ChatAgents.Prepare(made, chat, parsed, plan.NamedAddresses(parsed), chat.AsksNobody(parsed));
            using var tapes = Tapes.Open(chat, parsed);
            using var store = RunFolder.Open(folder);
            var session = new RunSession(made, models.Registry, store, options, TimeProvider.System)
            {
                RunId = runId,
                Criteria = criteria,
                Strict = parsed.GetValue(place.Strict) || RunSetup.StrictByEnvironment,
                Host = RunSetup.Host(options, models.Facts),
                Routes = routes,
                Tape = tapes.Tape,
                Redactor = models.Redactor,
            };
            var outcome = await ServeAsync(session, seat, cancellation).ConfigureAwait(false);
            Show(place.RootOf(parsed, null), folder, outcome);
            return RunSetup.ExitCode(outcome, parsed.GetValue(place.FailOnBudget));
        });
        return command;
    }

    /// <summary>Plays until the plan is done or the client is gone, and answers its calls for as long as it stays.</summary>
    private static async Task<RunOutcome> ServeAsync(RunSession session, SeatSpec seat, CancellationToken cancellation)
    {
        using var desk = Composition.Desk = new McpDesk();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, desk.Stopping);
        var serving = ServeAsync(new McpWorld(seat, desk), desk, cancellation);
        var outcome = await session.RunAsync(stop.Token).ConfigureAwait(false);
        desk.Close();
        await serving.ConfigureAwait(false);
        return outcome;
    }

    private static async Task ServeAsync(McpWorld world, McpDesk desk, CancellationToken cancellation)
    {
        var cause = "the MCP client went away";
        try
        {
            await world.ServeAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or OperationCanceledException)
        {
            if (e is not OperationCanceledException) cause = $"{cause}: {e.Message}";
        }
        finally
        {
            desk.Leave(cause);
        }
    }

    /// <summary>The set with the client in the first seat of every scenario.</summary>
    private static ScenarioSet GiveSeat(ScenarioSet set)
    {
        var client = new SeatChoice(McpAgent.AgentName, DocumentNode.Map(), DocumentScalar.FromFlag("tiltyard mcp", McpAgent.AgentName));
        if (set.Scenarios.Select(scenario => scenario.Seats.GetValueOrDefault("agent")).FirstOrDefault(choice => choice?.Source.Place.File is "--agent" or "--policy") is { } other)
            throw new DocumentException(other.Source, "the MCP client holds this seat: leave the flag out, or use tiltyard run");
        return set with
        {
            Scenarios =
            [
                .. set.Scenarios.Select(scenario => scenario with
                {
                    Seats = scenario.Seats.SetItem("agent", client),
                    Grid = [.. scenario.Grid.Where(axis => !axis.Key.Equals("agent", StringComparison.Ordinal))],
                }),
            ],
        };
    }

    /// <summary>The one seat that the client is offered: its tools are the same for the whole session.</summary>
    private static SeatSpec Seat(RunPlan plan)
    {
        var cells = plan.Blocks.SelectMany(block => block.Cells).ToArray();
        var seats = cells.Select(cell => Composition.Registry.World(cell.World)!.Kind.Create(cell.Parameters, cell.Pressure).Spec.Seats[0]).ToArray();
        if (cells.FirstOrDefault(cell => !cell.Seats[0].Name.Equals(McpAgent.AgentName, StringComparison.Ordinal)) is { } taken)
            throw new DocumentException(taken.Scenario, $"the scenario gives its first seat to {taken.Seats[0].Name} by name, and the MCP client needs it");
        return seats.All(seat => Tools(seat).SequenceEqual(Tools(seats[0]), StringComparer.Ordinal))
            ? seats[0]
            : throw new DocumentException("tiltyard mcp", "the scenarios of this plan have different tools, and a session has one set of them: name one scenario");
    }

    private static IEnumerable<string> Tools(SeatSpec seat) => seat.Actions.Select(action => $"{action.Name} {action.JsonSchema}");

    private static void Show(string root, string folder, RunOutcome outcome)
    {
        if (outcome.Status == RunStatus.Complete) LatestRun.Point(root, folder);
        Output.Note(RunOutput.Text(folder, outcome, Screen.Pipe));
        if (outcome.Status == RunStatus.Cancelled) Output.Note(Interruption.ResumeCommand([.. Environment.GetCommandLineArgs().Skip(1)], folder, outcome.Results));
    }
}
