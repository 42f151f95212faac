using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Conditions;

/// <summary>
/// What a condition may look like in a file, for a host whose facts begin with the names in <paramref name="roots"/>: a condition that
/// names any other could never hold and is an error.
/// </summary>
internal sealed class ConditionForm
{
    private static readonly TextShape Phrase = Shape.Text() with { MinLength = 1, MaxLength = 1_000 };

    private static readonly EitherShape Scalar = Shape.Either(Shape.Text(), Shape.Number(), Shape.Boolean, Shape.Null);

    private static readonly ListShape Scalars = Shape.List(Scalar, 0, 1_000);

    private readonly ImmutableArray<string> _roots;

    public ConditionForm(params IEnumerable<string> roots)
        : this(false, roots)
    {
    }

    /// <param name="takesPaths">Whether the short form takes dotted paths beside the bare names.</param>
    /// <param name="roots">What every path begins with.</param>
    public ConditionForm(bool takesPaths, params IEnumerable<string> roots)
    {
        _roots = [.. roots];
        Path = Shape.Text() with
        {
            Pattern = new TextPattern($@"(?:{string.Join('|', _roots)})(?:\.[A-Za-z0-9_-]+)*", $"a dotted path that begins with {UnknownName.Listed([.. _roots], "or")}"),
        };
        Condition = Shape.Recursive("condition", self => Shape.Either(
            Shape.Null, Shape.Boolean, Shape.Number(), Shape.Text(), Shape.List(self, 0, 200),
            Shape.Keyed(takesPaths ? Facts([]) with { Keys = Path } : Facts([]), [.. Forms(self).Select(fields => Shape.Object(fields))])));
    }

    /// <summary>A phrase or several.</summary>
    public static EitherShape Phrases { get; } = Shape.Either(Phrase, Shape.List(Phrase, 1, 500));

    /// <summary>A value to compare with, or a list of them.</summary>
    public static EitherShape Expected { get; } = Shape.Either([.. Scalar.Shapes, Scalars]);

    /// <summary>A fact by its dotted path.</summary>
    public TextShape Path { get; }

    public RecursiveShape Condition { get; }

    /// <summary>The maps that a condition may be, one field list for each.</summary>
    public IEnumerable<ImmutableArray<Field>> Forms(Shape condition) =>
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

    /// <summary>The short form: facts and what they must be, or be one of.</summary>
    public MapShape Facts(ImmutableArray<string> more) => Shape.Map(Expected, Shape.Text([.. _roots, .. more])) with { Min = 1 };

    private static EitherShape Clauses => Shape.Either(Phrase, Shape.List(Phrase, 1, 500), Shape.Map(Phrases, Shape.Text("any", "all", "none")) with { Min = 1 });
}
