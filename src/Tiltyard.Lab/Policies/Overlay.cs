using Tiltyard.Documents;

namespace Tiltyard.Lab.Policies;

/// <summary>
/// How a partner's document lies over the shipped one: critical thresholds by analyte and units, stability by panel, enforcement rules by id,
/// devices and keys by id, types and reagents by name; a ladder is replaced as a whole; reason codes and emits are only added.
/// </summary>
internal static class Overlay
{
    public static DocumentMap Merge(string name, DocumentMap? below, DocumentNode above)
    {
        if (below is null) throw new DocumentException(above, UnknownName.Reason("policy document", name, PolicyDocuments.Names));
        var map = above.AsMap();
        var merged = name switch
        {
            "critical" => below.With("thresholds", ById(below, map, "thresholds", one => $"{one.Text("analyte")} {one.Text("units")}")).With("ladder", map.Find("ladder") ?? below.Node("ladder")),
            "stability" => below.With("panels", Keyed(below.Map("panels"), map.MapOrNull("panels"))).With("default_separation_min", map.Find("default_separation_min") ?? below.Node("default_separation_min")),
            "enforcement" => below.With("rules", ById(below, map, "rules", one => one.Text("id"))),
            "equipment" => below.With("devices", ById(below, map, "devices", one => one.Text("id"))).With("device_types", Keyed(below.Map("device_types"), map.MapOrNull("device_types"))),
            "keys" => below.With("keys", ById(below, map, "keys", one => one.Text("id"))),
            "reagents" => below.With("reagents", Keyed(below.Map("reagents"), map.MapOrNull("reagents"))),
            "reason_codes" => below.With("reason_codes", Added(below.Map("reason_codes"), map.MapOrNull("reason_codes"))),
            "emits" => below.With("emits", Added(below.Map("emits"), map.MapOrNull("emits"))),
            _ => throw new DocumentException(above, $"the document '{name}' cannot be overlaid: an overlay may change critical, emits, enforcement, equipment, keys, reagents, reason_codes and stability"),
        };
        return PolicyForms.All[name].Check(merged).AsMap();
    }

    private static DocumentList ById(DocumentMap below, DocumentMap above, string key, Func<DocumentMap, string> id)
    {
        var replaced = new Dictionary<string, DocumentMap>(StringComparer.Ordinal);
        foreach (var one in above.Has(key) ? above.Maps(key) : [])
        {
            if (!replaced.TryAdd(id(one), one)) throw new DocumentException(one, $"'{id(one)}' is there twice");
        }

        var kept = below.Maps(key).Select(one => replaced.Remove(id(one), out var other) ? other : one).ToList();
        return DocumentNode.List([.. kept, .. above.Has(key) ? above.Maps(key).Where(one => replaced.ContainsKey(id(one))) : []]);
    }

    private static DocumentMap Keyed(DocumentMap below, DocumentMap? above) =>
        above is null ? below : above.Entries.Aggregate(below, (map, entry) => map.With(entry.Key, entry.Value));

    private static DocumentMap Added(DocumentMap below, DocumentMap? above)
    {
        foreach (var entry in above?.Entries ?? [])
        {
            if (below.Has(entry.Key)) throw new DocumentException(entry.KeyPlace, above!.Path.ToString(), $"'{entry.Key}' is there already: a partner may add and not replace");
        }

        return Keyed(below, above);
    }
}
