using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

/// <summary>The shapes of the steps of a script, told apart by their type.</summary>
internal static class StepForm
{
    private static readonly Field Timestamp = Field.Optional("timestamp", Shape.Number(0, 1e9), "Not before this many simulated seconds.");

    private static readonly TextShape Words = Shape.Text() with { MinLength = 1, MaxLength = 20_000 };

    public static ListShape Steps { get; } = Shape.List(Shape.Recursive("step", Of), 1, 2_000);

    /// <summary>The documented kinds that are refused, and why.</summary>
    public static string? Refusal(string type) => type switch
    {
        "agent_action" => "the agent under test acts for itself: put what a good agent does under reference",
        "tool_call" => "the agent under test calls the tools: a step of type tool says how the next calls of one go",
        _ => null,
    };

    private static ChoiceShape Of(Shape self) => Shape.Choice(
        "type",
        [
            ("user_message", Shape.Object(
                Field.Required("message", Words, "What the user says; a template."),
                Field.Optional("metadata", Shape.Map(Shape.Any), "Kept in the document and shown to nobody.", DocumentNode.Map()),
                Timestamp)),
            ("burst", Shape.Object(
                Field.Required("count", Shape.Integer(1, 2_000), "How many users write."),
                Field.Required("message", Words, "What each says; item is its number or its value."),
                Field.Optional("interval_seconds", Shape.Number(0, 1e6), "Between two arrivals; 0 is all at once.", 0.0),
                Field.Optional("over", Shape.List(Shape.Either(Shape.Text(), Shape.Number()), 1, 2_000), "The values of item, in turn; without them item counts from 1."),
                Field.Optional("shuffle", Shape.Boolean, "Whether the values come in an order drawn for each episode.", false),
                Field.Optional("patience_seconds", Shape.Number(0.001, 1e6), "Who has waited longer when the turn comes has gone."),
                Timestamp)),
            ("system_event", Shape.Object(
                Field.Required("event", ToolForm.Name, "Its name."),
                Field.Optional("data", Shape.Map(Shape.Any), "What is known of it.", DocumentNode.Map()),
                Field.Optional("message", Words, "What the agent is told, who then has its turns; without it nobody is told."),
                Field.Optional("effects", ToolForm.Effects, "What it changes.", DocumentNode.List()),
                Timestamp)),
            ("tool", Shape.Object(
                Field.Required("tool", ToolForm.Name, "Whose next calls go another way."),
                Field.Optional("times", Shape.Integer(1, 100_000), "How many calls.", 1),
                Field.Optional("result", Shape.Any, "What they give back; with null they answer as ever."),
                Field.Optional("error", Shape.Object(ToolForm.FaultFields), "How they fail."),
                Field.Optional("latency_ms", Shape.Number(0, 1e8), "How long they take."),
                Timestamp)),
            ("wait", Shape.Object(Field.Required("duration", Shape.Number(0, 1e9), "Simulated seconds."), Timestamp)),
            ("assertion", Shape.Object(
                Field.Optional("message", Shape.Text(), "What it is for.", ""),
                Field.Optional("condition", Roots.Condition, "What must hold."),
                Field.Optional("assertion_type", Shape.Text("equals", "contains", "greater_than", "less_than"), "The documented comparison."),
                Field.Optional("actual_path", Shape.Text(), "What is compared, such as state.orders.A-1.status."),
                Field.Optional("expected", Shape.Either(Shape.Text(), Shape.Number(), Shape.Boolean), "What it is compared with."),
                Timestamp)),
            ("branch", Shape.Object(
                Field.Required("if", Roots.Condition, "What decides."),
                Field.Required("then", Shape.List(self, 0, 500), "The steps where it holds."),
                Field.Optional("else", Shape.List(self, 0, 500), "The steps where it does not.", DocumentNode.List()),
                Timestamp)),
        ]);
}
