using System.Diagnostics;

namespace Tiltyard.EndToEnd.Tests;

/// <summary>What a finished process left.</summary>
internal sealed record ProcessOutcome(int ExitCode, string Output, string Error);

/// <summary>Starts the real command, as a user's shell would.</summary>
internal static class TiltyardProcess
{
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "tiltyard.exe" : "tiltyard");

    /// <summary>Variables that the command heeds: a test sets them itself or plays without.</summary>
    public static IReadOnlyList<string> Settings { get; } =
    [
        "RUN_ID", "STRICT", "MODE", "DOOMARENA_MODE", "DRY_RUN", "FAIL_ON_BUDGET", "ALLOW_SENSITIVE", "GATES_MODE", "GITHUB_STEP_SUMMARY", "GROQ_API_KEY", "MODEL", "TEMPERATURE", "MAX_TRIALS", "MAX_CALLS",
        "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_STEP", "JOB_COMPLETION_INDEX", "JOB_COMPLETIONS",
    ];

    public static Process Start(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Executable) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in Settings) start.Environment.Remove(name);
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static async Task<ProcessOutcome> RunAsync(string folder, params IEnumerable<string> arguments)
    {
        using var process = Start(folder, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProcessOutcome(process.ExitCode, await output, await error);
    }
}
