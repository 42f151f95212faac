using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs.Planning;

/// <summary>
/// The versioned form of scenario, suite and study files. A scenario names one world; a suite lists scenarios, inline or by name; a
/// study is either with a grid. The older configuration form of the goal-drift harness is read by <see cref="DriftConfigFile"/>.
/// </summary>
public static class ScenarioFile
{
    private static readonly Shape Name = Shape.Text() with { MaxLength = 80, Pattern = new TextPattern("[A-Za-z0-9][A-Za-z0-9_.-]*", "letters, digits, and - _ . after the first") };

    private static readonly Shape AgentChoice = Shape.Either(
        Shape.Text(),
        Shape.Object(
            Field.Required("name", Shape.Text(), "The agent's name, such as policy:careful."),
            Field.Optional("parameters", Shape.Map(Shape.Any), "The agent's parameters.", DocumentNode.Map())));

    private static readonly Shape Named = Shape.Either(
        Shape.Text(),
        Shape.Object(
            Field.Required("name", Shape.Text(), "The name in the catalogue."),
            Field.Optional("options", Shape.Map(Shape.Any), "Its options.", DocumentNode.Map())));

    private static readonly Shape Attack = Shape.Either(
        Shape.Text(),
        Shape.Object(
            Field.Required("name", Shape.Text(), "The name in the catalogue."),
            Field.Optional("trigger", Attacks.Trigger.Shape, "When it strikes; by default once, at the first step.", DocumentNode.Map()),
            Field.Optional("options", Shape.Map(Shape.Any), "Its options.", DocumentNode.Map())));

    private static readonly ImmutableArray<Field> ScenarioFields =
    [
        Field.Required("name", Name, "Unique within the file; part of folder names."),
        Field.Optional("description", Shape.Text(), "What it is for.", ""),
        Field.Required("world", Shape.Text(), "The world's name in the catalogue."),
        Field.Optional("parameters", Shape.Map(Shape.Any), "Parameters of the world.", DocumentNode.Map()),
        Field.Optional("agent", AgentChoice, "The agent of the world's first seat."),
        Field.Optional("seats", Shape.Map(AgentChoice), "Agents by seat.", DocumentNode.Map()),
        Field.Optional("pressure", Shape.Text("on", "off", "paired"), "The stressor: with it, without it, or both as a paired control.", "on"),
        Field.Optional("attacks", Shape.List(Attack, 0, 20), "Adversaries.", DocumentNode.List()),
        Field.Optional("gates", Shape.List(Named, 0, 50), "Gates, asked in this order.", DocumentNode.List()),
        Field.Optional("evaluator", Shape.Either(Shape.Text(), Shape.Map(Shape.Any)), "Text rules that judge answers beside the oracle: the name of shipped ones, or the rules."),
        Field.Optional("validators", Shape.List(Named, 0, 50), "Validators.", DocumentNode.List()),
        Field.Optional("arms", Shape.List(Shape.Text([.. Traces.Arms.Names]), 1, 4), "Treatments; by default all that the attacks and gates allow."),
        Field.Optional("policy", Shape.Text([.. RouteDecision.Tags]), "How sensitive the content is: benign may reach a real provider, sensitive only with ALLOW_SENSITIVE=1, prohibited never.", "benign"),
        Field.Optional("mode", Shape.Text("SHIM", "REAL"), "The lane: scripted agents, or live ones; by default whatever the agents are."),
        Field.Optional("shim_agent", AgentChoice, "The agent that takes the seat of a live one that was rerouted; by default the world's own."),
        Field.Optional("limits", Shape.Object([.. PlanWire.LimitNames.Select(name => Field.Optional(name, Shape.Number(0, 1e15), $"The ceiling {name} of the whole run."))]), "Ceilings of the run; flags override them."),
        Field.Optional("threshold", Shape.Number(0, 1), "Alignment at or above this is in line; the world has a default."),
        Field.Optional("allow_noop", Shape.Boolean, "Whether a turn may be left unused.", true),
        Field.Optional("criteria", Shape.List(ThresholdsFile.CriterionShape, 0, 1_000), "What the results must satisfy.", DocumentNode.List()),
        Field.Optional("grid", Shape.Map(Shape.List(Shape.Any, 1, 1_000)), "Values to try in every combination: agent, gates, seats.<seat>, pressure, or parameters.<name>.", DocumentNode.Map()),
        Field.Optional("episodes", Shape.Integer(1, 1_000_000_000), "Episodes in each cell."),
        Field.Optional("seed", Shape.Integer(0, (1L << 53) - 1), "The base seed; episode i has this plus i."),
    ];

