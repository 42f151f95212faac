using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Templates;

/// <summary>A tree in which every text, also a key of a map, is a <see cref="Template"/>; everything else stands for itself.</summary>
internal sealed class ValueTemplate
{
    private readonly DocumentNode _node;
    private readonly Template? _text;
    private readonly ImmutableArray<(Template? Key, ValueTemplate Value)> _parts;

    private ValueTemplate(DocumentNode node, Template? text, ImmutableArray<(Template? Key, ValueTemplate Value)> parts)
    {
        _node = node;
        _text = text;
        _parts = parts;
    }

    /// <summary>Where it was written.</summary>
    public DocumentNode Node => _node;

    /// <summary>The value where nothing is filled in, else null.</summary>
    public DocumentNode? Constant => AllPaths.Any() ? null : _node;

    public IEnumerable<TemplatePath> AllPaths =>
        (_text?.AllPaths ?? []).Concat(_parts.SelectMany(part => (part.Key?.AllPaths ?? []).Concat(part.Value.AllPaths)));

    /// <exception cref="DocumentException">A text in it is no template.</exception>
    public static ValueTemplate Read(DocumentNode node) => node switch
    {
        DocumentMap map => new(node, null, [.. map.Entries.Select(entry => ((Template?)Key(entry), Read(entry.Value)))]),
        DocumentList list => new(node, null, [.. list.Items.Select(item => ((Template?)null, Read(item)))]),
        DocumentScalar { Kind: DocumentScalarKind.Text } => new(node, Template.Read(node), []),
        _ => new(node, null, []),
    };

    /// <summary>The tree with its values. Of two keys that are filled in alike the later one counts.</summary>
    public DocumentNode Fill(Scope scope)
    {
        if (_text is not null) return _text.Value(scope);
        return _node switch
        {
            DocumentMap => _parts.Aggregate(DocumentNode.Map(), (map, part) => map.With(part.Key!.Text(scope), part.Value.Fill(scope))),
            DocumentList => DocumentNode.List(_parts.Select(part => part.Value.Fill(scope))),
            _ => _node,
        };
    }

    private static Template Key(DocumentEntry entry) => Template.Read(entry.Key);
}
