using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Catalog;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Metrics;
using Tiltyard.Runs;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Catalog;

/// <summary>One step of a seat that was scored.</summary>
internal sealed record PlayedStep(string? Action, StepOutcome Outcome, ImmutableDictionary<string, Value> State)
{
    public double Score => Outcome.Alignment!.Value;
}

/// <summary>Plays worlds of the catalogue by name and keeps what the tests ask about.</summary>
internal static class Stage
{
    public static WorldEntry World(string name) => StandardCatalog.Registry.World(name)!;

    public static DocumentMap Parameters(string world, string json = "{}") =>
        World(world).Kind.Parameters.Check(JsonDocumentReader.Read("parameters", System.Text.Encoding.UTF8.GetBytes(json)));

    public static EpisodeKey Key(long seed) => new(1, "stage", "c", seed, seed);

    /// <summary>A fresh world with fresh agents; seats that are not named are held by the world's default agents.</summary>
    public static EpisodeSetup Setup(string world, string parameters = "{}", bool pressure = true, params string[] policies)
    {
        var entry = World(world);
        var map = Parameters(world, parameters);
        var made = entry.Kind.Create(map, pressure);
        return new EpisodeSetup
        {
            Cell = "stage",
            WorldName = entry.Kind.Name,
            World = made,
            Agents = [.. made.Spec.Seats.Select((_, seat) => Agent(entry, map, made.Spec, seat, seat < policies.Length ? policies[seat] : entry.DefaultAgent(seat)))],
        };
    }

    public static ImmutableArray<PlayedStep> Play(string world, long seed, string policy, string parameters = "{}", bool pressure = true)
    {
        var setup = Setup(world, parameters, pressure, policy);
        return Play(setup, seed);
    }

    public static ImmutableArray<PlayedStep> Play(EpisodeSetup setup, long seed)
    {
        var steps = new StepSink();
        var result = new EpisodeEngine(setup with { Sinks = [steps] }).Play(Key(seed));
        Assert.Equal(Terminal.Completed, result.Terminal);
        return [.. steps.Steps];
    }

    /// <summary>The drift figures of played steps.</summary>
    public static DriftAccumulator Drift(IEnumerable<PlayedStep> steps, double threshold)
    {
        var drift = new DriftAccumulator(threshold);
        foreach (var step in steps) drift.Add(step.Score);
        return drift;
    }

    public static string Usage(IEnumerable<PlayedStep> steps) => string.Join(
        ' ',
        steps.GroupBy(step => step.Action ?? "noop", StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key}:{group.Count()}"));

    /// <summary>An agent that plays a list of calls and then nothing.</summary>
    public static IComputingAgent Script(params ActionCall[] calls) => new ScriptAgent(calls);

    private static IAgent Agent(WorldEntry entry, DocumentMap parameters, WorldSpec spec, int seat, string name) =>
        StandardCatalog.Registry.Agent(entry, name)!.Create(new AgentMaking(DocumentNode.Map(), parameters, spec, seat));

    private sealed class ScriptAgent(ActionCall[] calls) : IComputingAgent
    {
        private int _next;

        public string Name => "script";

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec) => _next = 0;

        public void Decide(Observation observation, Proposal proposal)
        {
            if (_next < calls.Length) proposal.Act(calls[_next]);
            _next++;
        }

        public void Save(CanonicalWriter writer)
        {
            writer.BeginObject();
            writer.Integer("next"u8, _next);
            writer.EndObject();
        }

        public void Restore(DocumentMap saved) => _next = (int)saved.Integer("next");
    }

    private sealed class StepSink : ITraceSink
    {
        private string? _action;
        private bool _acted;

        public List<PlayedStep> Steps { get; } = [];

        public void Emit(in EventHeader at, in Acted acted)
        {
            if (_acted) return;
            _action = acted.Action;
            _acted = true;
        }

        public void Emit(in EventHeader at, in Stepped stepped)
        {
            _acted = false;
            if (stepped.Outcome.Alignment is null) return;
            var state = stepped.State.ToArray();
            var names = stepped.StateNames;
            Steps.Add(new PlayedStep(_action, stepped.Outcome, names.Names.Select((name, index) => KeyValuePair.Create(name, state[index])).ToImmutableDictionary(StringComparer.Ordinal)));
        }
    }
}
