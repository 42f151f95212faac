using System.Diagnostics;

namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>The completion scripts are sound, and bash really completes with its own.</summary>
public sealed class CliCompletionTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("bash", "complete -o default -F _tiltyard tiltyard")]
    [InlineData("zsh", "compdef _tiltyard tiltyard")]
    [InlineData("fish", "complete -c tiltyard")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName tiltyard")]
    public async Task Every_shell_has_a_script_that_asks_the_command(string shell, string registers)
    {
        var outcome = await TiltyardProcess.RunAsync(_scratch.Path, "completion", shell);

        Assert.Contains(registers, outcome.Output, StringComparison.Ordinal);
        Assert.Contains("[suggest:", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task The_script_of_bash_parses()
    {
        File.WriteAllText(_scratch["completion.bash"], (await TiltyardProcess.RunAsync(_scratch.Path, "completion", "bash")).Output);

        Assert.Equal("", await BashAsync("bash -n completion.bash 2>&1"));
    }

    [Theory]
    [InlineData("tiltyard xs", "xsweep")]
    [InlineData("tiltyard runs ti", "tidy")]
    [InlineData("tiltyard run helpd", "helpdesk")]
    [InlineData("tiltyard xsweep --conf", "--config")]
    [InlineData("tiltyard completion z", "zsh")]
    public async Task Bash_completes_commands_names_and_flags(string line, string word)
    {
        File.WriteAllText(_scratch["completion.bash"], (await TiltyardProcess.RunAsync(_scratch.Path, "completion", "bash")).Output);
        var words = line.Split(' ');

        var offered = await BashAsync(
            $"""
            source completion.bash
            COMP_LINE='{line}' COMP_POINT={line.Length} COMP_CWORD={words.Length - 1}
            COMP_WORDS=({string.Join(' ', words)})
            _tiltyard '{TiltyardProcess.Executable}'
            printf '%s\n' "$COMPREPLY"
            """);

        Assert.Equal(word + "\n", offered);
    }

    [Fact]
    public Task An_unknown_shell_is_refused_with_the_known_ones() => CliRefusal.AssertAsync(_scratch, ["completion", "bush"], "bush", "bash");

    private async Task<string> BashAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { UseShellExecute = false, WorkingDirectory = _scratch.Path, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
