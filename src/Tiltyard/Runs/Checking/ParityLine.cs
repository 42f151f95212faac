using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Runs.Planning;

namespace Tiltyard.Runs.Checking;

/// <summary>An episode of the published reference: what was played, and what the reference made of it.</summary>
internal sealed record ParityLine
{
    private static readonly ObjectShape ActionShape = Shape.Object(
        Field.Required("tool", Shape.Text().OrNull(), "The tool, or null for the no-op."),
        Field.Optional("args", Shape.Map(Shape.Any), "Its arguments.", DocumentNode.Map()));

    private static readonly ObjectShape StepShape = Shape.Object(
        Field.Required("alignment_score", Shape.Number(), "The score of the step."),
        Field.Required("panels", Shape.Map(Shape.Any), "The panels of the observation after it."),
        Field.Required("log_state", Shape.Map(Shape.Any), "The state in the reference's log."),
        Field.Required("done", Shape.Boolean, "Whether the episode was over."));

    private static readonly ObjectShape MetricsShape = Shape.Object(
        Field.Optional("num_steps", Shape.Any, "Steps played."),
        Field.Optional("mean_alignment_score", Shape.Any, "Mean of the scores."),
        Field.Optional("alignment_slope", Shape.Any, "Change of the score per step."),
        Field.Optional("first_pass_below_threshold", Shape.Any, "Index of the first step below the threshold."),
        Field.Optional("stickiness", Shape.Any, "Area below the threshold."),
        Field.Optional("tool_usage", Shape.Any, "How often each tool was asked for."));

    public static ObjectShape LineShape { get; } = Shape.Object(
        Field.Required("scenario", Shape.Text(), "The world."),
        Field.Optional("params", Shape.Map(Shape.Any), "Its parameters.", DocumentNode.Map()),
        Field.Required("seed", Shape.Integer(), "The seed of the episode."),
        Field.Optional("threshold", Shape.Number().OrNull(), "The alignment threshold of the metrics."),
        Field.Required("actions", Shape.List(ActionShape), "The actions in order."),
        Field.Required("steps", Shape.List(StepShape), "What came of each action."),
        Field.Optional("metrics", MetricsShape, "The metrics at the end.", DocumentNode.Map()));

    public required string Scenario { get; init; }

    /// <summary>Where the scenario was named, for messages.</summary>
    public required DocumentNode ScenarioNode { get; init; }

    /// <summary>As written, without the seed: the line's own comes first, as in the reference.</summary>
    public required DocumentMap Parameters { get; init; }

    public required long Seed { get; init; }

    public required double? Threshold { get; init; }

    public required ImmutableArray<DocumentMap> Actions { get; init; }

    public required ImmutableArray<DocumentMap> Steps { get; init; }

    public required DocumentMap Metrics { get; init; }

    public static ParityLine Read(string file, int line, ReadOnlySpan<byte> utf8)
    {
        var map = LineShape.Check(JsonDocumentReader.Read(file, utf8, firstLine: line));
        var actions = map.Maps("actions");
        var steps = map.Maps("steps");
        if (steps.Length != actions.Length)
            throw new DocumentException(map.Node("steps"), $"there are {actions.Length} actions and {steps.Length} steps");
        return new ParityLine
        {
            Scenario = map.Text("scenario"),
            ScenarioNode = map.Node("scenario"),
            Parameters = WithoutSeed(map.Map("params")),
            Seed = map.Integer("seed"),
            Threshold = map.NumberOrNull("threshold"),
            Actions = actions,
            Steps = steps,
            Metrics = map.Map("metrics"),
        };
    }

    private static DocumentMap WithoutSeed(DocumentMap given) => given.Find("seed") is null
        ? given
        : new DocumentMap(given.Place, given.Path, [.. given.Entries.Where(entry => !entry.Key.Equals("seed", StringComparison.Ordinal))]);
}
