using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Lab.Episodes;
using Tiltyard.Lab.Staff;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Benchmarks;

/// <summary>Plays shifts of one task with one kind of agent in every seat, in this process and without a trace; runs with traces are played by tiltyard run.</summary>
public sealed class ShiftPlayer : IDisposable
{
    private readonly EpisodeEngine _engine;
    private readonly string _scenario;

    /// <param name="parameters">Parameters of the world, unchecked.</param>
    /// <param name="agent">The agent of every seat.</param>
    public ShiftPlayer(DocumentMap parameters, AgentKind agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var known = LabKind.Kind.Parameters.Check(parameters);
        Options = LabOptions.From(known);
        World = new LabWorld(Options);
        _scenario = $"lab/{Options.Task.Name}";
        ImmutableArray<IAgent> agents = [.. World.Spec.Seats.Select((_, seat) => agent.Create(new AgentMaking(agent.Parameters.Check(DocumentNode.Map()), known, World.Spec, seat)))];
        _engine = new EpisodeEngine(new EpisodeSetup { Cell = "benchmark", WorldName = "lab", World = World, Agents = agents });
    }

    public LabOptions Options { get; }

    public LabWorld World { get; }

    /// <summary>An agent by name: the scripted staff and the general controls.</summary>
    public static AgentKind? Find(string name) => StaffPolicies.All.Append(GeneralPolicies.NoOp).Append(GeneralPolicies.Random).FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.Ordinal));

    /// <summary>Plays an episode; what it came to is in the world's ledger until the next one.</summary>
    public EpisodeLedger Play(long baseSeed, int episode)
    {
        var result = _engine.Play(new EpisodeKey(baseSeed, _scenario, "base", episode, baseSeed + episode));
        if (result.Message is { } trouble) throw new InvalidOperationException($"{Options.Task.Name}, seed {baseSeed + episode}: {trouble}");
        return World.Ledger;
    }

    public void Dispose() => World.Dispose();
}