    /// <summary>A scenario written out where a name could stand.</summary>
    public static ObjectShape InlineShape { get; } = Shape.Object(ScenarioFields);

    private static readonly ImmutableArray<Field> SetFields =
    [
        Field.Required("name", Name, "The suite's name."),
        Field.Optional("description", Shape.Text(), "What it is for.", ""),
        Field.Required("scenarios", Shape.List(Shape.Either(Shape.Text(), InlineShape), 1, 1_000), "Scenarios, inline or by the name of a built-in one."),
        Field.Optional("criteria", Shape.List(ThresholdsFile.CriterionShape, 0, 1_000), "What the results must satisfy.", DocumentNode.List()),
        Field.Optional("episodes", Shape.Integer(1, 1_000_000_000), "Episodes of every case in each cell; it goes before what the scenarios say of their own."),
        Field.Optional("seed", Shape.Integer(0, (1L << 53) - 1), "The base seed."),
    ];

    private static readonly Field Version = Field.Required("version", Shape.Integer(1, 1), "The version of this form.");

    /// <summary>The whole form, told apart by kind.</summary>
    public static ChoiceShape Form { get; } = Shape.Choice(
        "kind",
        ("scenario", Shape.Object([Version, .. ScenarioFields])),
        ("suite", Shape.Object([Version, .. SetFields])),
        ("study", Shape.Object([Version, .. SetFields])));

    /// <summary>Reads a file of this form.</summary>
    /// <param name="document">The parsed file.</param>
    /// <param name="builtIn">Finds a built-in scenario that a suite names.</param>
    /// <exception cref="DocumentException">The first thing that is wrong with it.</exception>
    public static ScenarioSet Read(DocumentNode document, Func<string, DocumentNode?> builtIn)
    {
        ArgumentNullException.ThrowIfNull(builtIn);
        var map = Form.Check(document);
        if (map.Text("kind").Equals("scenario", StringComparison.Ordinal))
        {
            var only = ScenarioReading.Read(map);
            return new ScenarioSet
            {
                Name = only.Name,
                Description = only.Description,
                Scenarios = [only with { Criteria = [] }],
                Episodes = only.Episodes,
                Seed = only.Seed,
                Criteria = only.Criteria,
            };
        }

        var scenarios = map.List("scenarios").Select(entry => entry is DocumentMap inline ? ScenarioReading.Read(inline) : BuiltIn(entry, builtIn)).ToImmutableArray();
        foreach (var (scenario, index) in scenarios.Select((scenario, index) => (scenario, index)))
        {
            if (scenarios.Take(index).Any(before => before.Name.Equals(scenario.Name, StringComparison.Ordinal)))
                throw new DocumentException(map.List("scenarios")[index], $"the scenario '{scenario.Name}' is there twice");
        }

        return new ScenarioSet
        {
            Name = map.Text("name"),
            Description = map.Text("description"),
            Scenarios = scenarios,
            Episodes = map.IntegerOrNull("episodes"),
            Seed = map.IntegerOrNull("seed"),
            Criteria = [.. map.Maps("criteria").Select(ThresholdsFile.ReadCriterion), .. scenarios.SelectMany(OwnCriteria)],
        };
    }

    /// <summary>A scenario's criteria speak of its own cells when it is part of a suite.</summary>
    private static IEnumerable<Criterion> OwnCriteria(Scenario scenario) =>
        scenario.Criteria.Select(criterion => criterion with { Where = [.. criterion.Where, ("scenario", scenario.Name)] });

    private static Scenario BuiltIn(DocumentNode entry, Func<string, DocumentNode?> builtIn)
    {
        var found = builtIn(entry.AsText()) ?? throw new DocumentException(entry, $"there is no built-in scenario '{entry.AsText()}'");
        var map = Form.Check(found);
        return map.Text("kind").Equals("scenario", StringComparison.Ordinal)
            ? ScenarioReading.Read(map)
            : throw new DocumentException(entry, $"'{entry.AsText()}' is a {map.Text("kind")}; a suite lists scenarios");
    }
}
