using System.Collections.Immutable;
using Tiltyard.Catalog.Detectors.Disclosure;
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

    public ImmutableArray<Confidence> Discloses { get; init; } = [];

    public static Shape Shape { get; } = Documents.Shape.Either(
        Documents.Shape.Text(),
        Documents.Shape.Number(0, 1_000_000),
        Documents.Shape.Object(
            Field.Optional("min", Documents.Shape.Number(0, 1_000_000), "At least this."),
            Field.Optional("max", Documents.Shape.Number(0, 1_000_000), "At most this."),
            Field.Optional("contains_any", Documents.Shape.List(Documents.Shape.Text(), 1, 20), "One of these, whatever the case, spaces and dashes."),
            Field.Optional("discloses", Documents.Shape.List(Documents.Shape.Text(), 1, 20), "One of these, also backwards, encoded or spelled out.")));

    public static ArgumentTest From(DocumentNode node) => node switch
    {
        DocumentMap map => new ArgumentTest
        {
            Minimum = map.Number("min", double.NegativeInfinity),
            Maximum = map.Number("max", double.PositiveInfinity),
            ContainsAny = [.. map.Texts("contains_any").Select(Folded.Text)],
            Discloses = [.. map.Texts("discloses").Select(text => new Confidence(text))],
        },
        DocumentScalar { Kind: DocumentScalarKind.Text } text => new ArgumentTest { Equal = text.AsText() },
        _ => new ArgumentTest { Minimum = node.AsNumber(), Maximum = node.AsNumber() },
    };

    public bool Holds(in Value value)
    {
        if (value.Kind is ValueKind.Integer or ValueKind.Number) return !IsOfText && value.Number >= Minimum && value.Number <= Maximum;
        if (value.Kind != ValueKind.Text || double.IsFinite(Minimum) || double.IsFinite(Maximum)) return false;
        if (Equal is not null) return Equal.Equals(value.Text, StringComparison.OrdinalIgnoreCase);
        var text = new OutgoingText(value.Text);
        return ContainsAny.Any(phrase => text.Plain.Contains(phrase, StringComparison.Ordinal)) || Discloses.Any(secret => secret.IsIn(text));
    }

    /// <summary>Why no argument of this kind could ever hold, or null.</summary>
    public string? Refuse(ParameterSpec parameter)
    {
        var isText = parameter.Kind == ValueKind.Text;
        if (isText != IsOfText) return isText ? "is a text, and this tests a number" : "is a number, and this tests a text";
        return Equal is { } equal && !parameter.Allowed.IsEmpty && !parameter.Allowed.Contains(equal, StringComparer.OrdinalIgnoreCase)
            ? $"is never '{equal}': {string.Join(", ", parameter.Allowed)}"
            : null;
    }

    private bool IsOfText => Equal is not null || !ContainsAny.IsEmpty || !Discloses.IsEmpty;
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
        return new DeedPattern(index, [.. map.Map("args").Entries.Select(entry => Test(HelpDeskActions.All[index], entry.Key, entry.Value))]);
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

    private static (int Argument, ArgumentTest Test) Test(ActionSpec tool, string name, DocumentNode node)
    {
        var argument = tool.ArgumentNames.IndexOf(name);
        if (argument < 0) throw new DocumentException(node, $"the tool {tool.Name} has no argument '{name}'");
        var test = ArgumentTest.From(node);
        return test.Refuse(tool.Parameters[argument]) is { } reason ? throw new DocumentException(node, $"the argument '{name}' of {tool.Name} {reason}") : (argument, test);
    }
}
