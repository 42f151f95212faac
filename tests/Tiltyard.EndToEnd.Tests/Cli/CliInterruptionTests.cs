using System.Diagnostics;

namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>Ctrl-C leaves a folder that can be resumed, and says how. A person who is asked makes the moment certain.</summary>
public sealed class CliInterruptionTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task An_interrupted_run_says_how_to_go_on_and_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent by kill");
        using var process = Start("run", "release_manager", "--agent", "human", "--max-steps", "2", "--episodes", "2", "--out", "it is mine");
        await process.StandardInput.WriteAsync("run_tests\ncheck_canary\n");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var asked = await ReadUntil(process.StandardError, occurrences: 3, "> ");

        using (var kill = Process.Start("kill", [Signal, $"{process.Id}"])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var listed = await TiltyardProcess.RunAsync(_scratch.Path, "runs", "--runs-root", ".");
        var resumed = await CliProcess.RunAsync(
            _scratch.Path, "noop\nnoop\n", [], "run", "release_manager", "--agent", "human", "--max-steps", "2", "--episodes", "2", "--out", "it is mine", "--resume");

        Assert.Contains("-- step 0, manager --", asked, StringComparison.Ordinal);
        Assert.Equal(5, process.ExitCode);
        Assert.Contains("1 of 2 episodes are on record; go on with: tiltyard run release_manager --agent human --max-steps 2 --episodes 2 --out 'it is mine' --resume", said, StringComparison.Ordinal);
        Assert.Contains("interrupted", listed.Output, StringComparison.Ordinal);
        Assert.Equal(0, resumed.ExitCode);
        Assert.Contains("2 planned, 2 run (2 completed)", resumed.Output, StringComparison.Ordinal);
    }

    /// <summary>Ctrl-C, or where a background shell has made its children deaf to it, the other signal that means the same.</summary>
    private static string Signal => IgnoresInterrupts() ? "-TERM" : "-INT";

    private static bool IgnoresInterrupts()
    {
        const int interrupt = 1 << 1;
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        return line is not null && (Convert.ToInt64(line["SigIgn:".Length..].Trim(), 16) & interrupt) != 0;
    }

    private Process Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(TiltyardProcess.Executable)
        {
            UseShellExecute = false,
            WorkingDirectory = _scratch.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static async Task<string> ReadUntil(StreamReader reader, int occurrences, string mark)
    {
        var text = "";
        var letter = new char[1];
        while (text.Split(mark).Length <= occurrences && await reader.ReadAsync(letter, TestContext.Current.CancellationToken) > 0) text += letter[0];
        return text;
    }
}
