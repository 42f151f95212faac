using System.CommandLine;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard redteam: what an adversary who searches can do.</summary>
internal static class RedTeamCommand
{
    public static Command Make() => new("redteam", "Looks for attacks that work.") { Search() };

    private static Command Search()
    {
        var command = new Command("search", "Searches for attacks on an agent, makes the ones that work short and saves them.");
        var (plan, search, chat) = (new PlanOptions(), new RedTeamSearchOptions(), new ChatOptions());
        plan.AddTo(command);
        search.AddTo(command);
        chat.AddTo(command);
        command.SetAction((parsed, cancellation) => new RedTeamSearching(plan, search, chat, parsed).RunAsync(cancellation));
        return command;
    }
}
