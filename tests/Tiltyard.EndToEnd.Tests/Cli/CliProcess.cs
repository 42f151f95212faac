using System.Diagnostics;

namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>The real command with something on standard input and in its environment. For a plain start use <see cref="TiltyardProcess"/>.</summary>
internal static class CliProcess
{
    public static async Task<ProcessOutcome> RunAsync(string folder, string input, (string Name, string Value)[] environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(TiltyardProcess.Executable)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in TiltyardProcess.Settings) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // it ended without reading what it was given
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProcessOutcome(process.ExitCode, await output, await error);
    }
}
