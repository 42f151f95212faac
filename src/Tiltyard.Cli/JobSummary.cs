namespace Tiltyard.Cli;

/// <summary>Adds Markdown to the summary of a CI job, where GITHUB_STEP_SUMMARY names its file. A comfort: it never fails a run.</summary>
internal static class JobSummary
{
    private const string Variable = "GITHUB_STEP_SUMMARY";

    /// <summary>The summary.md of a run folder.</summary>
    public static void AddRun(string folder)
    {
        var summary = Path.Combine(folder, "summary.md");
        if (IsAsked && File.Exists(summary)) Add(() => File.ReadAllText(summary));
    }

    /// <summary>Lines as the command printed them.</summary>
    public static void AddLines(string lines)
    {
        if (IsAsked) Add(() => Reports.Hostile.MarkdownFence(lines, "text") + "\n");
    }

    private static bool IsAsked => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    private static void Add(Func<string> text)
    {
        try
        {
            File.AppendAllText(Environment.GetEnvironmentVariable(Variable)!, text() + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Output.Note($"the job summary was not written: {e.Message}");
        }
    }
}
