using System.Text;
using System.Text.RegularExpressions;

namespace Tiltyard.EndToEnd.Tests;

/// <summary>docs/reference/commands.md is what the command says of itself. TILTYARD_UPDATE_EXPECTATIONS=1 writes it anew.</summary>
public sealed partial class CommandsPageTests
{
    [Fact]
    public async Task The_page_of_commands_is_what_help_prints()
    {
        var page = new StringBuilder("# Commands and flags\n\nWhat `tiltyard COMMAND --help` prints. Exit codes are in [concepts](../concepts.md#exit-codes).\n");
        foreach (var command in Names((await Help()).Output)) await AppendAsync(page, [command]);

        var file = Repository.PathOf("docs/reference/commands.md");
        if (Environment.GetEnvironmentVariable("TILTYARD_UPDATE_EXPECTATIONS") is "1") await File.WriteAllTextAsync(file, page.ToString(), TestContext.Current.CancellationToken);
        Assert.Equal(page.ToString(), File.Exists(file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "");
    }

    /// <summary>A command, and after it each that belongs to it.</summary>
    private static async Task AppendAsync(StringBuilder page, string[] command)
    {
        var help = await Help(command);
        Assert.Equal(0, help.ExitCode);
        var lines = help.Output.ReplaceLineEndings("\n").Trim().Split('\n').Select(line => line.TrimEnd());
        page.Append($"\n## {string.Join(' ', command)}\n\n```text\n{string.Join('\n', lines)}\n```\n");
        foreach (var below in Names(help.Output)) await AppendAsync(page, [.. command, below]);
    }

    private static IEnumerable<string> Names(string help) => help.IndexOf("Commands:", StringComparison.Ordinal) is var at and >= 0
        ? CommandLine().Matches(help[at..]).Select(match => match.Groups["name"].Value)
        : [];

    private static Task<ProcessOutcome> Help(params string[] command) => TiltyardProcess.RunAsync(Path.GetTempPath(), [.. command, "--help"]);

    [GeneratedRegex("^  (?<name>[a-z][a-z-]*) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandLine();
}
