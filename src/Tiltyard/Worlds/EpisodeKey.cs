
namespace Tiltyard.Worlds;

/// <summary>
/// What an episode's chance depends on, and nothing else: the arm, the worker and the shard are not in it, so the same case can be
/// played under every treatment with common random numbers. <paramref name="Seed"/> is the base seed plus the episode's index and
/// feeds worlds with a published reference.
/// </summary>
public readonly record struct EpisodeKey(long RunSeed, string Scenario, string Case, long Episode, long Seed)
{
    /// <summary>The random stream of one component.</summary>
    public StreamKey Stream(string component) => new(RunSeed, Scenario, Case, Episode, component);
}
