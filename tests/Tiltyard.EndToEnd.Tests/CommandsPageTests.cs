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
        var overview = (await Help()).Output;
        foreach (var command in CommandLine().Matches(overview[overview.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(match => match.Groups["name"].Value))
        {
            var help = await Help(command);
            Assert.Equal(0, help.ExitCode);
            page.Append($"\n## {command}\n\n```text\n{string.Join('\n', help.Output.ReplaceLineEndings("\n").Trim().Split('\n').Select(line => line.TrimEnd()))}\n```\n");
        }

        var file = Path.Combine(Root(), "docs/reference/commands.md");
        if (Environment.GetEnvironmentVariable("TILTYARD_UPDATE_EXPECTATIONS") is "1") await File.WriteAllTextAsync(file, page.ToString(), TestContext.Current.CancellationToken);
        Assert.Equal(page.ToString(), File.Exists(file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "");
    }

    private static Task<ProcessOutcome> Help(params string[] command) => TiltyardProcess.RunAsync(Path.GetTempPath(), [.. command, "--help"]);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Tiltyard.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex("^  (?<name>[a-z]+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandLine();
}
