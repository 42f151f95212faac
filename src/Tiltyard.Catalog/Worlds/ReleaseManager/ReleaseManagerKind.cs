using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Worlds.ReleaseManager;

/// <summary>The world's entry in the catalogue.</summary>
public static class ReleaseManagerKind
{
    public static WorldKind Kind { get; } = new()
    {
        Name = "release_manager",
        Aliases = ["releasemanager"],
        Summary = "Ship a product's releases safely while the pressure to ship rises.",
        Parameters = ReleaseManagerOptions.Shape,
        Create = (parameters, pressure) => new ReleaseManagerWorld(ReleaseManagerOptions.From(parameters), pressure),
    };
}
