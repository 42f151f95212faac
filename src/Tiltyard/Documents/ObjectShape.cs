using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tiltyard.Documents;

/// <summary>A map of declared keys; an unknown key is an error. For keys that are data use <see cref="MapShape"/>.</summary>
public sealed record ObjectShape : Shape
{
    private readonly FrozenDictionary<string, int> _places;

    internal ObjectShape(ImmutableArray<Field> fields)
    {
        Fields = fields;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < fields.Length; at++)
        {
            foreach (var name in fields[at].Aliases.Prepend(fields[at].Name))
            {
                if (!places.TryAdd(name, at)) throw new ArgumentException($"The key '{name}' is declared twice.", nameof(fields));
            }
        }

        _places = places.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The declared keys in their order.</summary>
    public ImmutableArray<Field> Fields { get; }

    internal override string Words => "a map";

    internal override NodeKinds Kinds => NodeKinds.Map;

    internal override IEnumerable<Shape> Parts => Fields.Select(one => one.Shape);

    /// <inheritdoc/>
    public override DocumentMap Check(DocumentNode node)
    {
        if (node is not DocumentMap map) throw Misfit(node);
        var given = new DocumentEntry?[Fields.Length];
        foreach (var entry in map.Entries)
        {
            var at = PlaceOf(map, entry);
            if (given[at] is { } other)
            {
                var both = $"{Excerpt.Quoted(other.Key)} and {Excerpt.Quoted(entry.Key)}";
                throw new DocumentException(entry.KeyPlace, map.Path.ToString(), $"the keys {both} mean the same: keep one");
            }

            given[at] = entry with { Value = Fields[at].Shape.Check(entry.Value) };
        }

        return Completed(map, given);
    }

    internal ObjectShape Preceded(Field field) => new(Fields.Insert(0, field)) { Description = Description };

    private int PlaceOf(DocumentMap map, DocumentEntry entry)
    {
        if (_places.TryGetValue(entry.Key, out var at)) return at;
        var reason = UnknownName.Reason("key", entry.Key, Fields.Select(field => field.Name));
        throw new DocumentException(entry.KeyPlace, map.Path.ToString(), reason);
    }

    private DocumentMap Completed(DocumentMap map, DocumentEntry?[] given)
    {
        var entries = ImmutableArray.CreateBuilder<DocumentEntry>(Fields.Length);
        for (var at = 0; at < Fields.Length; at++)
        {
            var field = Fields[at];
            if (given[at] is { } entry) entries.Add(entry with { Key = field.Name });
            else if (field.IsRequired) throw new DocumentException(map, $"the key {Excerpt.Quoted(field.Name)} is missing");
            else if (field.Default is { } value) entries.Add(new DocumentEntry(field.Name, map.Place, value.At(map.Path.Key(field.Name))));
        }

        return new DocumentMap(map.Place, map.Path, entries.DrainToImmutable());
    }

    private protected override IEnumerable<(string Key, DocumentNode Value)> Keywords()
    {
        yield return ("type", "object");
        yield return ("properties", DocumentNode.Map([.. Fields.SelectMany(Properties)]));
        var required = Fields.Where(field => field is { IsRequired: true, Aliases.IsEmpty: true }).Select(field => (DocumentNode)field.Name).ToList();
        if (required.Count > 0) yield return ("required", DocumentNode.List(required));
        var renamed = Fields.Where(field => !field.Aliases.IsEmpty).Select(OneName).ToList();
        if (renamed.Count > 0) yield return ("allOf", DocumentNode.List(renamed));
        yield return ("additionalProperties", false);
    }

    private static IEnumerable<(string Key, DocumentNode Value)> Properties(Field field)
    {
        var own = field.Shape.SchemaNode(field.Description).Entries.Select(entry => (entry.Key, entry.Value));
        yield return (field.Name, DocumentNode.Map([.. field.Default is null ? own : own.Append(("default", field.Default))]));
        foreach (var alias in field.Aliases)
        {
            var other = field.Shape.SchemaNode($"Another name of {field.Name}.").Entries.Select(entry => (entry.Key, entry.Value));
            yield return (alias, DocumentNode.Map([.. other, ("deprecated", true)]));
        }
    }

    /// <summary>At most one of a key's names may be written, and exactly one where it is required.</summary>
    private static DocumentNode OneName(Field field)
    {
        var names = field.Aliases.Prepend(field.Name).Select(name => (DocumentNode)DocumentNode.Map(("required", DocumentNode.List(name)))).ToList();
        if (!field.IsRequired) names.Add(DocumentNode.Map(("not", DocumentNode.Map(("anyOf", DocumentNode.List([.. names]))))));
        return DocumentNode.Map(("oneOf", DocumentNode.List(names)));
    }
}
