using System.Collections.Immutable;
using Tiltyard.Conditions;
using Tiltyard.Documents;

namespace Tiltyard.Gates.Policies;

/// <summary>What the two forms of policy files may look like; both are closed.</summary>
internal static class PolicyForms
{
    public static TextShape Code { get; } = Shape.Text() with { Pattern = new TextPattern("[A-Za-z][A-Za-z0-9_.-]{0,79}", "a letter, then at most 79 letters, digits, '_', '.' and '-'") };

    private static readonly TextShape Id = Shape.Text() with { Pattern = new TextPattern("[A-Za-z][A-Za-z0-9_.-]{0,69}", "a letter, then at most 69 letters, digits, '_', '.' and '-'") };

    private static readonly ConditionForm Language = new(PolicyFacts.Roots);

    private static readonly ImmutableArray<Field> OfAnAnswer =
    [
        Field.Optional("reason_code", Code, "The code of this answer."),
        Field.Optional("message", Shape.Text(), "The message of this answer."),
    ];

    /// <summary>A condition that may carry the code and message of its answer.</summary>
    private static readonly RecursiveShape Answer = Shape.Recursive("answer", static _ => Shape.Either(
        Shape.Null, Shape.Boolean, Shape.Number(), Shape.Text(), Shape.List(Language.Condition, 0, 200),
        Shape.Keyed(
            Language.Facts(["reason_code", "message"]),
            [Shape.Object([Field.Required("condition", Language.Condition, "The condition, beside code and message."), .. OfAnAnswer]),
                .. Language.Forms(Language.Condition).Select(fields => Shape.Object([.. fields, .. OfAnAnswer]))])));

    private static readonly ObjectShape ByDecision = Shape.Object(
        Field.Optional("allow", Shape.Text(), "For allow_if."), Field.Optional("warn", Shape.Text(), "For warn_if."), Field.Optional("deny", Shape.Text(), "For deny_if."));

    private static readonly ListShape Rules = Shape.List(
        Shape.Recursive("rule", static _ => Shape.Object(
            Field.Required("id", Id, "The rule's name."),
            Field.Optional("applies_if", Language.Condition, "When the rule speaks at all; always by default."),
            Field.Optional("deny_if", Answer, "Tried first."),
            Field.Optional("warn_if", Answer, "Tried second."),
            Field.Optional("allow_if", Answer, "Tried last."),
            Field.Optional("reason_code", Shape.Either(Code, ByDecision), "The code of deny, or of each answer."),
            Field.Optional("severity", Shape.Text("info", "low", "medium", "high", "critical"), "How grave a deny is to whoever judges a trace by the policy; high by default."),
            Field.Optional("message", Shape.Either(Shape.Text(), ByDecision), "The message of deny, or of each answer."))), 0, 1_000);

    public static ObjectShape Gates { get; } = Shape.Object(
        Field.Required("version", Shape.Integer(1, 1), "The version of this form."),
        Field.Optional("defaults", Shape.Object(Field.Optional("mode", PolicyModes.Form, "What holds where no rule decides; strict is deny.")), "Defaults."),
        Field.Optional("limits", PolicyLimits.Form, "Ceilings; with those of the command line the lower one holds."),
        Field.Optional("pre_call", Rules, "Rules about what is sent to a model."),
        Field.Optional("post_call", Rules, "Rules about what a model answers."),
        Field.Optional("pre_tool", Rules, "Rules about a tool call before it happens."),
        Field.Optional("post_tool", Rules, "Rules about what a tool gave back."));

    private static readonly RecursiveShape Match = Shape.Recursive("match", static self => Shape.Keyed(
        Shape.Map(Shape.Any, Shape.Text("all", "any", "not", "signal", "context", "text_contains")) with { Min = 1 },
        Shape.Object(Field.Required("all", Shape.List(self, 1, 200), "Every one holds.")),
        Shape.Object(Field.Required("any", Shape.List(self, 1, 200), "Some one holds.")),
        Shape.Object(Field.Required("not", self, "It does not hold.")),
        Shape.Object([Field.Required("signal", Shape.Text("amount", "mentions_approval"), "What is read out of the text."), .. Compared()]),
        Shape.Object([Field.Required("context", Language.Path, "A fact by its dotted path."), .. Compared()]),
        Shape.Object(Field.Required("text_contains", ConditionForm.Phrases, "A phrase, or some one of them, in any case."))));

    public static ObjectShape Older { get; } = Shape.Object(
        Field.Required("policy_id", Code, "The policy's name."),
        Field.Required("rules", Shape.List(
            Shape.Object(
                Field.Required("stage", Shape.Text("pre", "post"), "Before or after the call."),
                Field.Required("match", Match, "When the rule decides."),
                Field.Required("action", Shape.Text("allow", "warn", "deny"), "What it decides."),
                Field.Optional("reason_code", Code, "The code.", "UNKNOWN_REASON"),
                Field.Optional("message", Shape.Text(), "The message."),
                Field.Optional("severity", Shape.Text(), "How grave it is.")), 1, 1_000), "The rules; the first of its stage that matches decides."));

    private static ImmutableArray<Field> Compared() =>
    [
        Field.Required("op", Shape.Text(">", ">=", "<", "<=", "==", "!=", "in", "contains"), "The comparison."),
        Field.Required("value", ConditionForm.Expected, "What it is compared with."),
    ];
}
