using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Planning;

/// <summary>What a command adds to a scenario set to make a plan.</summary>
public sealed record PlanSettings
{
    public long? Episodes { get; init; }

    public long? Seed { get; init; }

    public ImmutableArray<long> Seeds { get; init; } = [];

    public TracePolicy? Trace { get; init; }

    public BudgetLimits Limits { get; init; } = new();

    public bool DryRun { get; init; }

    public SeedCompat Compat { get; init; }

    /// <summary>Plays this many trials: the first cases where a scenario has several, else this many episodes.</summary>
    public long? Trials { get; init; }

    public DateTimeOffset Start { get; init; } = DateTimeOffset.UnixEpoch;
}

/// <summary>
/// Turns scenarios as written into a plan: names are looked up, parameters checked against their shapes, grids multiplied out, arms and
/// controls laid side by side. Everything that can be wrong with a run's input is found here, before anything is played or written.
/// </summary>
public sealed class PlanMaking(Registry registry)
{
    public const long MostCells = 100_000;

    /// <exception cref="DocumentException">The first thing that cannot be carried out.</exception>
    public RunPlan Make(ScenarioSet set, PlanSettings settings)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(settings);
        var blocks = set.Scenarios.Select(Block).ToImmutableArray();
        var oneCase = blocks.All(block => block.Cases.Length == 1);
        if (settings.Trials is { } most) blocks = [.. blocks.Select(block => block with { Cases = [.. block.Cases.Take((int)Math.Min(most, int.MaxValue))] })];
        var episodes = settings.Seeds.IsEmpty ? settings.Episodes ?? (settings.Trials is null ? null : oneCase ? settings.Trials : 1L) ?? set.Episodes ?? set.Scenarios.Max(scenario => scenario.Episodes) ?? 1 : settings.Seeds.Length;
        var planned = blocks.Sum(block => episodes * block.Cases.Length * block.Cells.Length);
        var seed = settings.Seed ?? set.Seed ?? set.Scenarios[0].Seed ?? (settings.Seeds.IsEmpty ? 0 : settings.Seeds[0]);
        return new RunPlan
        {
            Name = set.Name,
            Blocks = blocks,
            Seed = seed,
            Seeds = settings.Seeds,
            Episodes = episodes,
            Trace = settings.Trace ?? TracePolicy.Default(planned),
            Limits = settings.Limits,
            DryRun = settings.DryRun,
            Compat = settings.Compat,
            Start = settings.Start,
        };
    }

    private PlanBlock Block(Scenario scenario)
    {
        var points = GridPoints(scenario).Select(point => new CellMaking(registry, scenario, point)).ToArray();
        var cells = points.SelectMany(point => point.Cells()).ToImmutableArray();
        if (cells.Length > MostCells) throw new DocumentException(scenario.World, $"the grid of '{scenario.Name}' has more than {MostCells} cells");
        var cases = points[0].Cases();
        if (cases.IsEmpty) throw new DocumentException(scenario.World, $"the parameters of '{scenario.Name}' choose no case");
        if (!Array.TrueForAll(points, point => point.Cases().SequenceEqual(cases)))
            throw new DocumentException(scenario.World, $"the grid of '{scenario.Name}' changes which cases are played: cells are compared case by case, so give them scenarios of their own");
        return new PlanBlock { Scenario = scenario.Name, Cases = cases, Content = points[0].Content, Cells = [.. CellNames.Name(scenario.Name, cells)] };
    }

    private static IEnumerable<ImmutableArray<(string Key, DocumentNode Value)>> GridPoints(Scenario scenario)
    {
        IEnumerable<ImmutableArray<(string, DocumentNode)>> points = [[]];
        foreach (var axis in scenario.Grid)
        {
            var before = points;
            points = before.SelectMany(point => axis.Values.Select(value => point.Add((axis.Key, value))));
        }

        return points;
    }
}
