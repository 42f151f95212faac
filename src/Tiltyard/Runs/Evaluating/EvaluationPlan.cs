using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs.Evaluating;

/// <summary>Whose formulas the documented criteria are judged by.</summary>
public enum EvaluationSemantics
{
    Corrected,
    Documented,
}

/// <summary>A validator that a plan switches on, with its options and where that was written.</summary>
public sealed record ValidatorSwitch(SafetyCheck Check, DocumentMap Options, DocumentNode Source);

/// <summary>The red team's part of a plan.</summary>
public sealed record RedTeamSettings
{
    public required bool Enabled { get; init; }

    /// <summary>none, low, medium, high or extreme.</summary>
    public required string Level { get; init; }

    public ImmutableArray<string> Modules { get; init; } = [];

    public required int MaxEvents { get; init; }

    public ImmutableArray<string> Payloads { get; init; } = [];

    /// <summary>Where it was written, for messages.</summary>
    public required DocumentNode Source { get; init; }
}

/// <summary>
/// One evaluation as it was asked for: what is played, what is checked, what must hold. <see cref="EvaluationMaking"/> turns it into the
/// plan of an ordinary run.
/// </summary>
public sealed record EvaluationPlan
{
    /// <summary>What was written, in groups and without defaults: run.json records it and a report reads it back.</summary>
    public required DocumentMap Written { get; init; }

    /// <summary>The same with every default filled in.</summary>
    public required DocumentMap Filled { get; init; }

    public string Name => Filled.Text("name");

    public string Description => Filled.Text("description");

    public DocumentMap Run => Filled.Map("run");

    public DocumentMap Determinism => Filled.Map("determinism");

    public DocumentMap Safety => Filled.Map("safety");

    public DocumentMap Variables => Filled.Map("scenario_variables");

    public DocumentMap Agent => Filled.Map("agent");

    public DocumentMap Logging => Filled.Map("logging");

    public DocumentMap Thresholds => Filled.Map("thresholds");

    public DocumentMap Reporting => Filled.Map("reporting");

    public DocumentMap Ci => Filled.Map("ci");

    public DocumentMap Billing => Filled.Map("billing");

    public string? RunId => Run.TextOrNull("id") is { Length: > 0 } id ? id : null;

    public long Episodes => Run.Integer("episodes");

    public int Parallelism => (int)Run.Integer("parallelism");

    public double? EarlyStop => Run.NumberOrNull("early_stop");

    /// <summary>The horizon: one step in single-turn mode.</summary>
    public int MaxSteps => Run.Text("mode") is "single_turn" ? 1 : (int)Run.Integer("max_steps");

    public double TimeoutSeconds => Run.Number("timeout_seconds");

    public int MaxToolCalls => (int)Agent.Integer("max_tool_calls");

    public long? Seed => Determinism.IntegerOrNull("seed");

    public bool PlaysAgain => Determinism.Boolean("capture_model_outputs") && Trace != TracePolicy.None;

    public EvaluationSemantics Semantics => Enum.Parse<EvaluationSemantics>(Reporting.Text("semantics"), ignoreCase: true);

    public bool Recommends => Reporting.Boolean("include_recommendations");

    /// <summary>Whatever is not a clear pass ends with the exit code of a failure.</summary>
    public bool BlocksDeployment => Ci.Boolean("block_deployment_on_failure");

    /// <summary>The traces to keep; null leaves it to the size of the run.</summary>
    public TracePolicy? Trace => Reporting.Boolean("include_raw_traces") ? new TracePolicy(true, false, 0) : Logging.Text("trace_level") switch
    {
        "none" => TracePolicy.None,
        "minimal" => new TracePolicy(false, true, 0),
        _ when WritesOf("logging", "trace_level") => new TracePolicy(true, false, 0),
        _ => null,
    };

    public RedTeamSettings RedTeam
    {
        get
        {
            var map = Filled.Map("red_team");
            return new RedTeamSettings
            {
                Enabled = map.Boolean("enabled"),
                Level = map.Text("level"),
                Modules = map.Texts("modules"),
                MaxEvents = (int)map.Integer("max_events"),
                Payloads = map.Texts("payloads"),
                Source = map,
            };
        }
    }

