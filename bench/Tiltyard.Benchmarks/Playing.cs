using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Catalog;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Benchmarks;

/// <summary>The release manager as a run would set it up: default parameters, one scripted policy, twenty steps an episode.</summary>
internal static class Playing
{
    public const int StepsPerEpisode = 20;

    public static EpisodeEngine Engine(string policy, params ImmutableArray<ITraceSink> sinks)
    {
        var entry = StandardCatalog.Registry.World("release_manager")!;
        var parameters = entry.Kind.Parameters.Check(DocumentNode.Map()).AsMap();
        var world = entry.Kind.Create(parameters, true);
        var agent = StandardCatalog.Registry.Agent(entry, $"policy:{policy}")!.Create(new AgentMaking(DocumentNode.Map(), parameters, world.Spec, 0));
        return new EpisodeEngine(new EpisodeSetup { Cell = "bench", WorldName = "release_manager", World = world, Agents = [agent], Sinks = sinks });
    }

    public static EpisodeKey Key(long episode) => new(7, "release_manager", "base", episode, 7 + episode);
}
