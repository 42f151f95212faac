using System.Collections.Immutable;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Lab;

/// <summary>Breaks documents in one of many ways, in their text or in their tree; the same seed, the same breaks.</summary>
internal sealed class DocumentMutations(long seed)
{
    private static readonly string[] Pieces =
    [
        "&a ", "*a", "*x", "!!str ", "!t ", "<<: *a\n", "---\n", "...\n", "%YAML 1.2\n", "|\n", ">-\n", "'", "\"", "\\", "#", "\t", "[", "]", "{", "}", ", ", ": ", "? ", "- ", "@", "`", "~", ".nan", ".inf", "-.inf",
        "1e999", "1e308", "99999999999999999999", "-1", "0x7fffffff", "1_000", "\0", "\u0007", "\u001b[2J", "\u0085", "\u2028", "\ufeff", "\ufffe", "\ud800", "\u202e", "\ud83d\ude00", "é", "\r", "\r\n", "\n\n", "  ", "null", "true",
        "&a [*a]", "[&a [x, x], *a, *a, *a]",
    ];

    private static readonly DocumentNode[] Extremes =
    [
        -1L, 0L, 1L, 2L, 1_000L, 1_000_000L, 10_000_000L, (long)int.MaxValue, 1L + int.MaxValue, 9_007_199_254_740_991L, -9_007_199_254_740_991L, 0.5, -0.5, 5e-324, 1e-300, 1e10, 1e300, 1.7e308, -1.7e308,
    ];

    private static readonly DocumentNode[] Values =
    [
        .. Extremes, DocumentNode.Null, true, "", " ", "x", "NaN", "x\ny", "\u0007\u001b", new string('a', 100_000), DocumentNode.Map(), DocumentNode.List(), DocumentNode.List("x"), DocumentNode.Map(("x", 1L)), Nest(40), Nest(80),
    ];

    private readonly SeededRandom _random = new(new EpisodeKey(seed, "lab", "mutation", 0, seed).Stream("policy"));

    /// <summary>The text of a document with one to three things wrong.</summary>
    public string Next(string text, DocumentNode tree)
    {
        if (_random.NextBool(0.6))
        {
            for (var times = 1 + _random.NextInt(2); times > 0; times--) tree = Next(tree);
            return IndentedJson.Text(tree);
        }

        for (var times = 1 + _random.NextInt(3); times > 0; times--) text = Bend(text);
        return text;
    }

    /// <summary>The document with one thing wrong: one node of its tree, each as likely, is replaced, renamed, doubled or taken out.</summary>
    public DocumentNode Next(DocumentNode tree)
    {
        var left = _random.NextInt(Count(tree));
        return Walk(tree, [.. Names(tree)], ref left);
    }

    private string Bend(string text)
    {
        if (text.Length == 0) return Pick(Pieces);
        var at = _random.NextInt(text.Length);
        switch (_random.NextInt(8))
        {
            case 0:
                return text.Remove(at, 1).Insert(at, ((char)_random.NextInt(256)).ToString());
            case 1:
                return text.Remove(at, Math.Min(1 + _random.NextInt(40), text.Length - at));
            case 2:
                return text[..at];
            case 3:
                return text.Insert(at, new string(Pick(["[", "{", "- ", "? ", "'", "  "])[0], 1 + _random.NextInt(200)));
            case 4 or 5:
                return BendLines(text);
            default:
                return text.Insert(at, Pick(Pieces));
        }
    }

    private string BendLines(string text)
    {
        var lines = text.Split('\n').ToList();
        var (one, other) = (_random.NextInt(lines.Count), _random.NextInt(lines.Count));
        switch (_random.NextInt(4))
        {
            case 0:
                lines.RemoveAt(one);
                break;
            case 1:
                lines.Insert(other, lines[one]);
                break;
            case 2:
                (lines[one], lines[other]) = (lines[other], lines[one]);
                break;
            default:
                lines[one] = (_random.NextBool(0.5) ? "  " : "") + lines[one].TrimStart();
                break;
        }

        return string.Join('\n', lines);
    }

    private DocumentNode Walk(DocumentNode node, string[] names, ref int left)
    {
        if (left-- == 0) return Replacement(node, names);
        switch (node)
        {
            case DocumentMap map:
                for (var place = 0; place < map.Entries.Length; place++)
                {
                    var entry = map.Entries[place];
                    var before = left;
                    var child = Walk(entry.Value, names, ref left);
                    if (left < 0) return before == 0 && _random.NextBool(0.5) ? DocumentNode.Map(Entries(map, place, names)) : DocumentNode.Map([.. map.Entries.Select(old => (old.Key, old == entry ? child : old.Value))]);
                }

                return map;
            case DocumentList list:
                for (var place = 0; place < list.Items.Length; place++)
                {
                    var before = left;
                    var child = Walk(list.Items[place], names, ref left);
                    if (left < 0) return DocumentNode.List(before == 0 && _random.NextBool(0.5) ? Items(list, place) : list.Items.SetItem(place, child));
                }

                return list;
            default:
                return node;
        }
    }

    private (string, DocumentNode)[] Entries(DocumentMap map, int place, string[] names)
    {
        var entries = map.Entries.Select(entry => (entry.Key, entry.Value)).ToList();
        if (_random.NextBool(0.5)) entries.RemoveAt(place);
        else if (Name(names) is var name && map.Find(name) is null) entries[place] = (name, entries[place].Value);
        return [.. entries];
    }

    private ImmutableArray<DocumentNode> Items(DocumentList list, int place) =>
        _random.NextBool(0.5) ? list.Items.RemoveAt(place) : list.Items.Insert(_random.NextInt(list.Items.Length), list.Items[place]);

    private DocumentNode Replacement(DocumentNode node, string[] names) => _random.NextInt(4) switch
    {
        0 => Name(names),
        1 or 2 when node is DocumentScalar { Kind: DocumentScalarKind.Integer or DocumentScalarKind.Number } => Number(),
        _ => Values[_random.NextInt(Values.Length)],
    };

    private DocumentNode Number() => _random.NextInt(3) switch
    {
        0 => (long)_random.NextInt(100_000),
        1 => _random.NextDouble(),
        _ => Extremes[_random.NextInt(Extremes.Length)],
    };

    /// <summary>A name that the document knows in some sense, or a little different from one.</summary>
    private string Name(string[] names) => names.Length == 0 ? "x" : Pick(names) + (_random.NextBool(0.3) ? "x" : "");

    private string Pick(string[] among) => among[_random.NextInt(among.Length)];

    private static int Count(DocumentNode node) => 1 + node switch
    {
        DocumentMap map => map.Entries.Sum(entry => Count(entry.Value)),
        DocumentList list => list.Items.Sum(Count),
        _ => 0,
    };

    private static IEnumerable<string> Names(DocumentNode node) => node switch
    {
        DocumentMap map => map.Entries.SelectMany(entry => Names(entry.Value).Prepend(entry.Key)),
        DocumentList list => list.Items.SelectMany(Names),
        DocumentScalar { Kind: DocumentScalarKind.Text } scalar => [scalar.AsText()],
        _ => [],
    };

    private static DocumentNode Nest(int depth)
    {
        DocumentNode node = "x";
        for (var level = 0; level < depth; level++) node = DocumentNode.List(node);
        return node;
    }
}