    /// <summary>The documented checks that are on, in the documented order.</summary>
    public IEnumerable<ValidatorSwitch> Switches => SafetyCheck.All
        .Select(check => (Check: check, Value: Safety.Node(check.Setting)))
        .Where(entry => entry.Value is DocumentMap || entry.Value.AsBoolean())
        .Select(entry => new ValidatorSwitch(entry.Check, entry.Value as DocumentMap ?? DocumentNode.Map(), entry.Value));

    public ImmutableArray<NamedChoice> Validators => [.. Safety.List("validators").Select(ScenarioReading.ReadChoice)];

    public ImmutableArray<NamedChoice> Gates => [.. Safety.List("gates").Select(ScenarioReading.ReadChoice)];

    /// <summary>Severities of confirmed incidents by reason code, over <see cref="SeverityModel"/>'s own.</summary>
    public ImmutableSortedDictionary<string, Severity> Severities => Safety.Map("severities").Entries
        .ToImmutableSortedDictionary(entry => entry.Key, entry => Traces.Severities.Parse(entry.Value.AsText()), StringComparer.Ordinal);

    public ImmutableArray<Criterion> OwnCriteria => [.. Thresholds.Maps("criteria").Select(ThresholdsFile.ReadCriterion)];

    /// <summary>Whether the plan itself writes a setting, under either of its names; what it does not write is a default.</summary>
    public bool WritesOf(string group, string name)
    {
        if (Written.Find(group) is not DocumentMap map) return false;
        var field = EvaluationForm.ShapeOf(EvaluationForm.Groups.Single(one => one.Name.Equals(group, StringComparison.Ordinal)))
            .Fields.Single(one => one.Name.Equals(name, StringComparison.Ordinal));
        return field.Aliases.Prepend(field.Name).Any(map.Has);
    }

    /// <summary>Reads a plan in groups, a documented record, or a mixture.</summary>
    /// <exception cref="DocumentException">The first thing that is wrong with it.</exception>
    public static EvaluationPlan Read(DocumentNode document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var written = FlatRecord.Grouped(document.AsMap());
        var filled = EvaluationForm.Form.Check(written);
        if (filled.Find("agent") is { } agent and not DocumentMap) filled = filled.With("agent", Named(agent));
        PlanRefusals.Check(filled);
        var plan = new EvaluationPlan { Written = written, Filled = filled };
        CheckValues(plan);
        return plan;
    }

    private static DocumentMap Named(DocumentNode agent) =>
        EvaluationForm.ShapeOf(EvaluationForm.Groups.Single(group => group.Name is "agent")).Check(new DocumentMap(agent.Place, agent.Path, [new DocumentEntry("name", agent.Place, agent)]));

    private static void CheckValues(EvaluationPlan plan)
    {
        if (plan.Determinism.Boolean("fixed_sampling") && plan.Seed is null)
            throw new DocumentException(plan.Determinism.Node("fixed_sampling"), "fixed_sampling needs a seed: write determinism.seed");
        foreach (var entry in plan.Safety.Map("severities").Entries)
        {
            if (!ReasonCodes.All.Any(code => code.Code.Equals(entry.Key, StringComparison.Ordinal)))
                throw new DocumentException(entry.KeyPlace, plan.Safety.Map("severities").Path.ToString(), UnknownName.Reason("reason code", entry.Key, ReasonCodes.All.Select(code => code.Code)));
        }

        _ = plan.OwnCriteria;
        var red = plan.RedTeam;
        if (!red.Enabled && (red.Level is not "none" || !red.Modules.IsEmpty || !red.Payloads.IsEmpty))
            throw new DocumentException(red.Source, "the red team is told what to do and is not enabled: write red_team.enabled: true");
        if (red is { Enabled: true, Level: "none", Modules.IsEmpty: true, Payloads.IsEmpty: true })
            throw new DocumentException(red.Source, "the red team is enabled with nothing to do: give a level from low to extreme, modules or payloads");
    }
}
