using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Policies;

/// <summary>Looks up the names by which one document of a policy refers to another; a name that leads nowhere is an error at its place.</summary>
internal static class References
{
    public static int Find(this NameTable table, DocumentNode node, string what) => table.Find(node.AsText()) is var place and >= 0
        ? place
        : throw new DocumentException(node, UnknownName.Reason(what, node.AsText(), table.Names));

    public static int FindOptional(this NameTable table, DocumentMap map, string key, string what) => map.NodeOrNull(key) is { } node ? table.Find(node, what) : -1;

    public static ImmutableArray<int> FindAll(this NameTable table, DocumentMap map, string key, string what) => [.. map.List(key).Select(node => table.Find(node, what))];

    /// <summary>The ids of a list of maps, each once.</summary>
    public static NameTable Ids(DocumentMap map, string key)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in map.Maps(key))
        {
            if (!seen.Add(one.Text("id"))) throw new DocumentException(one.Node("id"), $"'{one.Text("id")}' is there twice");
        }

        return new NameTable(map.Maps(key).Select(one => one.Text("id")));
    }

    public static NameTable Keys(DocumentMap map, string key) => new(map.Map(key).Entries.Select(entry => entry.Key));
}
