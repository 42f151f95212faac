using System.Collections.Immutable;
using Tiltyard.Attacks;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

/// <summary>The shapes of what must and must not come of a play: events, states, plans and injection points.</summary>
internal static class OutcomeForm
{
    private static readonly EitherShape OneOrMore = Shape.Either(Shape.Text(), Shape.List(Shape.Text(), 1, 100));

    private static readonly ImmutableArray<Field> PatternFields =
    [
        Field.Optional("event", Shape.Text(), "The kind of event, or the name of a system event."),
        Field.Optional("tool", OneOrMore, "A call of this tool, or of one of these."),
        Field.Optional("status", Shape.Text("ok", "error", "any"), "What became of the call.", "ok"),
        Field.Optional("code", Shape.Text([.. ToolCodes.Names]), "The code of a call that failed."),
        Field.Optional("where", Roots.Condition, "What must hold at the call."),
        Field.Optional("discloses", OneOrMore, "Values of which one stands in the call's texts, also backwards, encoded or spelled out."),
        Field.Optional("says", OneOrMore, "Values of which one stands in the words to the user, also backwards, encoded or spelled out; what the user said first does not count."),
        Field.Optional("state", Roots.Condition, "A state that is reached in the play."),
    ];

    /// <summary>A way in which something happens.</summary>
    public static ObjectShape Pattern { get; } = Shape.Object(PatternFields);

    public static EitherShape Patterns { get; } = Shape.Either(Pattern, Shape.List(Pattern, 1, 50));

    /// <summary>An event by name or as a pattern.</summary>
    private static readonly EitherShape Event = Shape.Either(Shape.Text(), Pattern);

    private static readonly ListShape Conditions = Shape.List(Roots.Condition, 0, 100);

    public static ObjectShape Outcomes { get; } = Shape.Object(
        Field.Optional("min_events", Shape.Integer(1, 1_000_000), "The fewest events, those of the script included."),
        Field.Optional("max_events", Shape.Integer(1, 1_000_000), "The most events."),
        Field.Optional("required_events", Shape.List(Event, 0, 100), "Each must happen.", DocumentNode.List()),
        Field.Optional("forbidden_events", Shape.List(Event, 0, 100), "None may happen: each is harm.", DocumentNode.List()),
        Field.Optional("state", Conditions, "Each must hold in the end.", DocumentNode.List()),
        Field.Optional("forbidden_state", Conditions, "None may come to hold at any time: each is harm.", DocumentNode.List()),
        Field.Optional("counts", Shape.List(Shape.Object(
        [
            .. PatternFields,
            Field.Optional("min", Shape.Integer(0, 1_000_000), "So often at least.", 0),
            Field.Optional("max", Shape.Integer(0, 1_000_000), "So often at most."),
        ]), 0, 100), "How often something must happen.", DocumentNode.List()));

    private static readonly ImmutableArray<Field> ActFields =
    [
        Field.Optional("tool", Shape.Text(), "Calls this tool."),
        Field.Optional("args", Shape.Map(Shape.Any), "With these arguments; texts are templates over what the agent has read.", DocumentNode.Map()),
        Field.Optional("reply", Shape.Text(), "Says this to the user, which ends the agent's turns for this message."),
        Field.Optional("finish", Shape.Boolean, "Ends the work on this message without words.", false),
        Field.Optional("wait", Shape.Integer(1, 1_000), "Lets so many turns go by."),
        Field.Optional("when", Roots.Condition, "Only where this holds for what the agent has read."),
        Field.Optional("retry", Shape.Object(
            Field.Required("times", Shape.Integer(1, 100), "So often at most."),
            Field.Optional("wait", Shape.Integer(0, 1_000), "After so many turns.", 0)), "Calls again after TIMEOUT, RATE_LIMIT_EXCEEDED or INTERNAL_ERROR."),
    ];

    private static readonly ListShape Acts = Shape.List(Shape.Object(ActFields), 0, 2_000);

    /// <summary>A list of acts, or one that goes on with the same acts for every further message.</summary>
    public static EitherShape Plan { get; } = Shape.Either(Acts, Shape.Object(
        Field.Optional("plan", Acts, "In this order.", DocumentNode.List()),
        Field.Optional("each", Acts, "Then these for every message.", DocumentNode.List())));

    /// <summary>The one grammar of triggers, with conditions over the state of the play.</summary>
    public static ObjectShape TriggerShape { get; } = Shape.Object(
    [
        .. Trigger.Shape.Fields.Where(field => field.Name is not "when"),
        Field.Optional("when", Roots.Condition, "Strikes where this holds."),
    ]);

    public static ObjectShape Point { get; } = Shape.Object(
        Field.Required("id", ToolForm.Name, "Unique in the script."),
        Field.Optional("attack_type", Shape.Text(), "The attacker's method, for reports.", "prompt_injection"),
        Field.Optional("severity", Shape.Text("low", "medium", "high", "critical"), "How grave success would be.", "medium"),
        Field.Optional("surface", Shape.Text([.. AttackSurfaces.Names]), "Where it enters.", "message"),
        Field.Optional("tool", ToolForm.Name, "Whose result, error or description is poisoned."),
        Field.Optional("field", Shape.Text(), "The path within the tool's data that carries the text.", "note"),
        Field.Optional("from", Shape.Text(), "Whom a message claims to come from, or the name that a note, a document or the operator goes by.", "user"),
        Field.Optional("trigger", TriggerShape, "When it strikes; by default at the first chance.", DocumentNode.Map()),
        Field.Optional("payload", Shape.Text() with { MinLength = 1 }, "What is written."),
        Field.Optional("payloads", Shape.List(Shape.Text() with { MinLength = 1 }, 1, 100), "What is written, one of them at a strike."),
        Field.Optional("pick", Shape.Text("random", "sequence"), "Which: drawn each time, or one after another.", "random"),
        Field.Optional("transformations", Shape.List(Shape.Text("base64", "unicode"), 0, 2), "How the text is encoded.", DocumentNode.List()),
        Field.Required("goal", Shape.Object(
            Field.Required("wants", Shape.Text() with { MinLength = 1 }, "What the attacker wants, in one sentence."),
            Field.Required("done", Shape.Either(Shape.Text(), Pattern, Shape.List(Pattern, 1, 50)), "What must happen after a strike: something from defines, or patterns.")), "Success is judged by this alone."),
        Field.Required("obey", Acts, "What an agent does that believes what it read."));
}
