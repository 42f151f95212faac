using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Tasks;

namespace Tiltyard.Lab.Studies;

/// <summary>One treatment of a study: the values of its ablations, and the laboratory's parameters that they come to.</summary>
public sealed record StudyCondition
{
    /// <summary>cond_0, cond_1, ...</summary>
    public required string Id { get; init; }

    public required string Label { get; init; }

    /// <summary>The values as they stand in the specification, by key.</summary>
    public required ImmutableArray<(string Key, DocumentNode Value)> Ablations { get; init; }

    /// <summary>Parameters of the world, unchecked.</summary>
    public required DocumentMap Parameters { get; init; }
}

/// <summary>
/// A study in the documented form: one task under every combination of some values. All conditions play the same seeds, so that they can be compared pair by pair; the
/// published runner gives each its own, and compares chance with chance.
/// </summary>
public sealed record StudySpec
{
    private const int MostConditions = 64;

    /// <summary>Keys of an ablation, the parameter behind each, and how its values are written there.</summary>
    private static readonly ImmutableSortedDictionary<string, (string Parameter, Shape Values)> Known = new Dictionary<string, (string, Shape)>(StringComparer.Ordinal)
    {
        ["enforcement"] = ("enforcement", Shape.Boolean),
        ["load"] = ("load", Shape.Integer(1, 100)),
        ["roster"] = ("roster", Shape.Text("full", "documented")),
        ["strict_signatures"] = ("strict_signatures", Shape.Boolean),
        ["timing_mode"] = ("timing", Shape.Text("explicit", "simulated")),
        ["trust_skeleton"] = ("access_control", Shape.Boolean),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Documented keys that the published engine never reads, and ours does not have apart.</summary>
    private static readonly string[] Inert = ["dual_approval", "log_granularity", "rbac"];

    private static readonly ObjectShape Form = Shape.Object(
        Field.Optional("version", Shape.Either(Shape.Text(), Shape.Number()), "The version of the form, for the reader."),
        Field.Optional("description", Shape.Text(), "What the study is for."),
        Field.Required("task", Shape.Text([.. LabTasks.Names]), "The task."),
        Field.Required("episodes", Shape.Integer(1, 10_000_000), "Episodes of each condition."),
        Field.Optional("seed_base", Shape.Integer(0, 1L << 52), "The seed of the first episode of every condition.", 100L),
        Field.Optional("timing_mode", Shape.Text("explicit", "simulated"), "Whether device time passes by itself.", "explicit"),
        Field.Required("ablations", Shape.Map(Shape.List(Shape.Any, min: 1, max: MostConditions)), "Keys and the values that each takes."),
        Field.Optional("condition_labels", Shape.List(Shape.Text()), "A name for each condition, in their order."),
        Field.Optional("agent_config", Shape.Object(Field.Optional("agent", Shape.Text(ControlTable.Agents), "The agent of every seat.", "policy:baseline")), "Who plays."));

    public required string Task { get; init; }

    public required int Episodes { get; init; }

    public required long Seed { get; init; }

    public required string Agent { get; init; }

    public required ImmutableArray<StudyCondition> Conditions { get; init; }

    /// <summary>Reads a specification.</summary>
    /// <param name="document">The specification.</param>
    /// <param name="timing">The timing that takes the place of the specification's; null leaves it.</param>
    /// <param name="policy">Policy documents that lie over the shipped ones.</param>
    /// <exception cref="DocumentException">The first thing that is wrong.</exception>
    public static StudySpec Read(DocumentNode document, string? timing = null, DocumentMap? policy = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        var map = Form.Check(document).AsMap();
        var axes = Axes(map.Map("ablations"));
        if (timing is not null && axes.FirstOrDefault(axis => axis.Key is "timing_mode") is { Key: not null } swept) throw new DocumentException("--timing", $"the study itself compares timings: {swept.Values.Length} of them");
        var points = Points(axes);
        if (points.Length > MostConditions) throw new DocumentException(map.Node("ablations"), $"there are {points.Length} conditions: at most {MostConditions} are compared");
        var labels = map.Texts("condition_labels");
        if (!labels.IsEmpty && labels.Length != points.Length) throw new DocumentException(map.Node("condition_labels"), $"there are {labels.Length} labels and {points.Length} conditions");
        return new StudySpec
        {
            Task = map.Text("task"),
            Episodes = (int)map.Integer("episodes"),
            Seed = map.Integer("seed_base"),
            Agent = map.MapOrNull("agent_config")?.Text("agent", "policy:baseline") ?? "policy:baseline",
            Conditions = [.. points.Select((point, place) => Condition(map, place, point, labels.IsEmpty ? null : labels[place], timing ?? map.Text("timing_mode"), policy))],
        };
    }

    /// <summary>The condition as a benchmark.</summary>
    public BenchmarkRun Run(StudyCondition condition, string? partner = null, string? gitSha = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new BenchmarkRun { Parameters = condition.Parameters, Agent = Agent, Episodes = Episodes, Seed = Seed, Partner = partner, GitSha = gitSha };
    }

    /// <summary>Axes in the order of their keys, with their values checked.</summary>
    private static ImmutableArray<(string Key, ImmutableArray<DocumentNode> Values)> Axes(DocumentMap ablations)
    {
        if (ablations.Entries.IsEmpty) throw new DocumentException(ablations, "there is nothing to compare: give a key and its values");
        foreach (var entry in ablations.Entries)
        {
            if (Inert.Contains(entry.Key, StringComparer.Ordinal)) throw new DocumentException(entry.KeyPlace, ablations.Path.ToString(), $"nothing in the laboratory reads {entry.Key}: its conditions would differ by nothing; trust_skeleton switches roles, tokens and signatures");
            if (!Known.TryGetValue(entry.Key, out var known)) throw new DocumentException(entry.KeyPlace, ablations.Path.ToString(), UnknownName.Reason("ablation", entry.Key, Known.Keys));
            var values = entry.Value.AsList().Items;
            foreach (var value in values) known.Values.Check(value);
            if (values.DistinctBy(CanonicalJson.Text, StringComparer.Ordinal).Count() < values.Length) throw new DocumentException(entry.Value, "a value is there twice");
        }

        return [.. ablations.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value.AsList().Items))];
    }

    private static ImmutableArray<ImmutableArray<(string Key, DocumentNode Value)>> Points(ImmutableArray<(string Key, ImmutableArray<DocumentNode> Values)> axes)
    {
        ImmutableArray<ImmutableArray<(string, DocumentNode)>> points = [[]];
        foreach (var (key, values) in axes)
        {
            points = [.. points.SelectMany(point => values.Select(value => point.Add((key, value))))];
            if (points.Length > MostConditions * MostConditions) break;
        }

        return points;
    }

    private static StudyCondition Condition(DocumentMap map, int place, ImmutableArray<(string Key, DocumentNode Value)> point, string? label, string timing, DocumentMap? policy)
    {
        var parameters = new Dictionary<string, DocumentNode>(StringComparer.Ordinal) { ["task"] = map.Node("task"), ["timing"] = timing };
        if (policy is not null) parameters["policy"] = policy;
        foreach (var (key, value) in point) parameters[Known[key].Parameter] = key is "strict_signatures" ? value.AsBoolean() ? "on" : "off" : value;
        return new StudyCondition
        {
            Id = $"cond_{place}",
            Label = label ?? string.Join(", ", point.Select(one => $"{one.Key}={(one.Value is DocumentScalar { Kind: DocumentScalarKind.Text } text ? text.AsText() : CanonicalJson.Text(one.Value))}")),
            Ablations = point,
            Parameters = DocumentNode.Map([.. parameters.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value))]),
        };
    }
}
