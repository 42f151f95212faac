using System.CommandLine;
using Tiltyard.Adapters.Stores;
using Tiltyard.Runs;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard run: plays a plan, records it, judges it and shows the page.</summary>
internal static class RunCommand
{
    public static Command Make()
    {
        var plan = new PlanOptions();
        var place = new RunOptions();
        var command = new Command("run", "Plays a scenario, suite or study and judges it.");
        plan.AddTo(command);
        var redTeam = new RedTeamFlags();
        redTeam.AddTo(command);
        place.AddTo(command);
        var chat = new ChatOptions();
        chat.AddTo(command);
        command.SetAction((parsed, cancellation) => parsed.GetValue(place.ListScenarios) ? Task.FromResult(place.List(parsed)) : PlayAsync(parsed, plan, place, chat, cancellation, redTeam));
        return command;
    }

    /// <summary>Plays what the flags ask for and gives the exit code.</summary>
    public static async Task<int> PlayAsync(ParseResult parsed, PlanOptions plan, RunOptions place, ChatOptions chat, CancellationToken cancellation, RedTeamFlags? redTeam = null)
    {
        var (made, set, routes) = plan.Plan(parsed, set => redTeam?.Apply(set, parsed) ?? set);
        var criteria = RunSetup.Criteria(set, parsed.GetValue(place.Thresholds));
        var options = RunSetup.Options(made, parsed.GetValue(place.Workers), parsed.GetValue(place.Shard), chat.Concurrency(parsed));
        using var models = ChatAgents.Prepare(made, chat, parsed, plan.NamedAddresses(parsed), chat.AsksNobody(parsed));
        var root = place.RootOf(parsed, plan.OutputOfFile(parsed));
        var (folder, runId) = RunPlace.Find(parsed.GetValue(place.Output), root, made, parsed.GetValue(place.Resume));
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
            Usage = RunSetup.Usage,
        };
        RunOutcome outcome;
        using (ProgressLine.Start(() => session.Runner?.Progress, parsed.GetValue(place.Json) || RunSetup.AsksPerson(made)))
            outcome = await session.RunAsync(cancellation).ConfigureAwait(false);
        return place.Show(parsed, root, folder, options, outcome);
    }
}
