using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Validators.OutputFormat;

/// <summary>
/// A JSON schema of few keywords, compiled: type, enum, const, required, properties, additionalProperties (true or false), items, minItems,
/// maxItems, minLength, maxLength, pattern, minimum, maximum. Any other keyword is refused, for it would not be checked.
/// </summary>
internal sealed class AnswerSchema
{
    private const int Deepest = 20;

    private static readonly ImmutableArray<string> Types = ["object", "array", "string", "number", "integer", "boolean", "null"];

    private static readonly ImmutableArray<string> Keywords =
        ["type", "enum", "const", "required", "properties", "additionalProperties", "items", "minItems", "maxItems", "minLength", "maxLength", "pattern", "minimum", "maximum", "title", "description", "$schema"];

    private readonly ImmutableArray<string> _types;
    private readonly ImmutableArray<string> _values;
    private readonly ImmutableArray<string> _required;
    private readonly ImmutableDictionary<string, AnswerSchema> _properties;
    private readonly bool _isClosed;
    private readonly AnswerSchema? _items;
    private readonly Regex? _pattern;
    private readonly (double Least, double Most) _number;
    private readonly (double Least, double Most) _length;
    private readonly (double Least, double Most) _count;

    private AnswerSchema(DocumentMap map, int depth)
    {
        if (depth > Deepest) throw new DocumentException(map, $"the schema is deeper than {Deepest}");
        var unknown = map.Entries.Where(entry => !Keywords.Contains(entry.Key, StringComparer.Ordinal)).ToArray();
        if (unknown.Length > 0) throw new DocumentException(unknown[0].KeyPlace, map.Path.ToString(), UnknownName.Reason("keyword", unknown[0].Key, Keywords));
        _types = map.NodeOrNull("type") switch { null => [], DocumentList list => [.. list.Items.Select(Type)], var one => [Type(one)] };
        _values = map.Find("const") is { } constant ? [CanonicalJson.Text(constant)] : [.. map.List("enum").Select(value => CanonicalJson.Text(value))];
        _required = map.Texts("required");
        _properties = (map.MapOrNull("properties")?.Entries ?? []).ToImmutableDictionary(entry => entry.Key, entry => new AnswerSchema(entry.Value.AsMap(), depth + 1), StringComparer.Ordinal);
        _isClosed = !map.Boolean("additionalProperties", true);
        _items = map.MapOrNull("items") is { } items ? new AnswerSchema(items, depth + 1) : null;
        _pattern = map.NodeOrNull("pattern") is { } pattern ? Pattern(pattern) : null;
        _number = Range(map, "minimum", "maximum");
        _length = Range(map, "minLength", "maxLength");
        _count = Range(map, "minItems", "maxItems");
    }

    public static AnswerSchema Read(DocumentMap map) => new(map, 0);

    /// <exception cref="DocumentException">It is no pattern that can be searched for in linear time.</exception>
    public static Regex Pattern(DocumentNode node)
    {
        try
        {
            return new Regex(node.AsText(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new DocumentException(node.Place, node.Path.ToString(), $"not a pattern that can be matched in linear time: {e.Message}", e);
        }
    }

    /// <summary>Where and how the value does not fit, or null.</summary>
    public string? Refuse(DocumentNode node)
    {
        var type = TypeOf(node);
        if (!_types.IsEmpty && !_types.Contains(type, StringComparer.Ordinal) && !(type is "integer" && _types.Contains("number", StringComparer.Ordinal)))
            return $"{Place(node)} is {type}, not {string.Join(" or ", _types)}";
        if (!_values.IsEmpty && !_values.Contains(CanonicalJson.Text(node), StringComparer.Ordinal)) return $"{Place(node)} is none of the allowed values";
        return node switch
        {
            DocumentMap map => RefuseMap(map),
            DocumentList list => RefuseList(list),
            DocumentScalar { Kind: DocumentScalarKind.Text } text => RefuseText(text),
            _ => type is "number" or "integer" && !Within(((DocumentScalar)node).AsNumber(), _number) ? $"{Place(node)} is outside its range" : null,
        };
    }

    private string? RefuseMap(DocumentMap map)
    {
        foreach (var name in _required)
        {
            if (map.Find(name) is null) return $"{Place(map)} lacks {Excerpt.Quoted(name)}";
        }

        foreach (var entry in map.Entries)
        {
            if (_properties.TryGetValue(entry.Key, out var property))
            {
                if (property.Refuse(entry.Value) is { } misfit) return misfit;
            }
            else if (_isClosed)
            {
                return $"{Place(map)} has a further member {Excerpt.Quoted(entry.Key)}";
            }
        }

        return null;
    }

    private string? RefuseList(DocumentList list)
    {
        if (!Within(list.Items.Length, _count)) return $"{Place(list)} has {list.Items.Length} items";
        return _items is null ? null : list.Items.Select(_items.Refuse).FirstOrDefault(misfit => misfit is not null);
    }

    private string? RefuseText(DocumentScalar text)
    {
        if (!Within(text.AsText().Length, _length)) return $"{Place(text)} has {text.AsText().Length} characters";
        return _pattern?.IsMatch(text.AsText()) == false ? $"{Place(text)} does not match its pattern" : null;
    }

    private static string TypeOf(DocumentNode node) => node switch
    {
        DocumentMap => "object",
        DocumentList => "array",
        DocumentScalar { Kind: DocumentScalarKind.Text } => "string",
        DocumentScalar { Kind: DocumentScalarKind.Boolean } => "boolean",
        DocumentScalar { Kind: DocumentScalarKind.Null } => "null",
        DocumentScalar scalar => scalar.AsNumber() == Math.Floor(scalar.AsNumber()) ? "integer" : "number",
        _ => "unknown",
    };

    private static string Type(DocumentNode node) => Types.Contains(node.AsText(), StringComparer.Ordinal) ? node.AsText() : throw new DocumentException(node, UnknownName.Reason("type", node.AsText(), Types));

    private static (double Least, double Most) Range(DocumentMap map, string least, string most) => (map.Number(least, double.NegativeInfinity), map.Number(most, double.PositiveInfinity));

    private static bool Within(double value, (double Least, double Most) range) => value >= range.Least && value <= range.Most;

    private static string Place(DocumentNode node) => node.Path.ToString() is { Length: > 0 } path ? Excerpt.Of(path) : "the answer";
}
