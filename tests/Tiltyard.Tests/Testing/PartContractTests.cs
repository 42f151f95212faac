using Tiltyard.Agents;
using Tiltyard.Attacks;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Testing;
using Tiltyard.Tests.Engine;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Testing;

/// <summary>The kit names the broken clause of an agent, a gate and an attack.</summary>
public sealed class PartContractTests
{
    [Fact]
    public async Task An_agent_that_remembers_the_episode_before_is_named()
    {
        var count = 0;
        var agent = Agent(() => new Hand((_, proposal) => proposal.Act(new ActionCall(RelayWorld.Add, Value.Of((long)(1 + (count++ % 7)))))));

        await Breach(new AgentContract(agent, RelayWorld.Kind(), DocumentNode.Map()).CheckAllAsync, "two fresh engines differ");
    }

    [Fact]
    public async Task An_agent_whose_memory_is_not_saved_is_named()
    {
        var agent = Agent(() =>
        {
            var turns = 0;
            return new Hand((seen, proposal) =>
            {
                if (seen.Step == 0) turns = 0;
                proposal.Act(new ActionCall(RelayWorld.Add, Value.Of((long)(1 + (turns++ % 9)))));
            });
        });

        await Breach(new AgentContract(agent, RelayWorld.Kind(), DocumentNode.Map()).CheckAllAsync, "saved and restored after turn 1");
    }

    [Fact]
    public async Task An_agent_that_asks_for_what_does_not_exist_is_named()
    {
        var agent = Agent(() => new Hand((_, proposal) => proposal.Named("fly", null)));

        await Breach(new AgentContract(agent, RelayWorld.Kind(), DocumentNode.Map()).CheckAllAsync, "asked for fly: ACTION.UNKNOWN");
    }

    [Fact]
    public async Task A_gate_that_counts_without_saving_or_changes_what_it_sees_is_named()
    {
        await Breach(Gate(() => new CountingGate()).CheckAllAsync, "an engine that played before differs");
        await Breach(
            Gate(() => new Rule(request =>
            {
                request.Observation.Panels[0] = Value.Of(0L);
                return new Ruling(Decision.Allow, "rule", ReasonCodes.DefaultAllow);
            })).CheckAllAsync,
            "it changed a panel");
        await Breach(Gate(() => new Rule(_ => new Ruling(Decision.Allow, "", ReasonCodes.DefaultAllow))).CheckAllAsync, "a ruling names no rule");
    }

    [Fact]
    public async Task An_attack_that_minds_the_arm_or_judges_by_its_own_memory_is_named()
    {
        await Breach(Attack(() => new Shout(judgesByEvents: false)).CheckAllAsync, "from the stored trace");
        await Attack(() => new Shout(judgesByEvents: true)).CheckAllAsync();
    }

    private static async Task Breach(Func<Task> check, string breach)
    {
        var thrown = await Assert.ThrowsAsync<ContractBreachException>(check);
        Assert.Contains(breach, thrown.Message, StringComparison.Ordinal);
    }

    private static AgentKind Agent(Func<IAgent> make) => new() { Name = "policy:made", Summary = "Made by the test.", Create = _ => make() };

    private static GateContract Gate(Func<IGate> make) => new(
        new GateKind { Name = "made", Summary = "Made by the test.", Create = (_, _) => make() }, DocumentNode.Map(), RelayWorld.Kind(), Agent(() => Hand.Adding));

    private static AttackContract Attack(Func<IAttack> make) => new(
        new AttackKind { Name = "made", Summary = "Made by the test.", Create = (_, _, _) => make() },
        DocumentNode.Map(),
        new Trigger(),
        RelayWorld.Kind(),
        Agent(() => Hand.Adding));

    private sealed class CountingGate : IGate
    {
        private int _asked;

        public string Name => "counting";

        public Ruling Rule(in GateRequest request) => new(_asked++ % 5 == 0 ? Decision.Deny : Decision.Allow, "count", ReasonCodes.DefaultAllow);
    }

    /// <summary>Shouts at step 2. Its oracle goes by the events, or wrongly by what the attack itself remembers.</summary>
    private sealed class Shout(bool judgesByEvents) : IAttack, IOracle
    {
        private bool _struck;

        public string Name => "shout";

        public string Goal => "To be heard.";

        public IOracle Oracle => this;

        void IAttack.Begin(in EpisodeKey key) => _struck = false;

        void IOracle.Begin() => _struck = false;

        public Injection? Strike(in AttackMoment moment)
        {
            if (moment.Observation.Step != 2) return null;
            if (!judgesByEvents) _struck = true;
            return Injection.Message("nobody", "Hear me.");
        }

        public void Emit(in EventHeader at, in Injected injected)
        {
            if (judgesByEvents) _struck = true;
        }

        public Judged Judge() => _struck
            ? new Judged(Name, OracleOutcome.Broken, ReasonCodes.AttackSucceeded, [], "shout#0")
            : new Judged(Name, OracleOutcome.NotEvaluated, ReasonCodes.AttackNotAttempted, [], null);

        public void Save(CanonicalWriter writer)
        {
            writer.BeginObject();
            writer.Boolean("struck"u8, _struck);
            writer.EndObject();
        }

        public void Restore(DocumentMap saved) => _struck = saved.Boolean("struck");
    }
}
