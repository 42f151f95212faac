using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Projecting;

/// <summary>
/// The command that plays a run again. It is only offered as such when the plan it makes has the very hash of this run's plan;
/// otherwise the words say what to do instead.
/// </summary>
public static class PlayAgain
{
    /// <summary>Shows one episode; to be given in the run folder.</summary>
    public static string Episode(string stem) => $"tiltyard replay . --episode {Quoted(stem)}";

    public static string Run(RunPlan plan, string planHash, Registry registry)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(registry);
        if (registry.BuiltIn(plan.Name) is { } document)
        {
            var set = ScenarioFile.Read(document, registry.BuiltIn);
            if (Makes(set, plan, planHash, registry)) return Command(plan, plan.Name, []);
            var (changed, flags) = Overridden(set, plan, registry);
            if (Makes(changed, plan, planHash, registry)) return Command(plan, plan.Name, flags);
        }

        return $"{Command(plan, "YOUR-SCENARIO.yaml", [])}\n# give the file this run was made from; its plan {planHash} is in run.json";
    }

    private static bool Makes(ScenarioSet set, RunPlan plan, string planHash, Registry registry)
    {
        try
        {
            return PlanWire.Hash(new PlanMaking(registry).Make(set, Settings(plan))).Equals(planHash, StringComparison.Ordinal);
        }
        catch (DocumentException)
        {
            return false;
        }
    }

    private static PlanSettings Settings(RunPlan plan) => new()
    {
        Episodes = plan.Seeds.IsEmpty ? plan.Episodes : null,
        Seed = plan.Seed,
        Seeds = plan.Seeds,
        Trace = plan.Trace,
        Limits = plan.Limits,
        DryRun = plan.DryRun,
        Compat = plan.Compat,
        Start = plan.Start,
    };

    /// <summary>The flags that the cells of the plan have in common and the scenario does not say.</summary>
    private static (ScenarioSet Set, List<string> Flags) Overridden(ScenarioSet set, RunPlan plan, Registry registry)
    {
        var cells = plan.Blocks.SelectMany(block => block.Cells).ToList();
        var flags = new List<string>();
        var scenarios = set.Scenarios;
        if (PlayAgainSeats.Agents(cells, registry, Quoted) is var (agents, agentFlags))
        {
            flags.AddRange(agentFlags);
            scenarios = Each(scenarios, scenario => WithAgents(scenario, agents));
        }

        if (PlayAgainSeats.Gates(cells, Quoted) is var (policies, gateFlags))
        {
            flags.AddRange(gateFlags);
            scenarios = Each(scenarios, scenario => WithGates(scenario, policies));
        }

        if (cells.TrueForAll(cell => cell.Gates.IsEmpty) && scenarios.Any(scenario => !scenario.Gates.IsEmpty))
        {
            flags.Add("--gates none");
            scenarios = Each(scenarios, scenario => scenario with { Gates = [] });
        }

        var arms = cells.Select(cell => cell.Arm).Distinct().ToImmutableArray();
        if (scenarios.Any(scenario => !scenario.Attacks.IsEmpty && !(scenario.Arms.IsEmpty ? arms.Length == Arms.Names.Length : scenario.Arms.SequenceEqual(arms))))
        {
            flags.Add($"--arms {string.Join(',', arms.Select(Arms.Name))}");
            scenarios = Each(scenarios, scenario => scenario with { Arms = arms });
        }

        if (Pressure(cells) is var pressure && scenarios.Any(scenario => scenario.Pressure != pressure))
        {
            flags.Add($"--pressure {pressure.ToString().ToLowerInvariant()}");
            scenarios = Each(scenarios, scenario => scenario with { Pressure = pressure });
        }

        if (Common(cells, cell => (double?)cell.Threshold) is { } threshold && scenarios.Any(scenario => scenario.Threshold != threshold))
        {
            flags.Add($"--threshold {threshold.ToString(CultureInfo.InvariantCulture)}");
            scenarios = Each(scenarios, scenario => scenario with { Threshold = threshold });
        }

        var defaults = registry.World(cells[0].World)!.Kind.Parameters.Check(DocumentNode.Map());
        foreach (var (key, node) in cells[0].Parameters.Entries.Where(entry => entry.Value is DocumentScalar { IsNull: false } or DocumentList).Select(entry => (entry.Key, entry.Value)))
        {
            var value = Text(node);
            if (!cells.TrueForAll(cell => cell.Parameters.Find(key) is { IsNull: false } own && Text(own).Equals(value, StringComparison.Ordinal))) continue;
            if (scenarios.All(scenario => IsSaid(scenario, defaults, key, value))) continue;
            flags.Add($"--param {Quoted($"{key}={value}")}");
            scenarios = Each(scenarios, scenario => scenario with { Parameters = scenario.Parameters.With(key, node is DocumentList ? node : DocumentScalar.FromFlag($"--scenario-param {key}", value)) });
        }

        return (set with { Scenarios = scenarios }, flags);
    }

    private static Scenario WithAgents(Scenario scenario, ImmutableArray<SeatChoice> agents)
    {
        var bare = scenario with { Grid = scenario.Grid.RemoveAll(axis => axis.Key is "agent") };
        return agents.Length == 1
            ? bare with { Seats = scenario.Seats.SetItem("agent", agents[0]) }
            : bare with { Grid = bare.Grid.Add(new GridAxis("agent", [.. agents.Select(agent => DocumentNode.Map(("name", agent.Agent), ("parameters", agent.Parameters)))])) };
    }

    private static Scenario WithGates(Scenario scenario, ImmutableArray<DocumentNode> policies)
    {
        var bare = scenario with { Grid = scenario.Grid.RemoveAll(axis => axis.Key is "gates") };
        return policies.Length == 1
            ? bare with { Gates = [ScenarioReading.ReadChoice(policies[0])] }
            : bare with { Grid = bare.Grid.Add(new GridAxis("gates", policies)) };
    }

    /// <summary>Whether the scenario comes to this value without a flag; a value that only the world's defaults know is not worth one.</summary>
    private static bool IsSaid(Scenario scenario, DocumentMap defaults, string key, string value) =>
        scenario.Parameters.NodeOrNull(key) is { } own
            ? Text(own).Equals(value, StringComparison.Ordinal)
            : defaults.NodeOrNull(key) is { } known && Text(known).Equals(value, StringComparison.Ordinal);

    private static string Command(RunPlan plan, string scenario, IEnumerable<string> overrides)
    {
        var text = new StringBuilder($"tiltyard run {scenario}");
        foreach (var flag in overrides) text.Append(' ').Append(flag);
        if (plan.Seeds.IsEmpty) text.Append($" --seed {plan.Seed} --episodes {plan.Episodes}");
        else text.Append($" --seeds {string.Join(',', plan.Seeds)}").Append(plan.Seed == plan.Seeds[0] ? "" : $" --seed {plan.Seed}");
        if (plan.Trace != TracePolicy.Default(plan.Planned)) text.Append($" --trace {plan.Trace}");
        if (plan.Start != DateTimeOffset.UnixEpoch) text.Append($" --start {plan.Start.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}");
        if (plan.Compat != SeedCompat.None) text.Append($" --compat {SeedCompats.Names[(int)plan.Compat]}");
        if (plan.DryRun) text.Append(" --dry-run");
        foreach (var (flag, limit) in Limits(plan)) text.Append($" {flag} {limit.ToString(CultureInfo.InvariantCulture)}");
        return text.ToString();
    }

    private static IEnumerable<(string Flag, double Limit)> Limits(RunPlan plan) => new (string Flag, double? Limit)[]
    {
        ("--max-trials", plan.Limits.MaxTrials), ("--max-calls", plan.Limits.MaxCalls), ("--max-total-tokens", plan.Limits.MaxTotalTokens),
        ("--max-prompt-tokens", plan.Limits.MaxPromptTokens), ("--max-completion-tokens", plan.Limits.MaxCompletionTokens), ("--max-cost", plan.Limits.MaxCostUsd),
        ("--max-wall-seconds", plan.Limits.MaxWallSeconds), ("--max-run-steps", plan.Limits.MaxSteps), ("--max-tool-calls", plan.Limits.MaxToolCalls),
    }.Where(limit => limit.Limit is not null).Select(limit => (limit.Flag, limit.Limit!.Value));

    private static PressureChoice Pressure(List<CellPlan> cells) =>
        (cells.Exists(cell => cell.Pressure), cells.Exists(cell => !cell.Pressure)) switch
        {
            (true, true) => PressureChoice.Paired,
            (false, true) => PressureChoice.Off,
            _ => PressureChoice.On,
        };

    private static T? Common<T>(List<CellPlan> cells, Func<CellPlan, T?> value)
    {
        var first = value(cells[0]);
        return cells.TrueForAll(cell => EqualityComparer<T>.Default.Equals(value(cell), first)) ? first : default;
    }

    private static ImmutableArray<Scenario> Each(ImmutableArray<Scenario> scenarios, Func<Scenario, Scenario> change) => [.. scenarios.Select(change)];

    private static string Text(DocumentNode node) => node is DocumentScalar { Kind: DocumentScalarKind.Text } ? node.AsText() : CanonicalJson.Text(node);

    private static string Quoted(string text) =>
        text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/' or ':' or '=' or ',')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
