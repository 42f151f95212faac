namespace Tiltyard.Reports;

/// <summary>What a reader must know before any figure: nothing ran, everything errored, work was skipped and the like.</summary>
internal static class Notices
{
    private const string OrderDependent =
        "A run-level ceiling was counted while episodes ran side by side, so another run of this plan may stop elsewhere. Its replay is exact.";

    public static IEnumerable<Notice> Of(PageModel model)
    {
        var ends = model.Ends;
        if (ends.Planned is 0) yield return new("No data", "The plan holds no episode.", IsGrave: true);
        else if (ends.Played is 0 && ends.DryRun is 0)
            yield return new("No data", $"None of {Episodes(ends.Planned)} was played, so nothing was evaluated.", IsGrave: true);
        if (ends.Played > 0 && ends.Errored == ends.Played)
            yield return new("Every episode errored", $"All {Episodes(ends.Errored)} that started ended in an error; nothing was evaluated.", IsGrave: true);
        else if (ends.Errored > 0)
            yield return new("Errors", $"{Digits.Count(ends.Errored)} of {Episodes(ends.Played)} errored and count in no rate.", IsGrave: false);
        if (ends.Played > 0 && ends.Denied == ends.Played)
            yield return new("Every episode was denied", $"In all {Episodes(ends.Denied)} gates stopped whatever the agent was asked or wanted to do; what it would have done was not tested.", IsGrave: true);
        if (ends.DryRun > 0)
            yield return new("Dry run", $"{Episodes(ends.DryRun)} went through plan and gates only; no agent was asked.", IsGrave: false);
        if (ends.SkippedByBudget > 0)
            yield return new("Skipped by budget", Skipped(model), IsGrave: false);
        if (ends.Cancelled > 0 || ends.Missing > 0 && ends.Played > 0)
            yield return new("Unfinished", Unfinished(ends), IsGrave: false);
        if (model.OrderDependent)
            yield return new("Order-dependent", OrderDependent, IsGrave: false);
    }

    private static string Unfinished(EndCounts ends) =>
        $"{Digits.Count(ends.Cancelled + ends.Missing)} of {Digits.Count(ends.Planned)} planned episodes did not finish; resume the run to play the rest.";

    private static string Skipped(PageModel model)
    {
        var ceiling = model.Budget?.Hit is { } hit ? $" because {hit} was exhausted" : "";
        return $"{Digits.Count(model.Ends.SkippedByBudget)} of {Digits.Count(model.Ends.Planned)} planned episodes were not played{ceiling}; the figures speak only of the rest.";
    }

    private static string Episodes(long count) => count is 1 ? "1 episode" : $"{Digits.Count(count)} episodes";
}

/// <summary>One notice; a grave one means the figures say nothing.</summary>
internal sealed record Notice(string Title, string Text, bool IsGrave);
