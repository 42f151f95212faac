using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Conditions;

/// <summary>Compiles the condition language: what is no map has a truth of its own, a map is told by its key.</summary>
internal static class ConditionReading
{
    private static readonly ImmutableArray<string> Sources = ["value", "value_from", "one_of"];

    public static Condition Read(DocumentNode? node, FactPaths paths) => node switch
    {
        null => Condition.Always,
        DocumentMap map => OfMap(map, paths),
        DocumentList list => list.Items.IsEmpty ? Condition.Never : new AllOf(Each(list, paths)),
        _ => Truth((DocumentScalar)node) ? Condition.Always : Condition.Never,
    };

    /// <summary>The condition of an answer, beside whose keys its code and message may stand. With nothing else it always holds.</summary>
    public static Condition OfAnswer(DocumentMap map, FactPaths paths)
    {
        if (map.Find("condition") is { } condition) return Read(condition, paths);
        var rest = map.Entries.Where(entry => entry.Key is not ("reason_code" or "message")).ToImmutableArray();
        return rest.IsEmpty ? Condition.Always : OfMap(new DocumentMap(map.Place, map.Path, rest), paths);
    }

    private static bool Truth(DocumentScalar scalar) => scalar.Kind switch
    {
        DocumentScalarKind.Null => true,
        DocumentScalarKind.Boolean => scalar.AsBoolean(),
        DocumentScalarKind.Text => !string.IsNullOrWhiteSpace(scalar.AsText()),
        _ => scalar.AsNumber() != 0,
    };

    private static Condition OfMap(DocumentMap map, FactPaths paths)
    {
        if (map.Find("all") is { } all) return new AllOf(Each(all.AsList(), paths));
        if (map.Find("any") is { } any) return new AnyOf(Each(any.AsList(), paths));
        if (map.Find("not") is { } not) return new Not(Read(not, paths));
        if (map.Find("field") is not null) return Compare(map, paths);
        if (map.Find("text_contains") is { } contains) return Contains(contains);
        if (map.Find("text_not_contains") is { } lacks) return new Not(Contains(lacks));
        if (map.Find("text_regex") is { } pattern) return new TextMatches(SearchPattern.Read(pattern));
        return new AllOf([.. map.Entries.Select(entry => Bare(entry, paths))]);
    }

    private static Condition Compare(DocumentMap map, FactPaths paths)
    {
        var sources = Sources.Where(key => map.Find(key) is not null).ToArray();
        var operation = Comparison.Names[map.Text("op")];
        if (sources.Length > 1) throw new DocumentException(map.Node(sources[1]), $"'{sources[0]}' and '{sources[1]}' cannot stand together");
        if (sources.Length == 0 && operation != Operation.Exists) throw new DocumentException(map, "the comparison needs value, value_from or one_of");
        if (operation == Operation.Matches)
        {
            return map.Find("value") is DocumentScalar { Kind: DocumentScalarKind.Text } pattern
                ? new FactMatches(new Fact(paths.Of(map.Text("field"))), SearchPattern.Read(pattern))
                : throw new DocumentException(map, "'matches' needs a value that is a pattern");
        }

        Operand expected = map.Find("value_from") is { } path ? new Fact(paths.Of(path.AsText())) : Operand.Of(map.Find("value") ?? map.Find("one_of"));
        if (map.Find("one_of") is { } list)
        {
            operation = operation switch
            {
                Operation.Equal or Operation.In => Operation.In,
                Operation.NotEqual or Operation.NotIn => Operation.NotIn,
                Operation.Contains => Operation.Contains,
                _ => throw new DocumentException(list, $"'{map.Text("op")}' does not take one_of"),
            };
        }

        RefuseUseless(map, operation);
        return Comparison.Of(new Fact(paths.Of(map.Text("field"))), operation, expected);
    }

    /// <summary>Comparisons that no context could make true.</summary>
    private static void RefuseUseless(DocumentMap map, Operation operation)
    {
        if (map.Find("value") is not { } value) return;
        var isOrder = operation is Operation.Above or Operation.AtLeast or Operation.Below or Operation.AtMost;
        if (isOrder && (value is DocumentList || Operand.NumberOf(value) is null)) throw new DocumentException(value, $"'{map.Text("op")}' needs a number, got {value.Describe()}");
        if (operation is Operation.In or Operation.NotIn && value is not DocumentList and not DocumentScalar { Kind: DocumentScalarKind.Text })
            throw new DocumentException(value, $"'{map.Text("op")}' needs a list or a text, got {value.Describe()}");
    }

    private static Condition Contains(DocumentNode node)
    {
        if (node is not DocumentMap clauses) return new TextContains(PhrasesOf(node));
        var parts = ImmutableArray.CreateBuilder<Condition>();
        foreach (var clause in clauses.Entries)
        {
            var phrases = PhrasesOf(clause.Value);
            parts.Add(clause.Key switch
            {
                "all" => new AllOf([.. phrases.Select(phrase => new TextContains([phrase]))]),
                "none" => new Not(new TextContains(phrases)),
                _ => new TextContains(phrases),
            });
        }

        return new AnyOf(parts.DrainToImmutable());
    }

    private static Condition Bare(DocumentEntry entry, FactPaths paths) =>
        Comparison.Of(new Fact(paths.Of(entry.Key)), entry.Value is DocumentList ? Operation.In : Operation.Equal, Operand.Of(entry.Value));

    private static ImmutableArray<Condition> Each(DocumentList list, FactPaths paths) => [.. list.Items.Select(item => Read(item, paths))];

    private static ImmutableArray<string> PhrasesOf(DocumentNode node) =>
        node is DocumentList list ? [.. list.Items.Select(item => item.AsText())] : [node.AsText()];
}
