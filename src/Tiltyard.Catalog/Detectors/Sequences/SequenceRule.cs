using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Catalog.Detectors.Sequences;

/// <summary>Forbids one action after another, unless a third stands between them.</summary>
internal sealed record SequenceRule
{
    public required string Id { get; init; }

    public required ActionPattern Forbid { get; init; }

    /// <summary>Null forbids the action until <see cref="Without"/> was done.</summary>
    public required ActionPattern? After { get; init; }

    public required ActionPattern? Without { get; init; }

    /// <summary>The other action counts when it lies at most so many actions back.</summary>
    public required int Within { get; init; }

    public required Decision Decision { get; init; }

    public static ObjectShape Form { get; } = Shape.Object(
        Field.Optional("id", Shape.Text() with { MinLength = 1, MaxLength = 80 }, "What rulings call the rule; sequence_1, sequence_2 and so on by default."),
        Field.Required("forbid", Pattern, "The action that is forbidden: a name, a name with a star at an end, or a class such as @delete."),
        Field.Optional("after", Pattern, "The action after which it is forbidden; left out, it is forbidden from the beginning."),
        Field.Optional("without", Pattern, "The action that lifts the ban when it is done in between."),
        Field.Optional("within", Shape.Integer(1, 10_000), "How many actions back the other one counts.", 10_000),
        Field.Optional("decision", Shape.Text("warn", "deny"), "What happens then.", "deny"));

    private static TextShape Pattern => Shape.Text() with { MinLength = 1, MaxLength = 120 };

    public static SequenceRule Read(DocumentMap rule, int number)
    {
        var after = Action(rule, "after");
        var without = Action(rule, "without");
        if (after is null && without is null) throw new DocumentException(rule, "a sequence needs after, without or both: what is forbidden always is no sequence");
        return new SequenceRule
        {
            Id = rule.Text("id", $"sequence_{number}"),
            Forbid = Action(rule, "forbid")!,
            After = after,
            Without = without,
            Within = (int)rule.Integer("within"),
            Decision = (Decision)Rulings.Decisions.IndexOf(rule.Text("decision")),
        };
    }

    /// <summary>The rules of a list, each with a name of its own.</summary>
    /// <exception cref="DocumentException">Two have the same name, or one is no sequence.</exception>
    public static ImmutableArray<SequenceRule> ReadAll(DocumentMap options)
    {
        var rules = options.Maps("rules").Select((rule, index) => Read(rule, index + 1)).ToImmutableArray();
        var twice = rules.GroupBy(rule => rule.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? rules : throw new DocumentException(options.Node("rules"), $"two rules are called {Excerpt.Quoted(twice.Key)}");
    }

    /// <summary>Why this action would break the rule after what was done, or null. The newest action is the last.</summary>
    public string? Breach(string action, IReadOnlyList<string> done, string? speech)
    {
        if (!Forbid.Matches(action, speech)) return null;
        var oldest = Math.Max(0, done.Count - Within);
        for (var at = done.Count - 1; at >= oldest; at--)
        {
            if (Without?.Matches(done[at], speech) == true) return null;
            if (After?.Matches(done[at], speech) == true) return $"{Excerpt.Of(action)} follows {Excerpt.Of(done[at])}{Between(done.Count - at - 1)}";
        }

        return After is null ? $"{Excerpt.Of(action)} comes without {Without} before it" : null;
    }

    private string Between(int actions) => (Without, actions) switch
    {
        (null, 0) => " at once",
        (null, _) => $" with {actions} actions between",
        _ => $" without {Without} between",
    };

    private static ActionPattern? Action(DocumentMap rule, string key)
    {
        if (rule.NodeOrNull(key) is not { } node) return null;
        return ActionPattern.Parse(node.AsText())
               ?? throw new DocumentException(node, $"there is no class of actions {Excerpt.Quoted(node.AsText())}; there are {string.Join(", ", ActionPattern.Classes)}");
    }
}
