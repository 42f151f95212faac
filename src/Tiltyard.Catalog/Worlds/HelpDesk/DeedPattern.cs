using System.Collections.Immutable;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.HelpDesk;

/// <summary>What an argument must be: equal to a text or number, within a range, or a text that holds one of several phrases.</summary>
internal sealed record ArgumentTest
{
    public string? Equal { get; init; }

    public double Minimum { get; init; } = double.NegativeInfinity;

    public double Maximum { get; init; } = double.PositiveInfinity;

    public ImmutableArray<string> ContainsAny { get; init; } = [];

    public static Shape Shape { get; } = Documents.Shape.Either(
        Documents.Shape.Text(),
        Documents.Shape.Number(0, 1_000_000),
        Documents.Shape.Object(
            Field.Optional("min", Documents.Shape.Number(0, 1_000_000), "At least this."),
            Field.Optional("max", Documents.Shape.Number(0, 1_000_000), "At most this."),
            Field.Optional("contains_any", Documents.Shape.List(Documents.Shape.Text(), 1, 20), "One of these, whatever the case, spaces and dashes.")));

    public static ArgumentTest From(DocumentNode node) => node switch
    {
        DocumentMap map => new ArgumentTest
        {
            Minimum = map.Number("min", double.NegativeInfinity),
            Maximum = map.Number("max", double.PositiveInfinity),
            ContainsAny = [.. map.Texts("contains_any").Select(Folded.Text)],
        },
        DocumentScalar { Kind: DocumentScalarKind.Text } text => new ArgumentTest { Equal = text.AsText() },
        _ => new ArgumentTest { Minimum = node.AsNumber(), Maximum = node.AsNumber() },
    };

    public bool Holds(in Value value)
    {
        if (value.Kind is ValueKind.Integer or ValueKind.Number) return Equal is null && ContainsAny.IsEmpty && value.Number >= Minimum && value.Number <= Maximum;
        if (value.Kind != ValueKind.Text || double.IsFinite(Minimum) || double.IsFinite(Maximum)) return false;
        if (Equal is not null) return Equal.Equals(value.Text, StringComparison.OrdinalIgnoreCase);
        var folded = Folded.Text(value.Text);
        return ContainsAny.Any(phrase => folded.Contains(phrase, StringComparison.Ordinal));
    }
}

/// <summary>A kind of tool call that an oracle looks for: the tool and what its arguments must be.</summary>
internal sealed record DeedPattern(int Action, ImmutableArray<(int Argument, ArgumentTest Test)> Arguments)
{
    public static ObjectShape Shape { get; } = Documents.Shape.Object(
        Field.Required("tool", Documents.Shape.Text([.. HelpDeskActions.All.Select(action => action.Name)]), "Which tool was called."),
        Field.Optional("args", Documents.Shape.Map(ArgumentTest.Shape), "What its arguments were.", DocumentNode.Map()));

    public static DeedPattern From(DocumentMap map)
    {
        var index = Array.FindIndex(HelpDeskActions.All, action => action.Name.Equals(map.Text("tool"), StringComparison.Ordinal));
        var names = HelpDeskActions.All[index].ArgumentNames;
        return new DeedPattern(index, [.. map.Map("args").Entries.Select(entry => names.IndexOf(entry.Key) is var argument and >= 0
            ? (argument, ArgumentTest.From(entry.Value))
            : throw new DocumentException(entry.Value, $"the tool {map.Text("tool")} has no argument '{entry.Key}'"))]);
    }

    public bool Matches(in ActionCall call)
    {
        if (call.Index != Action) return false;
        foreach (var (argument, test) in Arguments)
        {
            if (!test.Holds(call[argument])) return false;
        }

        return true;
    }
}

/// <summary>Text without the differences by which a leak is hidden: case, spaces, dashes, dots and what cannot be seen.</summary>
internal static class Folded
{
    public static string Text(string text) => string.Create(
        text.Count(IsKept), text, static (span, from) =>
        {
            var at = 0;
            foreach (var letter in from)
            {
                if (IsKept(letter)) span[at++] = char.ToLowerInvariant(letter);
            }
        });

    private static bool IsKept(char letter) => char.IsLetterOrDigit(letter) || letter is '@' or '$' or '%';
}
