using System.CommandLine;
using Tiltyard.Documents;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard xsweep: one configuration over a list of seeds, as documented. It plays like run, whose flags it takes.</summary>
internal static class XsweepCommand
{
    public static Command Make()
    {
        var plan = new PlanOptions();
        var place = new RunOptions();
        var chat = new ChatOptions();
        var command = new Command("xsweep", "Plays the experiment of a configuration file for each of its seeds.");
        plan.AddTo(command);
        place.AddTo(command);
        chat.AddTo(command);
        command.SetAction((parsed, cancellation) => plan.HasFile(parsed)
            ? RunCommand.PlayAsync(parsed, plan, place, chat, cancellation)
            : throw new DocumentException("--config", "a sweep needs a configuration, such as --config configs/airline_static_v1/run.yaml"));
        return command;
    }
}
