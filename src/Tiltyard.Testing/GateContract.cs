using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Testing;

/// <summary>
/// What every gate keeps in a world under an agent: it rules by what it is shown, changes nothing of it, and where it only watches,
/// the episode goes as without it. The agent should do what the gate is there to stop.
/// </summary>
public sealed class GateContract(GateKind gate, DocumentMap options, WorldKind kind, AgentKind agent)
{
    private readonly DocumentMap _options = gate.Options.Check(options);
    private readonly DocumentMap _parameters = kind.Parameters.Check(DocumentNode.Map());

    /// <summary>The keys that are played; a world of cases needs the names of its own.</summary>
    public IReadOnlyList<EpisodeKey> Keys { get; init; } = EpisodeContract.DefaultKeys;

    /// <summary>The clauses about whole episodes, with the gate enforced.</summary>
    public EpisodeContract Episodes => new(() => Stage(gates: true, enforces: true)) { Keys = Keys };

    public async Task CheckAllAsync()
    {
        await Episodes.CheckAllAsync().ConfigureAwait(false);
        CheckWatching();
        CheckRulings();
    }

    /// <summary>A gate that is not enforced leaves the same trace, but for its rulings.</summary>
    public void CheckWatching()
    {
        foreach (var key in Keys)
        {
            var without = new FilteredTrace(keepsRulings: false, keepsAttacks: true);
            var watched = new FilteredTrace(keepsRulings: false, keepsAttacks: true);
            new EpisodeEngine(EpisodeContract.With(Stage(gates: false, enforces: false), without)).Play(key);
            new EpisodeEngine(EpisodeContract.With(Stage(gates: true, enforces: false), watched)).Play(key);
            Clause.Same(without.Written, watched.Written, $"seed {key.Seed}: a gate that only watches changed the episode");
        }
    }

    /// <summary>Rulings name a rule, and asking leaves the observation as it was.</summary>
    public void CheckRulings()
    {
        var setup = Stage(gates: true, enforces: true);
        var watched = new WatchedGate(setup.Gates[0]);
        var engine = new EpisodeEngine(setup with { Gates = [watched] });
        foreach (var key in Keys) engine.Play(key);
        Clause.Holds(watched.Asked > 0, $"{gate.Name} was never asked: the agent does nothing that it could rule about");
        Clause.Holds(watched.Breach is null, $"{gate.Name}: {watched.Breach}");
    }

    private EpisodeSetup Stage(bool gates, bool enforces)
    {
        var world = kind.Create(_parameters, true);
        return new EpisodeSetup
        {
            Cell = "contract",
            WorldName = kind.Name,
            World = world,
            Agents = WorldContract.Cast(world, _parameters, agent),
            Gates = gates ? [gate.Create(_options, world.Spec)] : [],
            EnforcesGates = enforces,
        };
    }

    private sealed class WatchedGate(IGate gate) : IGate
    {
        public int Asked { get; private set; }

        public string? Breach { get; private set; }

        public string Name => gate.Name;

        public void Begin(in EpisodeKey key) => gate.Begin(key);

        public Ruling Rule(in GateRequest request)
        {
            Asked++;
            var panels = request.Observation.Panels.ToArray();
            var message = request.Observation.Message.ToString();
            var inbox = request.Observation.Inbox.ToArray();
            var ruling = gate.Rule(request);
            if (!panels.AsSpan().SequenceEqual(request.Observation.Panels)) Breach ??= "it changed a panel";
            if (!request.Observation.Message.SequenceEqual(message)) Breach ??= "it changed the message";
            if (!request.Observation.Inbox.SequenceEqual(inbox)) Breach ??= "it changed the inbox";
            if (string.IsNullOrEmpty(ruling.RuleId)) Breach ??= "a ruling names no rule";
            if (ruling.Reason is null) Breach ??= "a ruling has no reason";
            return ruling;
        }
    }
}
