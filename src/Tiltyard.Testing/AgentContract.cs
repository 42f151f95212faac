using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Testing;

/// <summary>
/// What every agent that computes keeps in a seat of a world, the other seats being held by whoever is given: its proposals come from
/// key and observations alone, its memory can be put away, and it asks for nothing that does not exist.
/// </summary>
public sealed class AgentContract(AgentKind agent, WorldKind kind, DocumentMap parameters)
{
    private readonly DocumentMap _parameters = kind.Parameters.Check(parameters);

    /// <summary>The seat that the agent holds.</summary>
    public int Seat { get; init; }

    /// <summary>Who holds the other seats.</summary>
    public AgentKind Others { get; init; } = GeneralPolicies.NoOp;

    /// <summary>The keys that are played; a world of cases needs the names of its own.</summary>
    public IReadOnlyList<EpisodeKey> Keys { get; init; } = EpisodeContract.DefaultKeys;

    public EpisodeContract Episodes => new(Stage) { Keys = Keys };

    public async Task CheckAllAsync()
    {
        await Episodes.CheckAllAsync().ConfigureAwait(false);
        CheckActions();
    }

    /// <summary>Every proposal is one that the seat has, with good arguments, in a state in which it is legal.</summary>
    public void CheckActions()
    {
        var sink = new InvalidSink();
        var setup = Stage();
        sink.Seat = setup.World.Spec.Seats[Seat].Name;
        var engine = new EpisodeEngine(EpisodeContract.With(setup, sink));
        foreach (var key in Keys)
        {
            engine.Play(key);
            Clause.Holds(sink.Breach is null, $"{agent.Name}, seed {key.Seed}: {sink.Breach}");
        }
    }

    private EpisodeSetup Stage()
    {
        var world = kind.Create(_parameters, true);
        var agents = WorldContract.Cast(world, _parameters, Others);
        var made = agent.Create(new AgentMaking(agent.Parameters.Check(DocumentNode.Map()), _parameters, world.Spec, Seat));
        return new EpisodeSetup { Cell = "contract", WorldName = kind.Name, World = world, Agents = agents.SetItem(Seat, made) };
    }

    private sealed class InvalidSink : ITraceSink
    {
        public string Seat { get; set; } = "";

        public string? Breach { get; private set; }

        public void Emit(in EventHeader at, in Acted acted)
        {
            if (acted.Status == ActStatus.Invalid && acted.Seat.Equals(Seat, StringComparison.Ordinal))
                Breach ??= $"step {acted.Step}: asked for {acted.Action}: {acted.Reason?.Code} {acted.Detail}";
        }
    }
}
