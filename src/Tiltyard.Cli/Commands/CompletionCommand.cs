using System.CommandLine;
using Tiltyard.Documents;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard completion: the small script that lets a shell ask this command what may come next.</summary>
internal static class CompletionCommand
{
    public static Command Make()
    {
        var shell = new Argument<string>("SHELL") { Description = $"One of {string.Join(", ", CompletionScripts.Shells)}." };
        shell.CompletionSources.Add(_ => [.. CompletionScripts.Shells.Select(name => new System.CommandLine.Completions.CompletionItem(name))]);
        var command = new Command("completion", "Prints the completion script of a shell, such as: eval \"$(tiltyard completion bash)\".") { shell };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(shell)!;
            Output.Document(CompletionScripts.Of(name) ?? throw new DocumentException("SHELL", UnknownName.Reason("shell", name, CompletionScripts.Shells)));
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>Whether a shell asks what may come next: what it holds is no command line yet.</summary>
    public static bool IsQuestion(string[] arguments) => arguments.Length > 0 && arguments[0].StartsWith("[suggest", StringComparison.Ordinal);
}
