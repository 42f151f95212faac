using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Runs;
using Tiltyard.Runs.Planning;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Catalog.Attacks.RedTeam.Search;

/// <summary>What an attacker tried in one case, and the trace of its own side.</summary>
public sealed record AttackerSession(string Case, ImmutableArray<Attempt> Attempts, byte[] Trace, EpisodeResult Result);

/// <summary>
/// An agent in the attacker's seat: asked for the next text with the goal and with what became of the earlier ones. Against lists and
/// grammars see <see cref="RedTeamSearch"/>.
/// </summary>
public sealed class ModelAttacker
{
    private readonly Duel _duel;
    private readonly AgentKind _kind;
    private readonly Choice _choice;
    private readonly Func<EpisodeSetup, EpisodeSetup> _host;

    /// <param name="duel">Who is attacked.</param>
    /// <param name="registry">Where the attacker is looked up, among the agents that fit any world.</param>
    /// <param name="choice">The attacker and its parameters, as <see cref="Choose"/> gives them.</param>
    /// <param name="host">Adds tape, redactor and ceilings.</param>
    public ModelAttacker(Duel duel, Registry registry, Choice choice, Func<EpisodeSetup, EpisodeSetup> host)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(choice);
        _duel = duel;
        _choice = choice;
        _host = host;
        _kind = Kind(registry, choice.Name) ?? throw new ArgumentException("The attacker is not in the registry.", nameof(choice));
    }

    /// <summary>Looks an attacker up and checks its parameters. What stands after the colon of its name is the parameter it is named by.</summary>
    /// <exception cref="DocumentException">There is no such agent, or its parameters do not fit.</exception>
    public static Choice Choose(Registry registry, string name, DocumentMap parameters)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(name);
        var kind = Kind(registry, name) ?? throw new DocumentException("--attacker", UnknownName.Reason("agent", name, registry.Agents.Select(agent => agent.Name)));
        if (name.Length > kind.Name.Length) parameters = parameters.With(kind.NamedBy!, name[(kind.Name.Length + 1)..]);
        return new Choice(name, kind.Parameters.Check(parameters));
    }

    /// <summary>Lets the attacker try for so many rounds, or until the case falls.</summary>
    public async Task<AttackerSession> RunAsync(string name, int rounds, CancellationToken cancellation)
    {
        var goal = _duel.Goal(name);
        var world = new AttackerWorld(goal, RedTeamChannels.Open(goal), rounds);
        var referee = new Referee(_duel, name, world, cancellation);
        var trace = new TraceWriter();
        var setup = _host(new EpisodeSetup
        {
            Cell = "attacker",
            WorldName = world.Spec.Name,
            World = world,
            Agents = [_kind.Create(new AgentMaking(_choice.Options, DocumentNode.Map(), world.Spec, 0)), referee],
            Sinks = [trace],
        });
        var key = new EpisodeKey(_duel.Seed, $"red_team/{_duel.Cell.Scenario}", name, 0, _duel.Seed);
        var result = await new EpisodeEngine(setup).PlayAsync(key, cancellation).ConfigureAwait(false);
        return new AttackerSession(name, [.. referee.Attempts], trace.Written.ToArray(), result);
    }

    private static AgentKind? Kind(Registry registry, string name) => registry.Agents.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.Ordinal)
        || (kind.NamedBy is not null && name.StartsWith(kind.Name + ":", StringComparison.Ordinal)));
}
