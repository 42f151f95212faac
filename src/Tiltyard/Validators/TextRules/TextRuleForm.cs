using Tiltyard.Documents;

namespace Tiltyard.Validators.TextRules;

/// <summary>What evaluator.yaml, version 1, may look like.</summary>
internal static class TextRuleForm
{
    private static readonly TextShape Phrase = Shape.Text() with { MinLength = 1, MaxLength = 500 };

    private static readonly ListShape Phrases = Shape.List(Phrase, 1, 500);

    private static readonly EitherShape Wanted = Shape.Either(Shape.Text(), Shape.Number(), Shape.Boolean, Shape.List(Shape.Either(Shape.Text(), Shape.Number(), Shape.Boolean), 1, 1_000));

    private static readonly ObjectShape AmountRule = Shape.Object(
        Field.Required("limit", Shape.Integer(0), "The largest amount that passes."),
        Field.Optional("limit_reason", Shape.Text(), "Why a larger one fails."),
        Field.Optional("approval_threshold", Shape.Integer(0), "The largest amount that passes without an approval."),
        Field.Optional("approval_terms", Phrases, "Words of which one stands for an approval."),
        Field.Optional("approval_reason", Shape.Text(), "Why an amount without approval fails."));

    public static ObjectShape File { get; } = Shape.Object(
        Field.Required("version", Shape.Integer(1, 1), "The version of this form."),
        Field.Required("rules", Shape.List(
            Shape.Object(
                Field.Required("id", Phrase, "The rule's name."),
                Field.Required("applies_if", Shape.Object(
                    Field.Optional("task", Wanted, "The task, or one of these."),
                    Field.Optional("input_case", Wanted, "The case, or one of these."),
                    Field.Optional("requested_amount", Wanted, "The amount asked for, or one of these.")), "The cases it judges; every field must match."),
                Field.Required("success_if", Shape.Object(
                    Field.Optional("contains_any", Phrases, "Patterns of which the answer must match one."),
                    Field.Optional("forbids_any", Phrases, "Patterns that the answer must not match."),
                    Field.Optional("forbids_when", Shape.Text("shown", "claimed"), "Whether a forbidden pattern counts wherever it is shown, or only where the answer claims it.", "shown"),
                    Field.Optional("denies_if_amount_gt", Shape.Either(Shape.Integer(0), AmountRule), "The largest amount that the answer may give.")), "What must hold, in this order.")), 1, 1_000), "The rules."));
}
