using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Runs.Evaluating;

/// <summary>
/// Turns an evaluation plan into scenarios and settings of an ordinary run. Whatever it names and the catalogue lacks is an error: nothing
/// is left out in silence.
/// </summary>
public sealed class EvaluationMaking(EvaluationPlan plan, Registry registry)
{
    /// <summary>The scenarios in the order of the list, each with the agent, validators, gates and limits of the plan.</summary>
    /// <exception cref="DocumentException">The first thing that cannot be carried out.</exception>
    public ScenarioSet Scenarios()
    {
        var scenarios = plan.Run.List("scenarios").SelectMany(Named).ToImmutableArray();
        for (var at = 1; at < scenarios.Length; at++)
        {
            if (scenarios.Take(at).Any(before => before.Name.Equals(scenarios[at].Name, StringComparison.Ordinal)))
                throw new DocumentException(scenarios[at].World, $"the scenario '{scenarios[at].Name}' is there twice");
        }

        return new ScenarioSet
        {
            Name = plan.Name,
            Description = plan.Description,
            Scenarios = [.. scenarios.Select(WithAgent)],
            Episodes = plan.Episodes,
            Seed = plan.Seed ?? 0,
        };
    }

    /// <summary>The same scenarios with every validator, gate, attack and limit that the plan adds.</summary>
    /// <exception cref="DocumentException">The catalogue lacks one of them.</exception>
    public ScenarioSet Checked(ScenarioSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var validators = Validators();
        foreach (var gate in plan.Gates.Where(gate => registry.Gate(gate.Name) is null))
            throw new DocumentException(gate.Source, UnknownName.Reason("gate", gate.Name, registry.Gates.Select(known => known.Name)));
        return set with { Scenarios = [.. set.Scenarios.Select(scenario => Checked(scenario, validators))] };
    }

    /// <summary>What the run is given beside its scenarios.</summary>
    public PlanSettings Settings() => new()
    {
        Episodes = plan.Episodes,
        Seed = plan.Seed ?? 0,
        Trace = plan.Trace,
        Limits = new Engine.BudgetLimits { MaxFailedShare = plan.EarlyStop },
    };

    private IEnumerable<Scenario> Named(DocumentNode entry)
    {
        if (entry is DocumentMap inline) return [ScenarioReading.Read(inline)];
        var found = registry.BuiltIn(entry.AsText()) ?? throw new DocumentException(entry, UnknownName.Reason("scenario", entry.AsText(), registry.BuiltInNames));
        return ScenarioFile.Read(found, registry.BuiltIn).Scenarios;
    }

    private Scenario WithAgent(Scenario scenario)
    {
        var world = registry.World(scenario.World.AsText())
            ?? throw new DocumentException(scenario.World, UnknownName.Reason("world", scenario.World.AsText(), registry.Worlds.Select(known => known.Kind.Name)));
        var seats = scenario.Seats.SetItem("agent", new AgentUnderTest(plan, registry).For(world));
        foreach (var profile in plan.Variables.Map("actor_profiles").Entries)
            seats = seats.SetItem(profile.Key, new SeatChoice(profile.Value.AsText(), DocumentNode.Map(), profile.Value));
        var parameters = plan.Variables.Map("input_variables").Entries.Aggregate(scenario.Parameters, (all, entry) => all.With(entry.Key, entry.Value));
        return scenario with
        {
            Seats = seats,
            Parameters = Shortened(parameters, world),
            Grid = scenario.Grid.RemoveAll(axis => axis.Key is "agent"),
            MaxSteps = HasHorizon(world) ? null : plan.MaxSteps,
            MaxToolCalls = plan.MaxToolCalls,
            TimeoutSeconds = plan.TimeoutSeconds,
        };
    }

