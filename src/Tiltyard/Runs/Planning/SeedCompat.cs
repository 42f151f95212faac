using System.Collections.Immutable;

namespace Tiltyard.Runs.Planning;

/// <summary>
/// Whether a run keeps the published arithmetic of the gates lab, known defects and all, so that its figures can be compared with old
/// ones: by the state that the first document describes, or by the lab's last one. docs/reference/compatibility.md lists every difference.
/// </summary>
public enum SeedCompat
{
    /// <summary>Our own, corrected: the default.</summary>
    None,
    Seed,
    Head,
}

/// <summary>The wire names of <see cref="SeedCompat"/>.</summary>
public static class SeedCompats
{
    public static ImmutableArray<string> Names { get; } = ["none", "seed", "head"];
}
