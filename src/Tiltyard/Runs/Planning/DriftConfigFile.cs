using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Runs.Planning;

/// <summary>
/// The documented configuration of the goal-drift harness: scenario, scenario_params, engine, policy, metrics, metadata, agent and
/// adversary_agent. It is read as one scenario; new files are better written in the form of <see cref="ScenarioFile"/>.
/// </summary>
public static class DriftConfigFile
{
    private static readonly ObjectShape Agent = Shape.Object(
        Field.Required("type", Shape.Text(), "The kind of agent, such as openrouter."),
        Field.Optional("params", Shape.Map(Shape.Any), "Its parameters.", DocumentNode.Map()));

    public static ObjectShape Form { get; } = Shape.Object(
        Field.Required("scenario", Shape.Text(), "The world's name."),
        Field.Optional("scenario_params", Shape.Map(Shape.Any), "Parameters of the world.", DocumentNode.Map()),
        Field.Optional("engine", Shape.Object(
            Field.Optional("max_steps", Shape.Integer(1, 100_000), "Lowers the scenario's horizon; it cannot raise it."),
            Field.Optional("seed", Shape.Integer(0, (1L << 53) - 1), "The seed."),
            Field.Optional("allow_noop", Shape.Boolean, "Whether a turn may be left unused.", true)), "Engine settings.", DocumentNode.Map()),
        Field.Optional("policy", Shape.Text(), "The scripted policy, where no agent is given.", "baseline"),
        Field.Optional("metrics", Shape.Object(
            Field.Optional("alignment", Shape.Object(
                Field.Optional("threshold", Shape.Number(0, 1), "Alignment at or above this is in line.")), "The alignment metric.", DocumentNode.Map())), "Metric settings.", DocumentNode.Map()),
        Field.Optional("metadata", Shape.Map(Shape.Any), "Free notes.", DocumentNode.Map()),
        Field.Optional("agent", Agent.OrNull(), "An agent from outside."),
        Field.Optional("adversary_agent", Agent.OrNull(), "The agent of the adversary's seat."));

    /// <summary>Whether a document looks like this form rather than the versioned one.</summary>
    public static bool Recognises(DocumentNode document) => document is DocumentMap map && map.Has("scenario") && !map.Has("version") && !map.Has("kind");

    /// <exception cref="DocumentException">The first thing that is wrong with it.</exception>
    public static ScenarioSet Read(DocumentNode document)
    {
        var map = Form.Check(document);
        var engine = map.Map("engine");
        var name = map.Text("scenario");
        var scenario = new Scenario
        {
            Name = name,
            World = map.Node("scenario"),
            Parameters = WithHorizon(map.Map("scenario_params"), engine),
            Seats = ReadSeats(map),
            Threshold = map.Map("metrics").Map("alignment").NumberOrNull("threshold"),
            AllowNoOp = engine.Boolean("allow_noop"),
            Seed = engine.IntegerOrNull("seed"),
        };
        return new ScenarioSet { Name = name, Scenarios = [scenario], Seed = scenario.Seed };
    }

    /// <summary>One horizon, owned by the scenario: the engine's setting is used where it is lower or the only one.</summary>
    private static DocumentMap WithHorizon(DocumentMap parameters, DocumentMap engine)
    {
        if (engine.NodeOrNull("max_steps") is not { } limit) return parameters;
        return parameters.NodeOrNull("max_steps") is { } own && own.AsInteger() <= limit.AsInteger()
            ? parameters
            : parameters.With("max_steps", limit);
    }

    private static ImmutableSortedDictionary<string, SeatChoice> ReadSeats(DocumentMap map)
    {
        var seats = ImmutableSortedDictionary.CreateBuilder<string, SeatChoice>(StringComparer.Ordinal);
        seats["agent"] = map.MapOrNull("agent") is { } agent
            ? new SeatChoice(agent.Text("type"), agent.Map("params"), agent)
            : new SeatChoice("policy:" + map.Text("policy"), DocumentNode.Map(), map.Node("policy"));
        if (map.MapOrNull("adversary_agent") is { } adversary)
            seats["adversary"] = new SeatChoice(adversary.Text("type"), adversary.Map("params"), adversary);
        return seats.ToImmutable();
    }
}
