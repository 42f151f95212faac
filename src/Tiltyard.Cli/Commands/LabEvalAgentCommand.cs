using System.CommandLine;
using Tiltyard.Lab.Episodes;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard lab eval-agent: puts an agent of any kind into seats of a task and writes the documented results.</summary>
internal static class LabEvalAgentCommand
{
    public static Command Make()
    {
        var (flags, seated) = (new LabFlags(), new LabSeatedRun());
        flags.Task.Required = true;
        var (episodes, seed) = (LabFlags.Episodes(5), LabFlags.Seed(123));
        var agent = new Option<string>("--agent") { Description = "The agent: process:COMMAND, http:ADDRESS, a chat model such as openai:MODEL, or any other (see tiltyard list).", Required = true };
        var seats = new Option<string[]>("--seat") { DefaultValueFactory = _ => ["ops_0"], Description = "The seat that it holds; may be repeated. The others stay with the scripted shift." };
        seats.AcceptOnlyFromAmong([.. LabSeats.All.Select(seat => seat.Name)]);
        var file = new Option<string>("--out") { DefaultValueFactory = _ => "results.json", Description = "The results of version 0.2; those of version 0.3 and the run folder stand beside them." };
        var json = JsonOutput.Option();
        var command = new Command("eval-agent", "Plays a task of the laboratory with your agent in one of its seats.")
        {
            flags.Task, agent, seats, episodes, seed, flags.Timing, flags.Load, flags.Roster, flags.Signatures, flags.Enforcement, flags.Partner, file, json,
        };
        seated.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (outcome, results, folder) = await seated.PlayAsync(
                parsed, flags.Parameters(parsed), flags.PartnerName(parsed), parsed.GetValue(agent)!, [.. parsed.GetValue(seats)!.Distinct(StringComparer.Ordinal)], parsed.GetValue(episodes), parsed.GetValue(seed), null,
                parsed.GetValue(file)!, cancellation).ConfigureAwait(false);
            LabSeatedRun.Show(outcome, results, folder, parsed.GetValue(json));
            return LabSeatedRun.ExitCode(outcome);
        });
        return command;
    }
}
