using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Tiltyard.Documents;

namespace Tiltyard.Cli;

/// <summary>Finds what is wrong with a command line, in our words: the parser takes a misspelt flag for an argument.</summary>
internal static class CommandLineErrors
{
    private const string Place = "tiltyard";

    /// <exception cref="DocumentException">The first thing that is wrong.</exception>
    public static void Check(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command is RootCommand && parsed.Action is ParseErrorAction) throw new DocumentException(Place, Unknown(parsed, command));
        foreach (var child in parsed.CommandResult.Children)
        {
            if (child.Tokens.FirstOrDefault(token => IsFlag(token.Value)) is not { } stray) continue;
            throw new DocumentException(NameOf(command), child is OptionResult { Option: var option }
                ? $"the flag {option.Name} needs a value, and {stray.Value} is a flag"
                : UnknownName.Reason("flag", stray.Value, FlagNames(command)));
        }

        if (parsed.Errors.Count > 0) throw new DocumentException(NameOf(command), Reason(parsed.Errors[0]));
    }

    /// <summary>The command with the one it belongs to, such as tiltyard runs tidy.</summary>
    private static string NameOf(Command command) => string.Join(' ', command.Parents.OfType<Command>().Where(parent => parent is not RootCommand).Select(parent => parent.Name).Prepend(Place).Append(command.Name));

    /// <summary>The parser lists the values of a flag a line each; a value that no flag takes is told like any unknown name.</summary>
    private static string Reason(ParseError error)
    {
        if (error.SymbolResult is not OptionResult { Option: var option } result) return error.Message;
        var known = option.GetCompletions(CompletionContext.Empty).Select(one => one.Label).ToList();
        return known.Count > 0 && result.Tokens.FirstOrDefault(token => !known.Contains(token.Value, StringComparer.Ordinal)) is { } unknown ? UnknownName.Reason($"value of {option.Name}", unknown.Value, known) : error.Message;
    }

    private static string Unknown(ParseResult parsed, Command root)
    {
        var names = root.Subcommands.Select(command => command.Name);
        return parsed.UnmatchedTokens.Count > 0
            ? UnknownName.Reason(parsed.UnmatchedTokens[0].StartsWith('-') ? "flag" : "command", parsed.UnmatchedTokens[0], names)
            : $"give a command: {string.Join(", ", names)}; tiltyard --help says more";
    }

    /// <summary>A token that can only have been meant as a flag, wherever the parser put it.</summary>
    private static bool IsFlag(string token) => token.Length > 2 && token.StartsWith("--", StringComparison.Ordinal);

    private static IEnumerable<string> FlagNames(Command command) => command.Options.SelectMany(option => option.Aliases.Prepend(option.Name));
}
