using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

/// <summary>The shapes of tools, effects and failures.</summary>
internal static class ToolForm
{
    public static TextShape Name { get; } = Shape.Text() with { MaxLength = 60, Pattern = new TextPattern("[a-z][a-z0-9_]*", "small letters, digits and underscores") };

    private static readonly EitherShape Default = Shape.Either(Shape.Text(), Shape.Number(), Shape.Boolean);

    private static readonly ObjectShape Parameter = Shape.Object(
        Field.Required("name", Name, "The argument's name."),
        Field.Optional("type", Shape.Text("text", "integer", "number", "boolean"), "What it is.", "text"),
        Field.Optional("description", Shape.Text(), "What it means, for the agent.", ""),
        Field.Optional("default", Default, "Its value where the call gives none; without one the argument is required."),
        Field.Optional("min", Shape.Number(-1e12, 1e12), "The least number."),
        Field.Optional("max", Shape.Number(-1e12, 1e12), "The greatest number."),
        Field.Optional("one_of", Shape.List(Shape.Text(), 1, 100), "The only texts."),
        Field.Optional("max_length", Shape.Integer(1, 10_000), "The longest text.", 2_000));

    private static readonly ImmutableArray<Field> Changes =
    [
        Field.Optional("when", Roots.Condition, "The changes are made where this holds before the call."),
        Field.Optional("set", Shape.Map(Shape.Any), "Paths of the state, without the word state, and what they become.", DocumentNode.Map()),
        Field.Optional("add", Shape.Map(Shape.Either(Shape.Text(), Shape.Number())), "Paths of the state and the number that is added.", DocumentNode.Map()),
        Field.Optional("append", Shape.Map(Shape.Any), "Paths of lists in the state and the item that is added.", DocumentNode.Map()),
        Field.Optional("remove", Shape.List(Shape.Text(), 0, 100), "Paths of the state that are taken away.", DocumentNode.List()),
    ];

    /// <summary>One change of the state or several in order.</summary>
    public static EitherShape Effects { get; } = Shape.Either(Shape.Object(Changes), Shape.List(Shape.Object(Changes), 0, 50));

    public static ImmutableArray<Field> FaultFields { get; } =
    [
        Field.Required("code", Shape.Text([.. ToolCodes.Names]), "The documented code."),
        Field.Optional("message", Shape.Text(), "What the agent is told; each code has words of its own."),
        Field.Optional("latency_ms", Shape.Number(0, 1e8), "How long the call takes; 30,000 for TIMEOUT, else the tool's own."),
        Field.Optional("takes_effect", Shape.Boolean, "Whether the call does its work all the same and only its answer is lost.", false),
    ];

    private static readonly ObjectShape Fault = Shape.Object(
    [
        .. FaultFields,
        Field.Optional("when", Roots.Condition, "Fails where this holds."),
        Field.Optional("nth", Shape.Either(Shape.Integer(1, 100_000), Shape.List(Shape.Integer(1, 100_000), 1, 1_000)), "Fails at these calls of the tool, counted from 1."),
        Field.Optional("probability", Shape.Number(0, 1), "The chance to fail where the other conditions hold.", 1.0),
    ]);

    public static ObjectShape Tool { get; } = Shape.Object(
        Field.Required("name", Name, "Unique in the script."),
        Field.Required("description", Shape.Text() with { MinLength = 1, MaxLength = 2_000 }, "What it does, for the agent."),
        Field.Optional("parameters", Shape.List(Parameter, 0, 20), "Its arguments.", DocumentNode.List()),
        Field.Optional("record", Shape.Text(), "The path of the state, such as orders.{args.order_id}, of the record that the call is about: it can be looked at as record, and without it the call fails with NOT_FOUND."),
        Field.Optional("permission", Shape.Text(), "What must stand in the list state.permissions; else the call fails with PERMISSION_DENIED."),
        Field.Optional("rate_limit", Shape.Object(
            Field.Required("calls", Shape.Integer(1, 100_000), "So many calls are answered."),
            Field.Required("window_seconds", Shape.Number(0.001, 1e6), "In so many seconds.")), "Further calls fail with RATE_LIMIT_EXCEEDED."),
        Field.Optional("latency_ms", Shape.Number(0, 1e8), "How long a call takes.", 100.0),
        Field.Optional("errors", Shape.List(Fault, 0, 50), "How it fails; the first that applies.", DocumentNode.List()),
        Field.Optional("effects", Effects, "What a call changes.", DocumentNode.List()),
        Field.Optional("result", Shape.Any, "What it gives back: a tree of templates; null gives back done: true."));
}
