using System.Collections.Immutable;
using Tiltyard.Attacks;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Attacks.RedTeam;

/// <summary>The places that attackers have in every world, beside those that a goal names.</summary>
internal static class RedTeamChannels
{
    /// <summary>The channel of the first surface that is open, or null.</summary>
    public static AttackChannel? Choose(AttackGoal goal, WorldSpec world, ImmutableArray<AttackSurface> surfaces, string errorCode)
    {
        foreach (var surface in surfaces)
        {
            if (goal.Channels.FirstOrDefault(channel => channel.Surface == surface) is { } offered) return offered;
            if (General(surface, world, errorCode) is { } general) return general;
        }

        return null;
    }

    /// <summary>The surfaces that are open for a goal, those of the goal itself first.</summary>
    public static ImmutableArray<string> Open(AttackGoal goal) =>
        [.. goal.Channels.Select(channel => channel.Surface.Name()).Concat(Everywhere.Select(surface => surface.Name())).Distinct(StringComparer.Ordinal)];

    private static readonly ImmutableArray<AttackSurface> Everywhere =
        [AttackSurface.Memory, AttackSurface.Document, AttackSurface.SystemMessage, AttackSurface.PeerMessage, AttackSurface.ToolError, AttackSurface.ToolDescription];

    /// <summary>A surface that needs nothing of the world. Messages and results belong to the world: only it knows who writes there.</summary>
    private static AttackChannel? General(AttackSurface surface, WorldSpec world, string errorCode) => surface switch
    {
        AttackSurface.Memory => new(surface, "notes", (in _, payload) => Injection.Memory("notes", payload)),
        AttackSurface.Document => new(surface, "attachment", (in _, payload) => Injection.Document("attachment.txt", payload)),
        AttackSurface.SystemMessage => new(surface, "operator", (in _, payload) => Injection.SystemMessage("operator", payload)),
        AttackSurface.PeerMessage => new(surface, "peer", (in _, payload) => Injection.PeerMessage("another agent", payload)),
        AttackSurface.ToolError => new(surface, "error", (in moment, payload) => moment.Called is null ? null : Injection.Error(CanonicalJson.Text(DocumentNode.Map(("code", errorCode), ("error", payload))))),
        AttackSurface.ToolDescription => Described(world.Seats[0].Actions[0]),
        _ => null,
    };

    private static AttackChannel Described(ActionSpec tool) =>
        new(AttackSurface.ToolDescription, tool.Name, (in _, payload) => Injection.Description(tool.Name, payload, $"{tool.Description} {payload}"));
}
