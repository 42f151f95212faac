using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

/// <summary>Reads tools, their failures and effects.</summary>
internal static class ToolReading
{
    private static readonly DocumentNode Done = DocumentNode.Map(("done", true));

    public static ScriptTool Read(DocumentMap map)
    {
        var spec = new ActionSpec(map.Text("name"), map.Text("description"), map.Maps("parameters").Select(Parameter));
        var tool = new ScriptTool
        {
            Spec = spec,
            Record = map.NodeOrNull("record") is { } record ? Roots.StatePath(record, record.AsText(), Roots.Call) : null,
            Permission = map.TextOrNull("permission"),
            RateLimit = map.MapOrNull("rate_limit") is { } limit ? new RateLimit((int)limit.Integer("calls"), limit.Number("window_seconds")) : null,
            LatencySeconds = map.Number("latency_ms") / 1_000,
            Faults = [.. map.Maps("errors").Select(Fault)],
            Effects = Effects(map.Node("effects"), Roots.Call),
            Result = Roots.Value(map.NodeOrNull("result") ?? Done, Roots.Call),
        };
        CheckArguments(tool, map);
        return tool;
    }

    public static ToolFault Fault(DocumentMap map)
    {
        var code = ToolCodes.Find(map.Text("code"));
        return new ToolFault
        {
            Code = code,
            Message = map.NodeOrNull("message") is { } message ? Roots.Text(message, Roots.Call) : null,
            When = map.NodeOrNull("when") is { } when ? Clause.Read(when, Roots.Call) : null,
            Calls = map.NodeOrNull("nth") switch
            {
                null => [],
                DocumentList list => [.. list.Items.Select(one => (int)one.AsInteger())],
                var one => [(int)one.AsInteger()],
            },
            Probability = map.Number("probability", 1),
            LatencySeconds = map.NumberOrNull("latency_ms") is { } latency ? latency / 1_000 : code == ToolCode.Timeout ? ToolCodes.TimeoutSeconds : null,
            TakesEffect = map.Boolean("takes_effect"),
        };
    }

    public static ImmutableArray<Effect> Effects(DocumentNode node, ImmutableArray<string> roots) =>
        node is DocumentList list ? [.. list.Items.Select(one => Effect(one.AsMap(), roots))] : [Effect(node.AsMap(), roots)];

    private static Effect Effect(DocumentMap map, ImmutableArray<string> roots) => new(
        map.NodeOrNull("when") is { } when ? Clause.Read(when, roots) : null,
        [
            .. Changes(map, "set", EffectKind.Set, roots),
            .. Changes(map, "add", EffectKind.Add, roots),
            .. Changes(map, "append", EffectKind.Append, roots),
            .. map.List("remove").Select(path => (EffectKind.Remove, Roots.StatePath(path, path.AsText(), roots), ValueTemplate.Read(DocumentNode.Null))),
        ]);

    private static IEnumerable<(EffectKind Kind, TemplatePath Path, ValueTemplate Value)> Changes(DocumentMap map, string key, EffectKind kind, ImmutableArray<string> roots) =>
        map.Map(key).Entries.Select(entry => (kind, Roots.StatePath(entry.Value, entry.Key, roots), Roots.Value(entry.Value, roots)));

    private static ParameterSpec Parameter(DocumentMap map)
    {
        var kind = map.Text("type") switch
        {
            "integer" => ValueKind.Integer,
            "number" => ValueKind.Number,
            "boolean" => ValueKind.Boolean,
            _ => ValueKind.Text,
        };
        if (kind is ValueKind.Text or ValueKind.Boolean && (map.Has("min") || map.Has("max"))) throw new DocumentException(map, $"'{map.Text("name")}' is no number: it has no min and no max");
        if (kind != ValueKind.Text && map.List("one_of").Length > 0) throw new DocumentException(map.Node("one_of"), $"'{map.Text("name")}' is no text: it has no one_of");
        var spec = new ParameterSpec
        {
            Name = map.Text("name"),
            Kind = kind,
            Description = map.Text("description"),
            Default = map.NodeOrNull("default")?.ToValue(),
            Minimum = map.Number("min", double.NegativeInfinity),
            Maximum = map.Number("max", double.PositiveInfinity),
            MaximumLength = (int)map.Integer("max_length"),
            Allowed = map.Texts("one_of"),
        };
        if (spec.Minimum > spec.Maximum) throw new DocumentException(map.Node("min"), "the least is above the greatest");
        return spec.Default is { } fallback && spec.Refuse(fallback) is { } reason ? throw new DocumentException(map.Node("default"), $"the default {reason}") : spec;
    }

    /// <summary>What a tool looks at under args must be one of its arguments, and record only where it names one.</summary>
    private static void CheckArguments(ScriptTool tool, DocumentMap map)
    {
        foreach (var (path, place) in Paths(tool, map))
        {
            if (path is ["args", var name, ..] && name is not null && tool.Spec.ArgumentNames.IndexOf(name) < 0)
                throw new DocumentException(place, UnknownName.Reason($"argument of {tool.Name}", name, tool.Spec.ArgumentNames.Names));
            if (path is ["record", ..] && tool.Record is null) throw new DocumentException(place, $"the tool {tool.Name} names no record");
        }
    }

    private static IEnumerable<(string?[] Path, DocumentNode Place)> Paths(ScriptTool tool, DocumentMap map)
    {
        var effects = map.Node("effects");
        foreach (var path in tool.Record?.Inner ?? []) yield return ([.. path.Pattern], map.Node("record"));
        foreach (var path in tool.Result.AllPaths) yield return ([.. path.Pattern], map.NodeOrNull("result") ?? map);
        foreach (var path in tool.Effects.SelectMany(effect => effect.Changes).SelectMany(change => change.Path.Inner.Concat(change.Value.AllPaths))) yield return ([.. path.Pattern], effects);
        foreach (var clause in tool.Effects.Select(effect => effect.When).Concat(tool.Faults.Select(fault => fault.When)).OfType<Clause>())
        {
            foreach (var one in clause.Comparisons) yield return (one.Path.Split('.'), one.Node);
        }

        foreach (var fault in tool.Faults.Where(fault => fault.Message is not null))
        {
            foreach (var path in fault.Message!.AllPaths) yield return ([.. path.Pattern], map.Node("errors"));
        }
    }
}
