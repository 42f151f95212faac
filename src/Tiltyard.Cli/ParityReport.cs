using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Runs.Checking;
using Tiltyard.Runs;

namespace Tiltyard.Cli;

/// <summary>What a file of reference episodes came to.</summary>
internal sealed record ParityReport(string File, ImmutableSortedDictionary<string, (int Episodes, long Steps)> Scenarios, ImmutableArray<ParityDifference> Differences, int Different)
{
    private const int MostShown = 10;

    public bool IsEqual => Different == 0;

    /// <exception cref="DocumentException">A line is no reference episode, or there is none.</exception>
    public static ParityReport Of(Registry registry, string file)
    {
        var scenarios = ImmutableSortedDictionary.CreateBuilder<string, (int Episodes, long Steps)>(StringComparer.Ordinal);
        var differences = ImmutableArray.CreateBuilder<ParityDifference>();
        var different = 0;
        foreach (var line in BoundedLines.Read(file))
        {
            var result = ParityCheck.CheckLine(registry, file, line.Number, line.Bytes.Span);
            var (episodes, steps) = scenarios.GetValueOrDefault(result.Scenario);
            scenarios[result.Scenario] = (episodes + 1, steps + result.Steps);
            if (result.Difference is not { } difference) continue;
            different++;
            if (differences.Count < MostShown) differences.Add(difference);
        }

        return scenarios.Count > 0
            ? new ParityReport(file, scenarios.ToImmutable(), differences.ToImmutable(), different)
            : throw new DocumentException(file, "there is no episode in this file");
    }

    public string Text()
    {
        var lines = Differences.Select(difference => difference.ToString()).ToList();
        if (Different > Differences.Length) lines.Add($"and {Different - Differences.Length} more episodes differ");
        lines.AddRange(Scenarios.Select(scenario => $"{scenario.Key}: {scenario.Value.Episodes:N0} episodes, {scenario.Value.Steps:N0} steps"));
        lines.Add(IsEqual ? "parity: equal within 1e-9" : $"parity: {Different} of {Scenarios.Values.Sum(scenario => scenario.Episodes)} episodes differ");
        return string.Join('\n', lines);
    }

    public DocumentMap Json() => DocumentNode.Map(
        ("file", File),
        ("equal", IsEqual),
        ("different", (long)Different),
        ("scenarios", DocumentNode.List(Scenarios.Select(scenario => DocumentNode.Map(
            ("name", scenario.Key), ("episodes", (long)scenario.Value.Episodes), ("steps", scenario.Value.Steps))))),
        ("differences", DocumentNode.List(Differences.Select(difference => DocumentNode.Map(
            ("line", (long)difference.Line),
            ("step", difference.Step is { } step ? (long)step : DocumentNode.Null),
            ("field", difference.Field),
            ("expected", difference.Expected),
            ("got", difference.Got),
            ("note", JsonOutput.Text(difference.Note)))))));
}
