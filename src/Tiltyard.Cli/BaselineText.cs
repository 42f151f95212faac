using System.Text;
using Tiltyard.Reports;
using Tiltyard.Runs.Comparing;
using Tiltyard.Runs.Evaluating;

namespace Tiltyard.Cli;

/// <summary>A baseline comparison as text.</summary>
internal static class BaselineText
{
    private const int Most = 10;

    public static string Of(BaselineReport report)
    {
        var total = report.Total;
        var text = new StringBuilder();
        text.Append($"baseline {report.RunId}: {Pairs(total)}\n");
        if (total.MinimumDetectable is { } effect) text.Append($"  the smallest difference that {total.Pairs:N0} pairs can show is {Digits.Percent(effect)}\n");
        if (report.SeedsStillNeeded is { } seeds) text.Append(seeds == 0 ? "  the pairs are enough for the difference that was seen\n" : $"  {seeds:N0} more seeds would show the difference that was seen\n");
        foreach (var line in report.Scenarios.Where(line => line.Regressed + line.Fixed > 0)) text.Append($"  {line.Scenario}: {Pairs(line)}\n");
        Episodes(text, "regressed", report.Regressions);
        Episodes(text, "fixed", report.Repairs);
        return text.ToString();
    }

    /// <summary>The four counts and the test.</summary>
    public static string Pairs(BaselineLine line)
    {
        var p = line.McNemarP is { } known ? $", McNemar p {(known < 0.001 ? "< 0.001" : $"= {known:0.000}")}" : ", no pair differs";
        return $"{line.Pairs:N0} pairs, {line.BothPassed:N0} pass in both, {line.BothFailed:N0} fail in both, {line.Regressed:N0} regressed, {line.Fixed:N0} fixed{p}";
    }

    private static void Episodes(StringBuilder text, string word, IReadOnlyList<ChangedEpisode> episodes)
    {
        foreach (var one in episodes.Take(Most)) text.Append($"    {word} {one.Scenario} {one.Case} seed {one.Seed}{(one.Reason is { } reason ? ": " + reason : "")}\n");
        if (episodes.Count > Most) text.Append($"    and {episodes.Count - Most} more {word}\n");
    }
}
