using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Lab.Benchmarks;
using Tiltyard.Lab.Episodes;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Benchmarks;

/// <summary>Shifts of the laboratory as a run would set them up: the scripted staff in every seat, the world's own oracles.</summary>
internal sealed class LabShifts : IDisposable
{
    private readonly EpisodeEngine _engine;
    private readonly string _scenario;

    public LabShifts(string task, string roster, params ImmutableArray<ITraceSink> sinks)
    {
        var parameters = LabKind.Kind.Parameters.Check(DocumentNode.Map(("roster", roster), ("task", task)));
        var staff = ShiftPlayer.Find("policy:baseline")!;
        World = new LabWorld(LabOptions.From(parameters));
        _scenario = $"lab/{task}";
        _engine = new EpisodeEngine(new EpisodeSetup
        {
            Cell = "bench",
            WorldName = "lab",
            World = World,
            Agents = [.. World.Spec.Seats.Select((_, seat) => staff.Create(new AgentMaking(DocumentNode.Map(), parameters, World.Spec, seat)))],
            Oracles = [.. LabKind.Oracles(parameters)],
            Sinks = sinks,
        });
    }

    public LabWorld World { get; }

    public EpisodeResult Play(long episode) => _engine.Play(new EpisodeKey(123, _scenario, "base", episode, 123 + episode));

    public void Dispose() => World.Dispose();
}
