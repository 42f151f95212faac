using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Verdicts;

namespace Tiltyard.Runs.Planning;

/// <summary>Binds checked documents to <see cref="Scenario"/>.</summary>
public static class ScenarioReading
{
    public static Scenario Read(DocumentMap map) => new()
    {
        Name = map.Text("name"),
        Description = map.Text("description"),
        World = map.Node("world"),
        Parameters = map.Map("parameters"),
        Seats = ReadSeats(map),
        Pressure = Enum.Parse<PressureChoice>(map.Text("pressure"), ignoreCase: true),
        Attacks = [.. map.List("attacks").Select(ReadChoice)],
        Gates = [.. map.List("gates").Select(ReadChoice)],
        Validators = [.. map.List("validators").Select(ReadChoice)],
        Evaluator = map.NodeOrNull("evaluator"),
        Arms = ReadArms(map),
        Policy = (PolicyTag)RouteDecision.Tags.IndexOf(map.Text("policy")),
        Mode = map.TextOrNull("mode") is { } mode ? Enum.Parse<RunMode>(mode, ignoreCase: true) : null,
        ShimAgent = map.NodeOrNull("shim_agent") is { } shim ? ReadSeat(shim) : null,
        Threshold = map.NumberOrNull("threshold"),
        AllowNoOp = map.Boolean("allow_noop"),
        Criteria = [.. map.Maps("criteria").Select(ThresholdsFile.ReadCriterion)],
        Grid = [.. map.Map("grid").Entries.Select(entry => new GridAxis(entry.Key, entry.Value.AsList().Items))],
        Episodes = map.IntegerOrNull("episodes"),
        Seed = map.IntegerOrNull("seed"),
    };

    public static SeatChoice ReadSeat(DocumentNode node) => node is DocumentMap map
        ? new SeatChoice(map.Text("name"), map.Map("parameters"), node)
        : new SeatChoice(node.AsText(), DocumentNode.Map(), node);

    private static ImmutableSortedDictionary<string, SeatChoice> ReadSeats(DocumentMap map)
    {
        var seats = ImmutableSortedDictionary.CreateBuilder<string, SeatChoice>(StringComparer.Ordinal);
        foreach (var entry in map.Map("seats").Entries) seats[entry.Key] = ReadSeat(entry.Value);
        if (map.NodeOrNull("agent") is { } agent) seats["agent"] = ReadSeat(agent);
        return seats.ToImmutable();
    }

    public static NamedChoice ReadChoice(DocumentNode node) => node is DocumentMap map
        ? new NamedChoice(map.Text("name"), map.MapOrNull("options") ?? DocumentNode.Map(), map.MapOrNull("trigger") ?? DefaultTrigger, node)
        : new NamedChoice(node.AsText(), DocumentNode.Map(), DefaultTrigger, node);

    private static DocumentMap DefaultTrigger => Attacks.Trigger.Shape.Check(DocumentNode.Map());

    private static ImmutableArray<Arm> ReadArms(DocumentMap map)
    {
        var arms = map.Texts("arms").Select(Arms.Parse).ToImmutableArray();
        return arms.Distinct().Count() == arms.Length ? arms : throw new DocumentException(map.Node("arms"), "an arm is there twice");
    }
}
