using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Checking;

/// <summary>
/// Plays episodes of the published goal-drift reference through the engine and compares step by step. The file holds the first seat's
/// actions; further seats are held by the world's default agents.
/// </summary>
public static class ParityCheck
{
    /// <summary>Plays and compares one line of the file.</summary>
    /// <exception cref="DocumentException">The line is not an episode, or names a world or parameter that does not exist.</exception>
    public static ParityResult CheckLine(Registry registry, string file, int line, ReadOnlySpan<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var episode = ParityLine.Read(file, line, utf8);
        var entry = registry.World(episode.Scenario) ?? throw new DocumentException(
            episode.ScenarioNode, UnknownName.Reason("scenario", episode.Scenario, registry.Worlds.Select(world => world.Kind.Name)));
        var parameters = entry.Kind.Parameters.Check(episode.Parameters);
        var world = entry.Kind.Create(parameters, true);
        var sink = new ParitySink(file, line, episode, world);
        var agents = Agents(registry, entry, parameters, world.Spec, episode);
        var engine = new EpisodeEngine(new EpisodeSetup
        {
            Cell = "parity",
            WorldName = entry.Kind.Name,
            World = world,
            Agents = agents.CastArray<IAgent>(),
            Sinks = [sink],
        });
        engine.Begin(new EpisodeKey(episode.Seed, entry.Kind.Name, "parity", 0, episode.Seed));

        // Held by hand, because a line may end before the world does.
        while (engine.Next(out var seat) && (seat > 0 || sink.Steps < episode.Actions.Length))
        {
            agents[seat].Decide(engine.Observation(seat), engine.Proposal(seat));
            engine.Submit();
        }

        sink.Finish();
        return new ParityResult(entry.Kind.Name, sink.Steps, sink.Difference);
    }

    private static ImmutableArray<IComputingAgent> Agents(Registry registry, WorldEntry entry, DocumentMap parameters, WorldSpec spec, ParityLine line)
    {
        var agents = ImmutableArray.CreateBuilder<IComputingAgent>(spec.Seats.Length);
        agents.Add(new ScriptedAgent(line.Actions));
        for (var seat = 1; seat < spec.Seats.Length; seat++)
        {
            var kind = registry.Agent(entry, entry.DefaultAgent(seat))!;
            agents.Add((IComputingAgent)kind.Create(new AgentMaking(kind.Parameters.Check(DocumentNode.Map()), parameters, spec, seat)));
        }

        return agents.MoveToImmutable();
    }

    /// <summary>Proposes the file's actions by name, one a step.</summary>
    private sealed class ScriptedAgent(ImmutableArray<DocumentMap> actions) : IComputingAgent
    {
        private SeatSpec? _spec;
        private int _next;

        public string Name => "parity";

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
        {
            _spec = spec;
            _next = 0;
        }

        public void Decide(Observation observation, Proposal proposal)
        {
            var action = actions[_next++];
            if (action.TextOrNull("tool") is { } tool) proposal.Named(tool, CanonicalJson.Text(Known(tool, action.Map("args"))));
        }

        /// <summary>The reference passes over arguments that a tool does not know; the engine refuses them.</summary>
        private DocumentMap Known(string tool, DocumentMap arguments)
        {
            if (_spec!.ActionIndex(tool) is not (var index and >= 0)) return arguments;
            var names = _spec.Actions[index].ArgumentNames;
            return DocumentNode.Map([.. arguments.Entries.Where(entry => names.IndexOf(entry.Key) >= 0).Select(entry => (entry.Key, entry.Value))]);
        }
    }
}
