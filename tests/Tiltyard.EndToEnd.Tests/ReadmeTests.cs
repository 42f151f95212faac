using System.Text.RegularExpressions;

namespace Tiltyard.EndToEnd.Tests;

/// <summary>The README tells the truth: its main command plays and writes a page, and every command it names is there.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task The_main_command_of_the_readme_plays_and_writes_a_page()
    {
        var arguments = MainCommand().Match(Readme()).Groups["arguments"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(arguments);

        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, arguments);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        var page = PagePath().Match(outcome.Output).Groups["path"].Value;
        Assert.True(new FileInfo(page).Length is > 1_000 and < 5_000_000);
    }

    [Fact]
    public async Task Every_command_that_the_readme_names_is_there()
    {
        var names = CommandNames().Matches(Readme()).SelectMany(row => Ticked().Matches(row.Value)).Select(name => name.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToArray();
        Assert.True(names.Length > 10);

        foreach (var name in names)
        {
            var help = await TiltyardProcess.RunAsync(_scratch.Path, name, "--help");
            Assert.True(help.ExitCode == 0, $"{name}: {help.Error}");
        }
    }

    private static string Readme() => Repository.Read("README.md");

    [GeneratedRegex("dotnet run --project src/Tiltyard.Cli -c Release -- (?<arguments>.+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MainCommand();

    [GeneratedRegex("page: (?<path>.+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PagePath();

    [GeneratedRegex("^\\| `.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandNames();

    [GeneratedRegex("`(tiltyard )?(?<name>[a-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ticked();
}
