using System.Collections.Immutable;
using System.CommandLine;
using Tiltyard.Catalog.Policies;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Gates.Policies;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;

namespace Tiltyard.Cli;

/// <summary>The flags of governance: gate policies, text rules, treatments, the lane, and whose arithmetic is kept.</summary>
internal sealed class GovernanceOptions
{
    private readonly Option<string[]> _gates = new("--gates") { Description = "A gate set, a gate, a policy, a file of one of them, or none; given more than once, they are compared." };
    private readonly Option<string?> _evaluator = new("--evaluator") { Description = "A file of text rules, or shipped ones by name, that judge answers beside the oracle." };
    private readonly Option<string?> _arms = new("--arms") { Description = "Treatments to play, such as benign,attacked,defended,shadow." };
    private readonly Option<string?> _mode = new("--mode") { Description = "SHIM for scripted agents, REAL for live ones; the same as MODE." };
    private readonly Option<string?> _compat = new("--compat") { Description = "Whose arithmetic of budgets and verdicts is kept: none, seed or head." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _gates, _evaluator, _arms, _mode, _compat }) command.Options.Add(option);
    }

    public RunMode? Mode(ParseResult parsed) => Routing.Asked(parsed.GetValue(_mode));

    public SeedCompat Compat(ParseResult parsed) => parsed.GetValue(_compat) is { } compat ? Flags.OneOf<SeedCompat>("--compat", compat) : SeedCompat.None;

    public Scenario Override(Scenario scenario, ParseResult parsed)
    {
        var semantics = Compat(parsed) == SeedCompat.None ? "corrected" : "documented";
        var sets = (parsed.GetValue(_gates) ?? []).Select(name => new GateNaming(semantics).Find(name)).ToArray();
        if (sets.Length > 0) scenario = scenario with { Grid = scenario.Grid.RemoveAll(axis => axis.Key is "gates") };
        if (sets.Length == 1) scenario = scenario with { Gates = [.. sets[0].Select(ScenarioReading.ReadChoice)] };
        if (sets.Length > 1) scenario = scenario with { Grid = [.. scenario.Grid, new GridAxis("gates", [.. sets.Select(AxisValue)])] };
        if (parsed.GetValue(_evaluator) is { } evaluator) scenario = scenario with { Evaluator = Rules("--evaluator", evaluator) };
        return parsed.GetValue(_arms) is { } arms ? scenario with { Arms = ReadArms(arms) } : scenario;
    }

    /// <summary>The ceilings of the flags, each lowered to that of the policy files.</summary>
    public static BudgetLimits Lowered(BudgetLimits limits, ScenarioSet set)
    {
        foreach (var policy in set.Scenarios.SelectMany(Documents).Select(document => document.MapOrNull("limits")).OfType<DocumentMap>())
        {
            limits = limits with
            {
                MaxCalls = Min(limits.MaxCalls, policy.IntegerOrNull("max_calls")),
                MaxTrials = Min(limits.MaxTrials, policy.IntegerOrNull("max_trials")),
                MaxTotalTokens = Min(limits.MaxTotalTokens, policy.IntegerOrNull("max_total_tokens")),
                MaxPromptTokens = Min(limits.MaxPromptTokens, policy.IntegerOrNull("max_prompt_tokens")),
                MaxCompletionTokens = Min(limits.MaxCompletionTokens, policy.IntegerOrNull("max_completion_tokens")),
            };
        }

        return limits;
    }

    private static IEnumerable<DocumentMap> Documents(Scenario scenario) => scenario.Gates
        .Concat(scenario.Grid.Where(axis => axis.Key is "gates").SelectMany(axis => axis.Values).OfType<DocumentMap>().Select(ScenarioReading.ReadChoice))
        .Select(gate => gate.Options.MapOrNull("document")).OfType<DocumentMap>();

    private static long? Min(long? one, long? other) => one is { } a && other is { } b ? Math.Min(a, b) : one ?? other;

    private static DocumentNode AxisValue(ImmutableArray<DocumentNode> gates) => gates.Length switch
    {
        0 => "none",
        1 => gates[0],
        _ => DocumentNode.List(gates),
    };

    /// <summary>The options of the gate that decides by a policy document; GATES_MODE wins over its own mode.</summary>
    public static DocumentMap PolicyOptions(string name, DocumentNode document, string semantics)
    {
        var options = DocumentNode.Map(("document", document), ("file", name), ("semantics", semantics));
        if (Environment.GetEnvironmentVariable("GATES_MODE") is not { Length: > 0 } mode) return options;
        PolicyModes.Parse("GATES_MODE", mode);
        return options.With("mode", mode);
    }

    private static DocumentNode Rules(string flag, string name)
    {
        try
        {
            return ShippedPolicies.Find(name) ?? InputFiles.ReadDocument(name);
        }
        catch (DocumentException e)
        {
            var reason = $"{e.Reason} (give the text rules with {flag})";
            throw e.Place is { } place ? new DocumentException(place, e.Path, reason, e) : new DocumentException(name, reason);
        }
    }

    private static ImmutableArray<Arm> ReadArms(string text)
    {
        var arms = text.Split(',', StringSplitOptions.TrimEntries).Select(name => Arms.Names.IndexOf(name) is var index and >= 0
            ? (Arm)index
            : throw new DocumentException("--arms", UnknownName.Reason("arm", name, Arms.Names))).ToImmutableArray();
        return arms.Distinct().Count() == arms.Length ? arms : throw new DocumentException("--arms", "an arm is there twice");
    }
}
