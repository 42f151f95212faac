using System.Collections.Immutable;
using Tiltyard.Attacks;
using Tiltyard.Documents;

namespace Tiltyard.Catalog.Attacks.RedTeam;

/// <summary>The modules of the red team as attacks of the catalogue.</summary>
public static class RedTeamKinds
{
    public static ImmutableArray<AttackKind> All { get; } = [.. RedTeamModule.All.Select(Kind)];

    public static ImmutableArray<string> Names { get; } = [.. RedTeamModule.All.Select(module => module.Name)];

    private static AttackKind Kind(RedTeamModule module) => new()
    {
        Name = module.Name,
        Summary = module.Summary,
        Options = module.Name is "tool_error" ? RedTeamOptions.ErrorShape : RedTeamOptions.Shape,
        Create = (options, trigger, stage) => stage.Goals is null
            ? throw new DocumentException(options, $"the attack {module.Name} needs a world that says what attackers want; {stage.World.Name} does not")
            : new RedTeamAttack(module, RedTeamOptions.From(options), trigger, stage),
    };
}
