using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Gates.Policies;

/// <summary>What the two forms of policy files may look like; both are closed.</summary>
internal static class PolicyForms
{
    public static TextShape Code { get; } = Shape.Text() with { Pattern = new TextPattern("[A-Za-z][A-Za-z0-9_.-]{0,79}", "a letter, then at most 79 letters, digits, '_', '.' and '-'") };

    private static readonly TextShape Id = Shape.Text() with { Pattern = new TextPattern("[A-Za-z][A-Za-z0-9_.-]{0,69}", "a letter, then at most 69 letters, digits, '_', '.' and '-'") };

    private static readonly TextShape Path = Shape.Text() with
    {
        Pattern = new TextPattern($@"(?:{string.Join('|', PolicyFacts.Roots)})(?:\.[A-Za-z0-9_-]+)*", $"a dotted path that begins with {UnknownName.Listed([.. PolicyFacts.Roots], "or")}"),
    };

    private static readonly TextShape Phrase = Shape.Text() with { MinLength = 1, MaxLength = 1_000 };

    private static readonly EitherShape Phrases = Shape.Either(Phrase, Shape.List(Phrase, 1, 500));

    private static readonly EitherShape Scalar = Shape.Either(Shape.Text(), Shape.Number(), Shape.Boolean, Shape.Null);

    private static readonly ListShape Scalars = Shape.List(Scalar, 0, 1_000);

    private static readonly EitherShape Expected = Shape.Either([.. Scalar.Shapes, Scalars]);

    private static readonly ImmutableArray<Field> OfAnAnswer =
    [
        Field.Optional("reason_code", Code, "The code of this answer."),
        Field.Optional("message", Shape.Text(), "The message of this answer."),
    ];

    private static readonly RecursiveShape Condition = Shape.Recursive("condition", static self => Shape.Either(
        Shape.Null, Shape.Boolean, Shape.Number(), Shape.Text(), Shape.List(self, 0, 200),
        Shape.Keyed(Facts([]), [.. Forms(self).Select(fields => Shape.Object(fields))])));

    /// <summary>A condition that may carry the code and message of its answer.</summary>
    private static readonly EitherShape Answer = Shape.Either(
        Shape.Null, Shape.Boolean, Shape.Number(), Shape.Text(), Shape.List(Condition, 0, 200),
        Shape.Keyed(
            Facts(["reason_code", "message"]),
            [Shape.Object([Field.Required("condition", Condition, "The condition, beside code and message."), .. OfAnAnswer]),
                .. Forms(Condition).Select(fields => Shape.Object([.. fields, .. OfAnAnswer]))]));

    private static readonly ObjectShape ByDecision = Shape.Object(
        Field.Optional("allow", Shape.Text(), "For allow_if."), Field.Optional("warn", Shape.Text(), "For warn_if."), Field.Optional("deny", Shape.Text(), "For deny_if."));

    private static readonly ListShape Rules = Shape.List(
        Shape.Object(
            Field.Required("id", Id, "The rule's name."),
            Field.Optional("applies_if", Condition, "When the rule speaks at all; always by default."),
            Field.Optional("deny_if", Answer, "Tried first."),
            Field.Optional("warn_if", Answer, "Tried second."),
            Field.Optional("allow_if", Answer, "Tried last."),
            Field.Optional("reason_code", Shape.Either(Code, ByDecision), "The code of deny, or of each answer."),
            Field.Optional("message", Shape.Either(Shape.Text(), ByDecision), "The message of deny, or of each answer.")), 0, 1_000);

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
        Shape.Object([Field.Required("context", Path, "A fact by its dotted path."), .. Compared()]),
        Shape.Object(Field.Required("text_contains", Phrases, "A phrase, or some one of them, in any case."))));

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

    private static IEnumerable<ImmutableArray<Field>> Forms(Shape condition) =>
    [
        [Field.Required("all", Shape.List(condition, 1, 200), "Every one holds.")],
        [Field.Required("any", Shape.List(condition, 1, 200), "Some one holds.")],
        [Field.Required("not", condition, "It does not hold.")],
        [
            Field.Required("field", Path, "A fact by its dotted path."),
            Field.Optional("op", Shape.Text([.. Comparison.Names.Keys.Order(StringComparer.Ordinal)]), "The comparison; == by default.", "=="),
            Field.Optional("value", Expected, "What it is compared with."),
            Field.Optional("value_from", Path, "The fact it is compared with.") with { Aliases = ["context"] },
            Field.Optional("one_of", Shape.List(Scalar, 1, 1_000), "The values it must be one of."),
        ],
        [Field.Required("text_contains", Clauses, "A phrase, some one of them, or {any, all, none}; in any case.")],
        [Field.Required("text_not_contains", Clauses, "The opposite of text_contains.")],
        [Field.Required("text_regex", Shape.Text() with { MinLength = 1, MaxLength = 500 }, "A pattern that the text matches somewhere, in any case.") with { Aliases = ["regex"] }],
    ];

    private static EitherShape Clauses => Shape.Either(
        Phrase, Shape.List(Phrase, 1, 500),
        Shape.Map(Phrases, Shape.Text("any", "all", "none")) with { Min = 1 });

    private static ImmutableArray<Field> Compared() =>
    [
        Field.Required("op", Shape.Text(">", ">=", "<", "<=", "==", "!=", "in", "contains"), "The comparison."),
        Field.Required("value", Expected, "What it is compared with."),
    ];

    /// <summary>The short form: facts and what they must be, or be one of.</summary>
    private static MapShape Facts(ImmutableArray<string> more) => Shape.Map(Expected, Shape.Text([.. PolicyFacts.Roots, .. more])) with { Min = 1 };
}
