using System.Collections.Immutable;
using Tiltyard.Conditions;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Templates;

/// <summary>A condition with the comparisons it is made of, which the check for vacuous outcomes looks into.</summary>
internal sealed record Clause(Predicate Predicate, DocumentNode Node, ImmutableArray<Compared> Comparisons)
{
    private const int MostDepth = 32;

    private static readonly ImmutableArray<string> Words = ["text_contains", "text_not_contains", "text_regex", "regex"];

    /// <summary>Whether it holds. What cannot be read does not hold.</summary>
    public bool Holds(Scope scope) => Predicate.Holds(scope) == Truth.Yes;

    /// <summary>Reads a condition whose facts begin with these names.</summary>
    /// <exception cref="DocumentException">It looks at something that is not there, or could never hold.</exception>
    public static Clause Read(DocumentNode node, ImmutableArray<string> roots)
    {
        var found = ImmutableArray.CreateBuilder<Compared>();
        Collect(node, decides: true, found, 0);
        foreach (var one in found)
        {
            Known(one.Node, one.Path, roots);
            if (one.OtherPath is { } other) Known(one.Node, other, roots);
        }

        return new Clause(Predicate.Read(node), node, found.DrainToImmutable());
    }

    private static void Known(DocumentNode place, string path, ImmutableArray<string> roots)
    {
        var root = path.Split('.')[0];
        if (!roots.Contains(root, StringComparer.Ordinal)) throw new DocumentException(place, UnknownName.Reason("value", root, roots));
    }

    private static void Collect(DocumentNode node, bool decides, ImmutableArray<Compared>.Builder found, int depth)
    {
        if (depth > MostDepth) throw new DocumentException(node, "the condition is too deep");
        if (node is DocumentList list)
        {
            foreach (var item in list.Items) Collect(item, decides, found, depth + 1);
            return;
        }

        if (node is not DocumentMap map) return;
        if (Words.FirstOrDefault(word => map.Find(word) is not null) is { } words)
            throw new DocumentException(map.Node(words), "a condition of a script looks at calls and state: words are judged by says and discloses");
        if (map.Find("all") is { } all) Collect(all, decides, found, depth + 1);
        else if (map.Find("any") is { } any) Collect(any, decides: false, found, depth + 1);
        else if (map.Find("not") is { } not) Collect(not, decides: false, found, depth + 1);
        else if (map.Find("field") is { } field) found.Add(new Compared(map, field.AsText(), map.Text("op", "=="), map.Find("value") ?? map.Find("one_of"), map.TextOrNull("value_from"), decides));
        else found.AddRange(map.Entries.Select(entry => new Compared(entry.Value, entry.Key, entry.Value is DocumentList ? "in" : "==", entry.Value, null, decides)));
    }
}

/// <summary>
/// One comparison of a condition: what is looked at, how, and with what it is compared. It decides where the whole condition cannot hold
/// without it, which is not so below any and not.
/// </summary>
internal sealed record Compared(DocumentNode Node, string Path, string Operation, DocumentNode? Value, string? OtherPath, bool Decides)
{
    public string Root => Path.Split('.')[0];

    public string[] Below => Path.Split('.')[1..];
}
