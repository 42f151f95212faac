using System.Globalization;
using Tiltyard.Catalog.Attacks.RedTeam.Search;
using Tiltyard.Documents;
using Tiltyard.Metrics;

namespace Tiltyard.Cli;

/// <summary>A success of a search with the file that it was saved in.</summary>
internal sealed record SavedSuccess(Attempt Attempt, string? File);

/// <summary>What a search of the red team came to, as text and as JSON.</summary>
internal static class RedTeamText
{
    public static string Table(SearchReport report, IReadOnlyList<SavedSuccess> saved)
    {
        var table = new TextTable("module", "attempted", "succeeded", "detected", "contained", "resisted", "uncaused", "errored", "survival");
        foreach (var module in report.Modules)
        {
            table.Add(
                module, Count(report.Survival(module).Trials + report.Count(module, AttemptOutcome.Uncaused)), Count(report.Count(module, AttemptOutcome.Succeeded)), Count(report.Detected(module)),
                Count(report.Count(module, AttemptOutcome.Contained)), Count(report.Count(module, AttemptOutcome.Resisted)), Count(report.Count(module, AttemptOutcome.Uncaused)),
                Count(report.Count(module, AttemptOutcome.Errored)), Shown(report.Survival(module)));
        }

        var lines = new List<string> { table.ToString(), "" };
        lines.Add($"survival {Shown(report.Survival())}; {report.Successes.Length} of {report.Cases.Length} cases fell");
        foreach (var one in saved)
        {
            lines.Add($"{one.Attempt.Case}: {one.Attempt.Attack.Name}, {one.Attempt.Strikes} {(one.Attempt.Strikes == 1 ? "strike" : "strikes")}: {string.Join(" | ", one.Attempt.Attack.Options.Texts("payloads"))}");
            if (one.File is { } file) lines.Add($"  tiltyard run --config {file}");
        }

        return string.Join('\n', lines);
    }

    public static DocumentMap Document(SearchReport report, IReadOnlyList<SavedSuccess> saved) => DocumentNode.Map(
        ("attempts", (long)report.Attempts.Length),
        ("cases", (long)report.Cases.Length),
        ("modules", DocumentNode.Map([.. report.Modules.Select(module => (module, (DocumentNode)Module(report, module)))])),
        ("successes", DocumentNode.List(saved.Select(Success))),
        ("survival", Rate(report.Survival())));

    private static DocumentMap Module(SearchReport report, string module) => DocumentNode.Map(
        [.. AttemptOutcomes.Names.Select((name, index) => (name, (DocumentNode)report.Count(module, (AttemptOutcome)index))), ("detected", report.Detected(module)), ("survival", Rate(report.Survival(module)))]);

    private static DocumentMap Success(SavedSuccess saved) => DocumentNode.Map(
        ("attack", saved.Attempt.Attack.Name),
        ("case", saved.Attempt.Case),
        ("payloads", DocumentNode.List(saved.Attempt.Attack.Options.Texts("payloads").Select(text => (DocumentNode)text))),
        ("replay", saved.File is { } file ? $"tiltyard run --config {file}" : DocumentNode.Null),
        ("strikes", (long)saved.Attempt.Strikes),
        ("surface", JsonOutput.Text(saved.Attempt.Attack.Options.TextOrNull("surface"))));

    private static DocumentMap Rate(Rate rate) => DocumentNode.Map(
        ("estimate", JsonOutput.Number(rate.Estimate)), ("high", JsonOutput.Number(rate.ClopperPearson()?.High)), ("k", rate.Successes), ("low", JsonOutput.Number(rate.ClopperPearson()?.Low)), ("n", rate.Trials));

    private static string Shown(Rate rate) => rate.ClopperPearson() is { } interval
        ? string.Create(CultureInfo.InvariantCulture, $"{rate.Successes}/{rate.Trials} = {rate.Estimate:0.000} ({interval.Low:0.000} to {interval.High:0.000})")
        : "-";

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);
}
