using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Gates;

/// <summary>A gate or a validator chosen by its name in the catalogue, with options that are not checked yet.</summary>
public sealed record GateChoice(string Name, DocumentMap Options, DocumentNode Source);

/// <summary>
/// A set of gates, asked in this order, and of validators that watch beside them: a file of the kind gates. A policy file is one gate;
/// this names several.
/// </summary>
public sealed record GateSetFile
{
    private static readonly Shape Choice = Shape.Either(
        Shape.Text(),
        Shape.Object(
            Field.Required("name", Shape.Text(), "The name in the catalogue."),
            Field.Optional("options", Shape.Map(Shape.Any), "Its options.", DocumentNode.Map())));

    public static ObjectShape Form { get; } = Shape.Object(
        Field.Required("kind", Shape.Text("gates"), "What this file is."),
        Field.Optional("name", Shape.Text() with { MinLength = 1, MaxLength = 80 }, "What reports call the set; else the name of its file."),
        Field.Optional("summary", Shape.Text(), "What it is for."),
        Field.Required("gates", Shape.List(Choice, 0, 50), "Gates, asked in this order."),
        Field.Optional("validators", Shape.List(Choice, 0, 50), "Validators; each finding counts as a warning.", DocumentNode.List()));

    public string? Name { get; init; }

    public required ImmutableArray<GateChoice> Gates { get; init; }

    public required ImmutableArray<GateChoice> Validators { get; init; }

    public static bool Recognises(DocumentNode document) =>
        document is DocumentMap map && map.Find("kind") is DocumentScalar { Kind: DocumentScalarKind.Text } kind && kind.AsText().Equals("gates", StringComparison.Ordinal);

    /// <exception cref="DocumentException">The first thing that is wrong with it.</exception>
    public static GateSetFile Read(DocumentNode document)
    {
        var map = (DocumentMap)Form.Check(document);
        var (gates, validators) = (Choices(map, "gates"), Choices(map, "validators"));
        return gates.IsEmpty && validators.IsEmpty
            ? throw new DocumentException(map.Node("gates"), "the set is empty: it names no gate and no validator")
            : new GateSetFile { Name = map.TextOrNull("name"), Gates = gates, Validators = validators };
    }

    private static ImmutableArray<GateChoice> Choices(DocumentMap map, string key) => [.. map.List(key).Select(node => node is DocumentMap choice
        ? new GateChoice(choice.Text("name"), choice.MapOrNull("options") ?? DocumentNode.Map(), node)
        : new GateChoice(node.AsText(), DocumentNode.Map(), node))];
}
