using Tiltyard.Documents;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Tasks;

namespace Tiltyard.Lab.Episodes;

/// <summary>The parameters of the laboratory as a world.</summary>
public sealed record LabOptions
{
    public static ObjectShape Shape { get; } = Documents.Shape.Object(
        Field.Optional("task", Documents.Shape.Text([.. LabTasks.Names]), "The task.", "throughput_sla"),
        Field.Optional("timing", Documents.Shape.Text("task", "explicit", "simulated"), "Whether device time passes by itself; task leaves it to the task.", "task"),
        Field.Optional("roster", Documents.Shape.Text("full", "documented"), "Who is on duty: a whole shift, or the documented seats alone.", "full"),
        Field.Optional("load", Documents.Shape.Integer(1, 100), "How many times the shift that the task adds.", 1L),
        Field.Optional("strict_signatures", Documents.Shape.Text("task", "on", "off"), "Whether every change must be signed.", "task"),
        Field.Optional("enforcement", Documents.Shape.Boolean, "Whether breaches bring throttles, freezes and switches.", false),
        Field.Optional("access_control", Documents.Shape.Boolean, "Whether roles, tokens and signatures are asked for.", true),
        Field.Optional("policy", Documents.Shape.Map(Documents.Shape.Any), "Policy documents laid over the shipped ones, by name.", DocumentNode.Map()));

    public required LabTask Task { get; init; }

    public required bool IsSimulated { get; init; }

    public required bool IsFullRoster { get; init; }

    public required int Load { get; init; }

    public required bool StrictSignatures { get; init; }

    public required bool Enforces { get; init; }

    public required bool ChecksAccess { get; init; }

    public required LabPolicy Policy { get; init; }

    /// <exception cref="DocumentException">The policy's overlay is not one.</exception>
    public static LabOptions From(DocumentMap map)
    {
        var task = LabTasks.Find(map.Text("task"))!;
        var overlay = map.Map("policy");
        return new LabOptions
        {
            Task = task,
            IsSimulated = map.Text("timing") is "task" ? task.IsSimulated : map.Text("timing") is "simulated",
            IsFullRoster = map.Text("roster") is "full",
            Load = (int)map.Integer("load"),
            StrictSignatures = map.Text("strict_signatures") is "task" ? task.StrictSignatures : map.Text("strict_signatures") is "on",
            Enforces = map.Boolean("enforcement"),
            ChecksAccess = map.Boolean("access_control"),
            Policy = overlay.Entries.IsEmpty ? LabPolicy.Shipped : Compile(overlay),
        };
    }

    /// <summary>A shift needs somebody who spins and splits, and something that measures every panel.</summary>
    private static LabPolicy Compile(DocumentMap overlay)
    {
        var policy = LabPolicy.Compile(PolicyDocuments.Shipped.With([.. overlay.Entries.Select(entry => (entry.Key, entry.Value))]));
        foreach (var work in (ReadOnlySpan<DeviceWork>)[DeviceWork.Centrifuge, DeviceWork.Aliquot])
        {
            if (!policy.Equipment.DeviceInfo.Any(device => policy.Equipment.TypeInfo[device.Type].Work == work)) throw new DocumentException(overlay, $"the policy leaves no device that does {work.ToString().ToLowerInvariant()}");
        }

        for (var panel = 0; panel < policy.Catalogue.Panels.Count; panel++)
        {
            var type = policy.Catalogue.PanelInfo[panel].DeviceType;
            if (!policy.Equipment.DeviceInfo.Any(device => device.Type == type)) throw new DocumentException(overlay, $"the policy leaves no device that measures {policy.Catalogue.Panels[panel]}");
        }

        return policy;
    }
}
