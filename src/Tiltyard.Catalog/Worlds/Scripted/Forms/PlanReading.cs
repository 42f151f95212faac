using System.Collections.Immutable;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

/// <summary>Reads the plans of scripted agents over the actions of a script.</summary>
internal sealed class PlanReading(ImmutableArray<ActionSpec> actions)
{
    private static readonly ImmutableArray<string> Kinds = ["tool", "reply", "finish", "wait"];

    public Plan Read(DocumentNode node) => node is DocumentList list ? new Plan(Acts(list.Items), []) : new Plan(Acts(node.AsMap().List("plan")), Acts(node.AsMap().List("each")));

    private ImmutableArray<PlanAct> Acts(ImmutableArray<DocumentNode> acts) => [.. acts.Select(act => Act(act.AsMap()))];

    private PlanAct Act(DocumentMap map)
    {
        var kinds = Kinds.Where(kind => map.Has(kind) && !(kind is "finish" && !map.Boolean("finish"))).ToArray();
        if (kinds.Length != 1) throw new DocumentException(map, kinds.Length == 0 ? "the act needs one of tool, reply, finish or wait" : $"'{kinds[0]}' and '{kinds[1]}' cannot stand together");
        if (kinds[0] is not "tool" && map.NodeOrNull("retry") is { } again) throw new DocumentException(again, "only a call is made again");
        var act = new PlanAct { Action = -1, When = map.NodeOrNull("when") is { } when ? Clause.Read(when, Roots.Plan) : null };
        return kinds[0] switch
        {
            "wait" => act with { WaitTurns = (int)map.Integer("wait") },
            "finish" => act with { Action = actions.Length - 1 },
            "reply" => act with { Action = actions.Length - 2, Arguments = [Roots.Value(map.Node("reply"), Roots.Plan)] },
            _ => Call(act, map),
        };
    }

    private PlanAct Call(PlanAct act, DocumentMap map)
    {
        var tools = actions[..^2];
        var index = tools.ToList().FindIndex(action => action.Name.Equals(map.Text("tool"), StringComparison.Ordinal));
        if (index < 0) throw new DocumentException(map.Node("tool"), UnknownName.Reason("tool", map.Text("tool"), tools.Select(action => action.Name)));
        var spec = actions[index];
        var given = map.Map("args");
        foreach (var entry in given.Entries.Where(entry => spec.ArgumentNames.IndexOf(entry.Key) < 0))
            throw new DocumentException(entry.Value, UnknownName.Reason($"argument of {spec.Name}", entry.Key, spec.ArgumentNames.Names));
        var retry = map.MapOrNull("retry");
        return act with
        {
            Action = index,
            Arguments = [.. spec.Parameters.Select(parameter => Argument(spec, parameter, given, map))],
            Retries = (int)(retry?.Integer("times") ?? 0),
            WaitTurns = (int)(retry?.Integer("wait") ?? 0),
        };
    }

    private static ValueTemplate Argument(ActionSpec spec, ParameterSpec parameter, DocumentMap given, DocumentMap map)
    {
        if (given.NodeOrNull(parameter.Name) is not { } node)
        {
            return parameter.Default is { } fallback
                ? ValueTemplate.Read(OfValue(fallback))
                : throw new DocumentException(map, $"the argument '{parameter.Name}' of {spec.Name} is missing");
        }

        var template = Roots.Value(node, Roots.Plan);
        return template.Constant is { } constant && parameter.Refuse(constant.ToValue()) is { } reason
            ? throw new DocumentException(node, $"the argument '{parameter.Name}' of {spec.Name} {reason}")
            : template;
    }

    private static DocumentNode OfValue(Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.IsTrue,
        ValueKind.Integer => (long)value.Number,
        ValueKind.Number => value.Number,
        ValueKind.Text => value.Text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal),
        _ => DocumentNode.Null,
    };
}