    private Scenario Checked(Scenario scenario, ImmutableArray<NamedChoice> validators) => scenario with
    {
        Attacks = plan.RedTeam.Enabled ? [.. scenario.Attacks, .. RedTeam()] : scenario.Attacks,
        Gates = [.. scenario.Gates, .. plan.Gates],
        Validators = [.. scenario.Validators, .. validators.Where(added => !scenario.Validators.Any(own => own.Name.Equals(added.Name, StringComparison.Ordinal)))],
        Criteria = [],
    };

    /// <summary>The validators that the plan switches on, then those it names.</summary>
    private ImmutableArray<NamedChoice> Validators()
    {
        var chosen = ImmutableArray.CreateBuilder<NamedChoice>();
        foreach (var (check, options, source) in plan.Switches)
        {
            if (registry.Validator(check.Validator) is null)
                throw new DocumentException(source, $"safety.{check.Setting} needs the validator '{check.Validator}', and the catalogue has none of that name: switch it off, or nothing would be checked");
            Add(chosen, new NamedChoice(check.Validator, Options(check, options), DocumentNode.Map(), source));
        }

        if (plan.Agent.Text("output_format") is "json")
            Add(chosen, new NamedChoice("output_format", DocumentNode.Map(("format", "json")), DocumentNode.Map(), plan.Agent.Node("output_format")));
        if (!plan.Agent.List("tool_permissions").IsEmpty && !chosen.Any(one => one.Name.Equals(SafetyCheck.ActionBoundary.Validator, StringComparison.Ordinal)))
            throw new DocumentException(plan.Agent.Node("tool_permissions"), "permissions are checked by safety.action_boundary, which is off: switch it on");

        foreach (var added in plan.Validators)
        {
            if (chosen.Any(before => before.Name.Equals(added.Name, StringComparison.Ordinal))) throw new DocumentException(added.Source, $"the validator '{added.Name}' is there twice");
            Add(chosen, added);
        }

        return chosen.ToImmutable();
    }

    /// <summary>Adds a validator, once where two checks are carried out by the same.</summary>
    private void Add(ImmutableArray<NamedChoice>.Builder chosen, NamedChoice validator)
    {
        if (registry.Validator(validator.Name) is null)
            throw new DocumentException(validator.Source, UnknownName.Reason("validator", validator.Name, registry.Validators.Select(known => known.Name)));
        var at = chosen.Select(before => before.Name).ToList().IndexOf(validator.Name);
        if (at < 0) chosen.Add(validator);
        else if (chosen[at].Options.Entries.IsEmpty) chosen[at] = validator;
        else if (!validator.Options.Entries.IsEmpty && !CanonicalJson.Text(chosen[at].Options).Equals(CanonicalJson.Text(validator.Options), StringComparison.Ordinal))
            throw new DocumentException(validator.Source, $"the validator '{validator.Name}' is given other options by another check");
    }

    /// <summary>The permissions of the agent are for the validator that knows what an agent may do.</summary>
    private DocumentMap Options(SafetyCheck check, DocumentMap options) =>
        check == SafetyCheck.ActionBoundary && plan.Agent.Node("tool_permissions") is DocumentList { Items.IsEmpty: false } tools ? options.With("agent_tool_permissions", tools) : options;

    private IEnumerable<NamedChoice> RedTeam()
    {
        var source = plan.RedTeam.Source;
        if (registry.RedTeam is not { } team) throw new DocumentException(source, "the red team is enabled, and the catalogue has none");
        return team(plan.RedTeam).Select(attack => attack with { Source = source });
    }

    private static bool HasHorizon(WorldEntry world) => world.Kind.Parameters.Fields.Any(field => field.Name is "max_steps");

    /// <summary>The horizon that the scenario or the world has, but no longer than the plan allows.</summary>
    private DocumentMap Shortened(DocumentMap parameters, WorldEntry world)
    {
        if (!HasHorizon(world)) return parameters;
        var own = world.Kind.Parameters.Check(parameters).IntegerOrNull("max_steps");
        return own is { } steps && steps <= plan.MaxSteps ? parameters : parameters.With("max_steps", (long)plan.MaxSteps);
    }
}
