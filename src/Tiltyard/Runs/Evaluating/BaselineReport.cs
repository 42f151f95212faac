using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Runs.Comparing;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Runs.Evaluating;

/// <summary>Passed and failed pairs of one scenario, or of all of them.</summary>
public sealed record BaselineLine(
    string? Scenario, long Pairs, long BothPassed, long BothFailed, long Regressed, long Fixed, double? Difference, double? McNemarP, double? MinimumDetectable, long? PairsNeeded)
{
    internal static BaselineLine Of(string? scenario, PassPairs pairs) => new(
        scenario, pairs.Pairs, pairs.BothPassed, pairs.BothFailed, pairs.Regressed, pairs.Fixed, pairs.Difference, pairs.McNemarP, pairs.MinimumDetectable, pairs.PairsNeeded);

    public DocumentMap ToDocument() => DocumentNode.Map(
        ("scenario", Scenario is { } name ? name : DocumentNode.Null),
        ("pairs", Pairs),
        ("both_passed", BothPassed),
        ("both_failed", BothFailed),
        ("regressed", Regressed),
        ("fixed", Fixed),
        ("difference", Number(Difference)),
        ("mcnemar_p", Number(McNemarP)),
        ("minimum_detectable_effect", Number(MinimumDetectable)),
        ("pairs_needed", PairsNeeded is { } needed ? needed : DocumentNode.Null));

    internal static BaselineLine Read(DocumentMap map) => new(
        map.TextOrNull("scenario"), map.Integer("pairs"), map.Integer("both_passed"), map.Integer("both_failed"), map.Integer("regressed"), map.Integer("fixed"),
        map.NumberOrNull("difference"), map.NumberOrNull("mcnemar_p"), map.NumberOrNull("minimum_detectable_effect"), map.IntegerOrNull("pairs_needed"));

    private static DocumentNode Number(double? value) => value is { } known ? known : DocumentNode.Null;
}

/// <summary>An evaluation held against an earlier run, pair by pair over the judged episodes of the same scenario, case and seed.</summary>
public sealed record BaselineReport
{
    public required string RunId { get; init; }

    public required BaselineLine Total { get; init; }

    public ImmutableArray<BaselineLine> Scenarios { get; init; } = [];

    public ImmutableArray<ChangedEpisode> Regressions { get; init; } = [];

    public ImmutableArray<ChangedEpisode> Repairs { get; init; } = [];

    /// <summary>Judged episodes of a seed: how many pairs one more seed brings.</summary>
    public required long PairsPerSeed { get; init; }

    /// <summary>Seeds still to be played until the difference that was seen would be shown; null where none was seen, 0 where it is.</summary>
    public long? SeedsStillNeeded => Total.PairsNeeded is not { } needed || PairsPerSeed == 0 ? null : Math.Max(0, (needed - Total.Pairs + PairsPerSeed - 1) / PairsPerSeed);

    /// <summary>Compares two stored runs. Only cells that are judged in both count.</summary>
    /// <exception cref="DocumentException">No episode of one has a partner in the other.</exception>
    public static BaselineReport Of(StoredRun before, StoredRun now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        var (judgedBefore, judgedNow) = (Judged(before.Plan), Judged(now.Plan));
        var cells = RunComparison.Of(before, now).Cells.Where(cell => judgedBefore.Contains(cell.A) && judgedNow.Contains(cell.B)).ToList();
        return OfCells(now, before.Manifest.RunId, cells)
            ?? throw new DocumentException("--baseline", $"no assessed episode of {before.Manifest.RunId} has a partner here: a baseline is a run of the same scenarios, cases and seeds");
    }

    /// <summary>The same over cells that were paired before; null without a pair of episodes.</summary>
    public static BaselineReport? OfCells(StoredRun now, string before, IReadOnlyList<ComparedCell> cells)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(cells);
        var all = PassPairs.Merged(cells.Select(cell => cell.Passes));
        if (all.Pairs == 0) return null;
        var (regressions, repairs) = all.Lists();
        return new BaselineReport
        {
            RunId = before,
            Total = BaselineLine.Of(null, all),
            Scenarios = [.. cells.GroupBy(cell => cell.B.Scenario, StringComparer.Ordinal).Select(group => BaselineLine.Of(group.Key, PassPairs.Merged(group.Select(cell => cell.Passes))))],
            Regressions = regressions,
            Repairs = repairs,
            PairsPerSeed = now.Plan.Blocks.Sum(block => block.Cells.Count(cell => cells.Any(paired => paired.B == cell)) * (long)block.Cases.Length),
        };
    }

    public DocumentMap ToDocument() => DocumentNode.Map(
        ("run_id", RunId),
        ("total", Total.ToDocument()),
        ("scenarios", DocumentNode.List(Scenarios.Select(line => line.ToDocument()))),
        ("regressions", Episodes(Regressions)),
        ("fixed", Episodes(Repairs)),
        ("pairs_per_seed", PairsPerSeed),
        ("seeds_still_needed", SeedsStillNeeded is { } seeds ? seeds : DocumentNode.Null));

    /// <summary>Reads back what <see cref="ToDocument"/> wrote.</summary>
    public static BaselineReport Read(DocumentMap map) => new()
    {
        RunId = map.Text("run_id"),
        Total = BaselineLine.Read(map.Map("total")),
        Scenarios = [.. map.Maps("scenarios").Select(BaselineLine.Read)],
        Regressions = Episodes(map, "regressions"),
        Repairs = Episodes(map, "fixed"),
        PairsPerSeed = map.Integer("pairs_per_seed"),
    };

    private static HashSet<CellPlan> Judged(RunPlan plan) =>
        [.. plan.Blocks.SelectMany(block => JudgedCells.Of(block) is var judged ? block.Cells.Where((_, at) => judged.Holds(at)) : [])];

    private static DocumentList Episodes(ImmutableArray<ChangedEpisode> episodes) => DocumentNode.List(episodes.Select(one => DocumentNode.Map(
        ("scenario", one.Scenario), ("case", one.Case), ("seed", one.Seed), ("reason", one.Reason is { } reason ? reason : DocumentNode.Null))));

    private static ImmutableArray<ChangedEpisode> Episodes(DocumentMap map, string key) =>
        [.. map.Maps(key).Select(one => new ChangedEpisode(one.Text("scenario"), one.Text("case"), one.Integer("seed"), one.TextOrNull("reason")))];
}
