using System.Collections.Frozen;
using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Attacks;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Reports;
using Tiltyard.Runs.Projecting;
using Tiltyard.Validators;
using Tiltyard.Worlds;

namespace Tiltyard.Runs;

/// <summary>A world with the policies that were written for it. Agents that fit any world stand in the registry itself.</summary>
public sealed record WorldEntry(WorldKind Kind, ImmutableArray<AgentKind> Policies)
{
    /// <summary>The agents that hold the seats when a scenario names none, in the world's order; the last one holds all further seats.</summary>
    public ImmutableArray<string> DefaultAgents { get; init; } = ["policy:baseline"];

    /// <summary>Makes the world's own oracles from its checked parameters; none by default.</summary>
    public Func<DocumentMap, IEnumerable<IOracle>> Oracles { get; init; } = static _ => [];

    /// <summary>Makes, from the world's checked parameters, the reader of what came of an episode check by check; null where the oracles say all.</summary>
    public Func<DocumentMap, IOutcomeSink>? Outcome { get; init; }

    /// <summary>Pictures and tables that the world adds to the page of a run, cell by cell; null adds nothing.</summary>
    public Func<FragmentSource, IEnumerable<PageFragment>>? Fragments { get; init; }

    /// <summary>Checks what the world signed; null where it signs nothing.</summary>
    public Playing.EpisodeSignatures? Signatures { get; init; }

    /// <summary>Files that the world adds to a run folder, made from its recorded episodes; null adds none. They are the same bytes for the same traces.</summary>
    public Func<RecordedEpisodes, IEnumerable<(string Name, byte[] Content)>>? Files { get; init; }

    /// <summary>What attackers may want in an episode, from the world's checked parameters and the episode's key; null where the world offers no goals.</summary>
    public Func<DocumentMap, EpisodeKey, ImmutableArray<AttackGoal>>? Goals { get; init; }

    /// <summary>The parameters that choose only this case of those that they choose now.</summary>
    public Func<DocumentMap, string, DocumentMap> OneCase { get; init; } = static (parameters, _) => parameters;

    /// <summary>The world as attacks are made for it.</summary>
    public AttackStage Stage(WorldSpec spec, DocumentMap parameters) => new(spec) { Goals = Goals is { } goals ? key => goals(parameters, key) : null };

    public string DefaultAgent(int seat) => DefaultAgents[Math.Min(seat, DefaultAgents.Length - 1)];
}

/// <summary>Everything that a plan may choose by name. Hosts compose it from catalogues; nothing is found by scanning.</summary>
public sealed class Registry
{
    private readonly FrozenDictionary<string, WorldEntry> _worlds;
    private readonly FrozenDictionary<string, AgentKind> _agents;
    private readonly FrozenDictionary<string, AttackKind> _attacks;
    private readonly FrozenDictionary<string, GateKind> _gates;
    private readonly FrozenDictionary<string, ValidatorKind> _validators;

    public Registry(
        IEnumerable<WorldEntry> worlds, IEnumerable<AgentKind> agents, IEnumerable<AttackKind> attacks, IEnumerable<GateKind> gates, IEnumerable<ValidatorKind> validators)
    {
        Worlds = [.. worlds];
        Agents = [.. agents];
        _worlds = Worlds.SelectMany(world => world.Kind.Aliases.Prepend(world.Kind.Name).Select(name => KeyValuePair.Create(name, world)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _agents = Agents.ToFrozenDictionary(agent => agent.Name, StringComparer.Ordinal);
        _attacks = attacks.ToFrozenDictionary(attack => attack.Name, StringComparer.Ordinal);
        _gates = gates.ToFrozenDictionary(gate => gate.Name, StringComparer.Ordinal);
        _validators = validators.ToFrozenDictionary(validator => validator.Name, StringComparer.Ordinal);
    }

    /// <summary>Finds the scenarios and suites that ship, by name; null where there is none. By it a report knows the command that plays a run again.</summary>
    public Func<string, DocumentNode?> BuiltIn { get; init; } = static _ => null;

    /// <summary>What <see cref="BuiltIn"/> finds, for messages.</summary>
    public ImmutableArray<string> BuiltInNames { get; init; } = [];

    /// <summary>The attacks that a red team adds to a scenario; null where there is none.</summary>
    public Func<Evaluating.RedTeamSettings, ImmutableArray<Planning.NamedChoice>>? RedTeam { get; init; }

    /// <summary>Finds the policies and text rules that ship, by name; null where there is none.</summary>
    public Func<string, DocumentNode?> Policy { get; init; } = static _ => null;

    /// <summary>In the order of the catalogue.</summary>
    public ImmutableArray<WorldEntry> Worlds { get; }

    /// <summary>Agents that fit any world, in the order of the catalogue.</summary>
    public ImmutableArray<AgentKind> Agents { get; }

    public IEnumerable<AttackKind> Attacks => _attacks.Values.OrderBy(attack => attack.Name, StringComparer.Ordinal);

    public IEnumerable<GateKind> Gates => _gates.Values.OrderBy(gate => gate.Name, StringComparer.Ordinal);

    public IEnumerable<ValidatorKind> Validators => _validators.Values.OrderBy(validator => validator.Name, StringComparer.Ordinal);

    public WorldEntry? World(string name) => _worlds.GetValueOrDefault(name);

    /// <summary>An agent for a world: one of its policies, or one that fits any, by its whole name or by the name before the colon.</summary>
    public AgentKind? Agent(WorldEntry world, string name)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(name);
        if (world.Policies.FirstOrDefault(policy => policy.Name.Equals(name, StringComparison.Ordinal)) is { } own) return own;
        if (_agents.TryGetValue(name, out var general)) return general;
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && _agents.GetValueOrDefault(name[..colon]) is { NamedBy: not null } family ? family : null;
    }

    public IEnumerable<AgentKind> AgentsFor(WorldEntry world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return world.Policies.Concat(Agents);
    }

    public AttackKind? Attack(string name) => _attacks.GetValueOrDefault(name);

    public GateKind? Gate(string name) => _gates.GetValueOrDefault(name);

    public ValidatorKind? Validator(string name) => _validators.GetValueOrDefault(name);
}
