using System.Text;
using Tiltyard.Documents;
using Tiltyard.Reports;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Cli;

/// <summary>determinism_report.md: that a plan, played twice, left the same bytes, or where it did not.</summary>
internal static class DeterminismReport
{
    private const int MostDifferences = 100;

    /// <exception cref="DocumentException">The file cannot be written.</exception>
    public static void Write(string file, RunPlan plan, FolderComparison comparison)
    {
        try
        {
            File.WriteAllText(file, Text(plan, comparison));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(file, $"the report cannot be written: {e.Message}");
        }
    }

    private static string Text(RunPlan plan, FolderComparison comparison)
    {
        var text = new StringBuilder();
        text.Append($"# Determinism: {(comparison.Differences.IsEmpty ? "identical" : "different")}\n\n");
        text.Append($"The plan {Hostile.Markdown(plan.Name)} (`{PlanWire.Hash(plan)}`, {Digits.Count(plan.Planned)} episodes) was played twice, once by one worker and once by several. ");
        text.Append($"{Digits.Count(comparison.Files)} files of rows, results, summary, traces and episodes were compared byte by byte; {Digits.Count(comparison.Differences.Length)} differ.\n");
        if (comparison.Differences.IsEmpty) return text.ToString();
        text.Append('\n');
        foreach (var difference in comparison.Differences.Take(MostDifferences)) text.Append($"- {Hostile.Markdown(difference)}\n");
        if (comparison.Differences.Length > MostDifferences) text.Append($"- and {Digits.Count(comparison.Differences.Length - MostDifferences)} more\n");
        return text.ToString();
    }
}
