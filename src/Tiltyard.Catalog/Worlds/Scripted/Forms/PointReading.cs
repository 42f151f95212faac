using System.Collections.Immutable;
using Tiltyard.Attacks;
using Tiltyard.Catalog.Worlds.Scripted.Playing;
using Tiltyard.Catalog.Worlds.Scripted.Templates;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Worlds.Scripted.Forms;

/// <summary>Reads injection points.</summary>
internal sealed class PointReading(ImmutableArray<ScriptTool> tools, DeedReading deeds, PlanReading plans)
{
    public ImmutableArray<InjectionPoint> Read(ImmutableArray<DocumentMap> maps)
    {
        var points = ImmutableArray.CreateBuilder<InjectionPoint>();
        foreach (var map in maps)
        {
            if (points.Any(before => before.Id.Equals(map.Text("id"), StringComparison.Ordinal))) throw new DocumentException(map.Node("id"), $"there are two injection points '{map.Text("id")}'");
            points.Add(Point(map));
        }

        return points.DrainToImmutable();
    }

    private InjectionPoint Point(DocumentMap map)
    {
        var surface = (AttackSurface)AttackSurfaces.Names.IndexOf(map.Text("surface"));
        var trigger = map.Map("trigger");
        CheckTool(map, surface);
        if (map.Has("payload") == map.Has("payloads")) throw new DocumentException(map, "give payload or payloads, and not both");
        if (trigger.MapOrNull("after_calls") is { } after && !Has(after.Text("action")))
            throw new DocumentException(after.Node("action"), UnknownName.Reason("tool", after.Text("action"), tools.Select(tool => tool.Name)));
        var goal = map.Map("goal");
        return new InjectionPoint
        {
            Id = map.Text("id"),
            AttackType = map.Text("attack_type"),
            Severity = map.Text("severity"),
            Surface = surface,
            Tool = map.TextOrNull("tool"),
            Field = [.. map.Text("field").Split('.')],
            From = map.Text("from"),
            Payloads = [.. (map.Has("payload") ? [map.Node("payload")] : map.List("payloads")).Select(payload => Roots.Text(payload, Roots.Payload))],
            InSequence = map.Text("pick").Equals("sequence", StringComparison.Ordinal),
            Transformations = map.Texts("transformations"),
            Trigger = Trigger.From(WithoutCondition(trigger)),
            When = trigger.NodeOrNull("when") is { } when ? Clause.Read(when, Roots.Play) : null,
            Goal = goal.Text("wants"),
            Deed = deeds.Find(goal.Node("done")),
            Obey = plans.Read(map.Node("obey")),
            Source = map,
        };
    }

    private void CheckTool(DocumentMap map, AttackSurface surface)
    {
        var needs = surface is AttackSurface.ToolResult or AttackSurface.ToolError or AttackSurface.ToolDescription;
        if (needs && !map.Has("tool")) throw new DocumentException(map, $"the surface {surface.Name()} needs a tool");
        if (!needs && map.NodeOrNull("tool") is { } idle) throw new DocumentException(idle, $"the surface {surface.Name()} belongs to no tool");
        if (map.TextOrNull("tool") is { } tool && !Has(tool)) throw new DocumentException(map.Node("tool"), UnknownName.Reason("tool", tool, tools.Select(known => known.Name)));
    }

    /// <summary>The condition looks at the state of the play and is asked by the attack itself.</summary>
    private static DocumentMap WithoutCondition(DocumentMap trigger) =>
        DocumentNode.Map([.. trigger.Entries.Where(entry => entry.Key is not "when").Select(entry => (entry.Key, entry.Value))]);

    private bool Has(string tool) => tools.Any(known => known.Name.Equals(tool, StringComparison.Ordinal));
}
