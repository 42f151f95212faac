using System.IO.Enumeration;
using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;

namespace Tiltyard.Cli;

/// <summary>Takes redundant copies out of a run folder: what older tools and people leave beside the canonical files. Nothing that a run writes is touched.</summary>
internal static class RunTidy
{
    private static readonly string[] Redundant = ["index_*", "summary_*.csv", "summary_*.svg", "summary_*.md", "run_*.json", "summary.png", "*.part"];

    private static readonly string[] Canonical = ["run_report.json", "run_info.csv"];

    /// <summary>The names that were taken out, or that would be.</summary>
    /// <exception cref="DocumentException">The run is going on, or a file cannot be removed.</exception>
    public static IReadOnlyList<string> Of(string folder, bool remove)
    {
        if (RunFolder.IsBeingWritten(folder)) throw new DocumentException(folder, "the run is going on: tidy it when it is done");
        try
        {
            var names = Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Where(IsRedundant).Order(StringComparer.Ordinal).ToArray();
            foreach (var name in remove ? names : []) File.Delete(Path.Combine(folder, name));
            return names;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(folder, $"the folder cannot be tidied: {e.Message}");
        }
    }

    private static bool IsRedundant(string name) => !Canonical.Contains(name, StringComparer.Ordinal)
        && Array.Exists(Redundant, pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
}
