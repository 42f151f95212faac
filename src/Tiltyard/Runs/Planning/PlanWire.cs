using System.Collections.Immutable;
using System.Globalization;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Planning;

/// <summary>The resolved plan as JSON: what run.json records, what the plan's hash is over, and what a resumed or judged run reads back.</summary>
public static class PlanWire
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static DocumentMap Write(RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return DocumentNode.Map(
        [
            ("blocks", DocumentNode.List(plan.Blocks.Select(Block))),
            .. plan.Compat == SeedCompat.None ? [] : new (string, DocumentNode)[] { ("compat", SeedCompats.Names[(int)plan.Compat]) },
            ("dry_run", plan.DryRun),
            ("episodes", plan.Episodes),
            ("format", RunPlan.FormatVersion),
            ("limits", Limits(plan.Limits)),
            ("name", plan.Name),
            ("seed", plan.Seed),
            ("seeds", DocumentNode.List(plan.Seeds.Select(seed => (DocumentNode)seed))),
            ("start", plan.Start.ToString(InstantFormat, CultureInfo.InvariantCulture)),
            ("trace", plan.Trace.ToString()),
        ]);
    }

    /// <summary>Every ceiling by its name in files and in run.json.</summary>
    public static ImmutableArray<string> LimitNames { get; } =
    [
        "max_calls", "max_completion_tokens", "max_cost_usd", "max_failed_share", "max_prompt_tokens", "max_run_steps", "max_tool_calls", "max_total_tokens", "max_trials", "max_wall_seconds",
    ];

    /// <summary>The hash that two runs of the same plan share.</summary>
    public static string Hash(RunPlan plan) => CanonicalJson.Sha256Hex(Write(plan));

    /// <summary>Reads back what <see cref="Write"/> wrote, and checks it again by the registry.</summary>
    /// <exception cref="DocumentException">It is not a plan, or not one of this version.</exception>
    public static RunPlan Read(DocumentMap map, Registry registry)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (map.Integer("format") != RunPlan.FormatVersion)
            throw new DocumentException(map.Node("format"), $"this version reads plans of format {RunPlan.FormatVersion}");
        return new RunPlan
        {
            Name = map.Text("name"),
            Blocks = [.. map.Maps("blocks").Select(block => ReadBlock(block, registry))],
            Seed = map.Integer("seed"),
            Seeds = [.. map.List("seeds").Select(seed => seed.AsInteger())],
            Episodes = map.Integer("episodes"),
            Trace = TracePolicy.Parse(map.Text("trace"), map.Node("trace").Place),
            Limits = ReadLimits(map.Map("limits")),
            DryRun = map.Boolean("dry_run"),
            Compat = map.TextOrNull("compat") is { } compat
                ? (SeedCompat)(SeedCompats.Names.IndexOf(compat) is var known and >= 0 ? known : throw new DocumentException(map.Node("compat"), "this is not a compatibility"))
                : SeedCompat.None,
            Start = DateTimeOffset.TryParseExact(map.Text("start"), InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
                ? start
                : throw new DocumentException(map.Node("start"), "this is not an instant"),
        };
    }

    private static DocumentMap Block(PlanBlock block) => DocumentNode.Map(
    [
        ("cases", DocumentNode.List(block.Cases.Select(name => (DocumentNode)name))),
        ("cells", DocumentNode.List(block.Cells.Select(Cell))),
        .. block.Content is { } content ? [("content", content)] : Array.Empty<(string, DocumentNode)>(),
        ("scenario", block.Scenario),
    ]);

    private static DocumentMap Cell(CellPlan cell) => DocumentNode.Map(
    [
        ("allow_noop", cell.AllowNoOp),
        ("arm", cell.Arm.Name()),
        ("attacks", DocumentNode.List(cell.Attacks.Select(attack => DocumentNode.Map(("name", attack.Name), ("options", attack.Options), ("trigger", attack.Trigger))))),
        ("enforces_gates", cell.EnforcesGates),
        .. cell.Evaluator is { } evaluator ? [("evaluator", evaluator)] : Array.Empty<(string, DocumentNode)>(),
        ("gates", Choices(cell.Gates)),
        ("labels", DocumentNode.Map([.. cell.Labels.Select(label => (label.Key, (DocumentNode)label.Value))])),
        .. cell.MaxSteps is { } steps ? [("max_steps", (long)steps)] : Array.Empty<(string, DocumentNode)>(),
        .. cell.MaxToolCalls is { } calls ? [("max_tool_calls", (long)calls)] : Array.Empty<(string, DocumentNode)>(),
        ("name", cell.Name),
        ("parameters", cell.Parameters),
        ("pressure", cell.Pressure),
        ("scenario", cell.Scenario),
        ("seats", Choices(cell.Seats)),
        ("threshold", cell.Threshold),
        .. cell.TimeoutSeconds is { } seconds ? [("timeout_seconds", seconds)] : Array.Empty<(string, DocumentNode)>(),
        ("validators", Choices(cell.Validators)),
        ("world", cell.World),
    ]);

    private static DocumentList Choices(ImmutableArray<Choice> choices) =>
        DocumentNode.List(choices.Select(choice => DocumentNode.Map(("name", choice.Name), ("options", choice.Options))));

    private static DocumentMap Limits(BudgetLimits limits) => DocumentNode.Map(
        [.. new (string Name, double? Value)[]
        {
            ("max_calls", limits.MaxCalls), ("max_completion_tokens", limits.MaxCompletionTokens), ("max_cost_usd", limits.MaxCostUsd),
            ("max_failed_share", limits.MaxFailedShare), ("max_prompt_tokens", limits.MaxPromptTokens), ("max_run_steps", limits.MaxSteps), ("max_tool_calls", limits.MaxToolCalls),
            ("max_total_tokens", limits.MaxTotalTokens), ("max_trials", limits.MaxTrials), ("max_wall_seconds", limits.MaxWallSeconds),
        }.Where(limit => limit.Value is not null).Select(limit => (limit.Name, (DocumentNode)limit.Value!.Value))]);

    /// <summary>Ceilings by their names; what is not there is without limit.</summary>
    public static BudgetLimits ReadLimits(DocumentMap map) => new()
    {
        MaxCalls = map.IntegerOrNull("max_calls"),
        MaxCompletionTokens = map.IntegerOrNull("max_completion_tokens"),
        MaxCostUsd = map.NumberOrNull("max_cost_usd"),
        MaxFailedShare = map.NumberOrNull("max_failed_share"),
        MaxPromptTokens = map.IntegerOrNull("max_prompt_tokens"),
        MaxSteps = map.IntegerOrNull("max_run_steps"),
        MaxToolCalls = map.IntegerOrNull("max_tool_calls"),
        MaxTotalTokens = map.IntegerOrNull("max_total_tokens"),
        MaxTrials = map.IntegerOrNull("max_trials"),
        MaxWallSeconds = map.NumberOrNull("max_wall_seconds"),
    };

    private static PlanBlock ReadBlock(DocumentMap map, Registry registry) => new()
    {
        Scenario = map.Text("scenario"),
        Cases = map.Texts("cases"),
        Content = map.TextOrNull("content"),
        Cells = [.. map.Maps("cells").Select(cell => ReadCell(cell, registry))],
    };

    private static CellPlan ReadCell(DocumentMap map, Registry registry)
    {
        var world = registry.World(map.Text("world")) ?? throw new DocumentException(map.Node("world"), $"there is no world '{map.Text("world")}'");
        return new CellPlan
        {
            Name = map.Text("name"),
            Scenario = map.Text("scenario"),
            World = map.Text("world"),
            Parameters = world.Kind.Parameters.Check(map.Map("parameters")),
            Seats = [.. map.Maps("seats").Select(ReadChoice)],
            Arm = Arms.Names.IndexOf(map.Text("arm")) >= 0 ? Arms.Parse(map.Text("arm")) : throw new DocumentException(map.Node("arm"), "this is not an arm"),
            Pressure = map.Boolean("pressure"),
            Attacks = [.. map.Maps("attacks").Select(attack => new AttackChoice(attack.Text("name"), attack.Map("trigger"), attack.Map("options")))],
            Gates = [.. map.Maps("gates").Select(ReadChoice)],
            Validators = [.. map.Maps("validators").Select(ReadChoice)],
            Evaluator = map.MapOrNull("evaluator"),
            EnforcesGates = map.Boolean("enforces_gates"),
            MaxSteps = (int?)map.IntegerOrNull("max_steps"),
            MaxToolCalls = (int?)map.IntegerOrNull("max_tool_calls"),
            TimeoutSeconds = map.NumberOrNull("timeout_seconds"),
            Threshold = map.Number("threshold"),
            AllowNoOp = map.Boolean("allow_noop"),
            Labels = [.. map.Map("labels").Entries.Select(entry => (entry.Key, entry.Value.AsText()))],
        };
    }

    private static Choice ReadChoice(DocumentMap map) => new(map.Text("name"), map.Map("options"));
}
