using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tiltyard.Documents;

/// <summary>One pass of <see cref="YamlDocumentReader"/> over the parser's events.</summary>
internal sealed class YamlTree(YamlEvents events, DocumentLimits limits)
{
    private readonly DocumentBudget _budget = new(limits);
    private readonly Dictionary<string, DocumentNode> _anchors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public DocumentNode ReadDocument()
    {
        events.Next();
        var start = events.Next();
        if (start is StreamEnd) throw Refuse(start, path: null, "the document is empty");
        var root = ReadNode(events.Next(), DocumentPath.Root, 1);
        events.Next();
        var next = events.Next();
        return next is StreamEnd ? root : throw Refuse(next, path: null, "a second document begins here, and only one is read");
    }

    private DocumentNode ReadNode(ParsingEvent happened, DocumentPath path, int depth)
    {
        if (happened is AnchorAlias alias) return ReadAlias(alias, path, depth);
        var place = events.Place(happened);
        _budget.TakeNode(place, path);
        var anchor = happened is NodeEvent { Anchor.IsEmpty: false } named ? named.Anchor.Value : null;
        var isOpened = false;
        if (anchor is not null)
        {
            _anchors.Remove(anchor);
            isOpened = _open.Add(anchor);
        }

        var node = ReadUnnamed(happened, place, path, depth);
        if (anchor is null) return node;
        if (isOpened) _open.Remove(anchor);
        return _anchors[anchor] = node;
    }

    private DocumentNode ReadUnnamed(ParsingEvent happened, SourcePlace place, DocumentPath path, int depth)
    {
        switch (happened)
        {
            case Scalar scalar:
                return YamlScalar.Read(scalar, place, path);
            case MappingStart map:
                YamlScalar.CheckTag(map.Tag, "tag:yaml.org,2002:map", place, path);
                _budget.CheckDepth(place, path, depth);
                return ReadMap(place, path, depth);
            case SequenceStart list:
                YamlScalar.CheckTag(list.Tag, "tag:yaml.org,2002:seq", place, path);
                _budget.CheckDepth(place, path, depth);
                return ReadList(place, path, depth);
            default:
                throw Refuse(happened, path, "a value is missing here");
        }
    }

    private DocumentMap ReadMap(SourcePlace place, DocumentPath path, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<DocumentEntry>();
        for (var happened = events.Next(); happened is not MappingEnd; happened = events.Next())
        {
            var key = ReadKey(happened, path);
            entries.Add(new DocumentEntry(key, events.Place(happened), ReadNode(events.Next(), path.Key(key), depth + 1)));
        }

        return new DocumentMap(place, path, entries.DrainToImmutable());
    }

    private DocumentList ReadList(SourcePlace place, DocumentPath path, int depth)
    {
        var items = ImmutableArray.CreateBuilder<DocumentNode>();
        for (var happened = events.Next(); happened is not SequenceEnd; happened = events.Next())
            items.Add(ReadNode(happened, path.Item(items.Count), depth + 1));
        return new DocumentList(place, path, items.DrainToImmutable());
    }

    private string ReadKey(ParsingEvent happened, DocumentPath path)
    {
        if (happened is not Scalar scalar) throw Refuse(happened, path, "a key must be text, not a map, a list or an alias");
        var place = events.Place(happened);
        YamlScalar.CheckTag(scalar.Tag, "tag:yaml.org,2002:str", place, path);
        YamlScalar.CheckText(scalar.Value, place, path);
        if (scalar.Style == ScalarStyle.Plain && scalar.Value.Length == 0) throw Refuse(happened, path, "a key is missing before the colon");
        if (scalar.Style == ScalarStyle.Plain && scalar.Value is "<<")
            throw Refuse(happened, path, "merge keys (<<) are not supported: write the keys out, or use an alias as a value");
        if (!scalar.Anchor.IsEmpty) _anchors[scalar.Anchor.Value] = DocumentScalar.OfText(scalar.Value, place, path);
        return scalar.Value;
    }

    private DocumentNode ReadAlias(AnchorAlias alias, DocumentPath path, int depth)
    {
        var name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out var target))
        {
            var reason = _open.Contains(name) ? "stands inside the value it repeats" : "repeats an anchor that is not defined before it";
            throw Refuse(alias, path, $"the alias {Excerpt.Quoted("*" + name)} {reason}");
        }

        _budget.TakeAlias(target, events.Place(alias), path, depth);
        return target.At(path);
    }

    private DocumentException Refuse(ParsingEvent happened, DocumentPath? path, string reason) =>
        new(events.Place(happened), path?.ToString(), reason);
}
