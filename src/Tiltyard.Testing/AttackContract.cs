using System.Collections.Immutable;
using Tiltyard.Agents;
using Tiltyard.Attacks;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Testing;

/// <summary>
/// What every attack keeps in a world under an agent: it strikes alike in every arm as long as the agent does the same, the benign arm
/// goes as without it, and its oracle judges a stored trace as it judged the live one.
/// </summary>
public sealed class AttackContract(AttackKind attack, DocumentMap options, Trigger trigger, WorldKind kind, AgentKind agent)
{
    private readonly DocumentMap _options = attack.Options.Check(options);
    private readonly DocumentMap _parameters = kind.Parameters.Check(DocumentNode.Map());

    /// <summary>The parameters of the world; its defaults where nothing is said.</summary>
    public DocumentMap Parameters
    {
        get => _parameters;
        init => _parameters = kind.Parameters.Check(value);
    }

    /// <summary>The keys that are played; a world of cases needs the names of its own.</summary>
    public IReadOnlyList<EpisodeKey> Keys { get; init; } = EpisodeContract.DefaultKeys;

    /// <summary>The goals that the world offers, by episode; an attack that brings its own needs none.</summary>
    public Func<EpisodeKey, ImmutableArray<AttackGoal>>? Goals { get; init; }

    /// <summary>The clauses about whole episodes in the attacked arm.</summary>
    public EpisodeContract Episodes => new(() => Stage(Arm.Attacked, agent, attacks: true)) { Keys = Keys };

    public async Task CheckAllAsync()
    {
        await Episodes.CheckAllAsync().ConfigureAwait(false);
        CheckArms();
        CheckWithholding();
        CheckOracle();
    }

    /// <summary>Against an agent that does nothing the strikes are the same in every arm, withheld or not.</summary>
    public void CheckArms()
    {
        foreach (var key in Keys)
        {
            var benign = Strikes(Arm.Benign, key);
            foreach (var arm in new[] { Arm.Attacked, Arm.Defended, Arm.Shadow })
                Clause.Holds(benign.SequenceEqual(Strikes(arm, key)), $"seed {key.Seed}: the strikes of the arm {arm.Name()} are not those of the benign arm");
        }
    }

    /// <summary>In the benign arm the agent meets what it would meet without the attack.</summary>
    public void CheckWithholding()
    {
        foreach (var key in Keys)
        {
            var without = new FilteredTrace(keepsRulings: true, keepsAttacks: false);
            var withheld = new FilteredTrace(keepsRulings: true, keepsAttacks: false);
            new EpisodeEngine(EpisodeContract.With(Stage(Arm.Benign, agent, attacks: false), without)).Play(key);
            new EpisodeEngine(EpisodeContract.With(Stage(Arm.Benign, agent, attacks: true), withheld)).Play(key);
            Clause.Same(without.Written, withheld.Written, $"seed {key.Seed}: the attack reached the benign arm");
        }
    }

    /// <summary>The oracle judges from events alone: the stored trace brings it to the same judgement.</summary>
    public void CheckOracle()
    {
        foreach (var key in Keys)
        {
            var live = new AttackSink();
            var trace = new TraceWriter();
            new EpisodeEngine(EpisodeContract.With(EpisodeContract.With(Stage(Arm.Attacked, agent, attacks: true), trace), live)).Play(key);
            var oracle = Stage(Arm.Attacked, agent, attacks: true).Attacks[0].Oracle;
            oracle.Begin();
            TraceReader.Read("trace", trace.Written, oracle);
            var again = Shown(oracle.Judge());
            Clause.Holds(
                string.Equals(live.Judged, again, StringComparison.Ordinal),
                $"seed {key.Seed}: the oracle judged {live.Judged} live and {again} from the stored trace");
        }
    }

    private static string Shown(in Judged judged) =>
        $"{judged.Outcome} {judged.Reason.Code} by {string.Join(',', judged.Evidence)} tag {judged.Tag} detected {judged.Detected} contained {judged.Contained}";

    private List<Injected> Strikes(Arm arm, in EpisodeKey key)
    {
        var sink = new AttackSink();
        new EpisodeEngine(EpisodeContract.With(Stage(arm, GeneralPolicies.NoOp, attacks: true), sink)).Play(key);
        return sink.Strikes;
    }

    private EpisodeSetup Stage(Arm arm, AgentKind who, bool attacks)
    {
        var world = kind.Create(_parameters, true);
        return new EpisodeSetup
        {
            Cell = "contract",
            WorldName = kind.Name,
            World = world,
            Agents = WorldContract.Cast(world, _parameters, who),
            Attacks = attacks ? [attack.Create(_options, trigger, new AttackStage(world.Spec) { Goals = Goals })] : [],
            Arm = arm,
        };
    }

    private sealed class AttackSink : ITraceSink
    {
        public List<Injected> Strikes { get; } = [];

        public string? Judged { get; private set; }

        public void Emit(in EventHeader at, in Injected injected) => Strikes.Add(injected with { Withheld = false });

        public void Emit(in EventHeader at, in Judged judged) => Judged = Shown(judged);
    }
}
