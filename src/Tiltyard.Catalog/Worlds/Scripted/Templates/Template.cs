using System.Collections.Immutable;
using System.Text;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Templates;

/// <summary>
/// A text with values filled in where a path stands in braces: Your order {args.order_id} is {record.status}. Two braces stand for one.
/// What is filled in is never read as a template again. For trees of templates use <see cref="ValueTemplate"/>.
/// </summary>
internal sealed class Template
{
    private const int MostParts = 200;

    /// <summary>Each piece is a text or a path.</summary>
    private readonly ImmutableArray<(string? Text, TemplatePath? Path)> _pieces;

    private Template(ImmutableArray<(string? Text, TemplatePath? Path)> pieces) => _pieces = pieces;

    public bool IsEmpty => _pieces.IsEmpty;

    /// <summary>The text where nothing is filled in, else null.</summary>
    public string? Literal => _pieces.Length switch
    {
        0 => "",
        1 => _pieces[0].Text,
        _ => null,
    };

    /// <summary>Every path in it, also those within paths.</summary>
    public IEnumerable<TemplatePath> AllPaths => _pieces.Where(piece => piece.Path is not null).SelectMany(piece => piece.Path!.Inner.Prepend(piece.Path));

    /// <exception cref="DocumentException">A brace is not closed or a path is empty.</exception>
    public static Template Read(DocumentNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var text = node.AsText();
        var at = 0;
        return ReadPart(node, text, ref at, stopsAtDot: false, inBraces: false);
    }

    /// <summary>The value: that of the path itself where the template is one path and nothing else, so that numbers and lists stay what they are.</summary>
    public DocumentNode Value(Scope scope) => _pieces is [(null, { } path)] ? Look(path, scope) ?? DocumentNode.Null : Text(scope);

    public string Text(Scope scope)
    {
        if (Literal is { } literal) return literal;
        var text = new StringBuilder();
        foreach (var (piece, path) in _pieces) text.Append(piece ?? Tree.Shown(Look(path!, scope)));
        return text.ToString();
    }

    internal static Template ReadPart(DocumentNode place, string text, ref int at, bool stopsAtDot, bool inBraces)
    {
        var pieces = ImmutableArray.CreateBuilder<(string?, TemplatePath?)>();
        var literal = new StringBuilder();
        while (at < text.Length)
        {
            var letter = text[at];
            if (letter is '{' or '}' && !inBraces && at + 1 < text.Length && text[at + 1] == letter)
            {
                literal.Append(letter);
                at += 2;
                continue;
            }

            if (letter == '{')
            {
                if (literal.Length > 0) pieces.Add((literal.ToString(), null));
                literal.Clear();
                at++;
                pieces.Add((null, TemplatePath.Read(place, text, ref at, inBraces: true)));
                if (at >= text.Length || text[at] != '}') throw new DocumentException(place, "a brace is not closed; two of them stand for one");
                at++;
                if (pieces.Count > MostParts) throw new DocumentException(place, $"more than {MostParts} values are filled in");
                continue;
            }

            if (letter == '}' && inBraces) break;
            if (letter == '}') throw new DocumentException(place, "a brace closes nothing; two of them stand for one");
            if (letter == '.' && stopsAtDot) break;
            literal.Append(letter);
            at++;
        }

        if (literal.Length > 0) pieces.Add((literal.ToString(), null));
        return new Template(pieces.DrainToImmutable());
    }

    private static DocumentNode? Look(TemplatePath path, Scope scope)
    {
        var parts = path.Fill(scope);
        return Tree.Find(scope.Root(parts[0]), parts.AsSpan(1));
    }
}
