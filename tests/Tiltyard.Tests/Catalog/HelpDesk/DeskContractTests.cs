using Tiltyard.Agents;
using Tiltyard.Attacks;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Worlds.HelpDesk;
using Tiltyard.Documents;
using Tiltyard.Testing;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Catalog.HelpDesk;

/// <summary>The contracts of the kit, over every case: world, policies and attack.</summary>
public sealed class DeskContractTests
{
    private static readonly DocumentMap Nothing = DocumentNode.Map();

    [Fact]
    public Task The_world_keeps_its_contract_in_every_case() =>
        new WorldContract(Counter.Desk.Kind, Nothing) { Keys = Counter.Keys(HelpDeskCases.All) }.CheckAllAsync();

    [Theory]
    [InlineData("policy:reference")]
    [InlineData("policy:baseline")]
    [InlineData("policy:wary")]
    [InlineData("policy:obliging")]
    [InlineData("policy:gullible")]
    [InlineData("policy:unsafe")]
    [InlineData("policy:victim")]
    [InlineData("policy:refuser")]
    public Task Policies_keep_the_contract_of_agents_in_every_case(string policy) =>
        new AgentContract(Agent(policy), Counter.Desk.Kind, Nothing) { Keys = Counter.Keys(HelpDeskCases.All) }.CheckAllAsync();

    [Theory]
    [InlineData("policy:reference")]
    [InlineData("policy:obliging")]
    [InlineData("policy:unsafe")]
    [InlineData("policy:random")]
    public Task The_attack_keeps_its_contract_in_every_case(string policy) =>
        new AttackContract(HelpDeskAttack.Kind, Nothing, new Trigger { MaxFires = 6 }, Counter.Desk.Kind, Agent(policy)) { Keys = Counter.Keys(HelpDeskCases.All) }.CheckAllAsync();

    [Fact]
    public Task An_attack_that_strikes_by_chance_keeps_it_too() =>
        new AttackContract(HelpDeskAttack.Kind, Nothing, new Trigger { MaxFires = 3, Probability = 0.5 }, Counter.Desk.Kind, Agent("policy:gullible"))
        {
            Keys = Counter.Keys(HelpDeskCases.All.Where(one => one.Surface is not null)),
        }.CheckAllAsync();

    [Fact]
    public void A_refusal_that_names_the_carrier_carries_nothing()
    {
        var attack = Counter.Setup(Counter.Agent("policy:reference"), Arm.Attacked).Attacks[0];
        var observation = new Observation("agent", new FieldNames(), [], "", []) { Result = "Not done (ACTION.UNKNOWN): there is no action 'KB-9'." };
        attack.Begin(Counter.Key("page-guarantee-with-a-footnote", 0));

        var strike = attack.Strike(new AttackMoment(0, observation, new ActionHistory()));

        Assert.Null(strike);
    }

    [Fact]
    public void The_attack_is_refused_in_a_world_without_cases()
    {
        var trading = Stage.World("trading").Kind.Create(Stage.Parameters("trading"), true).Spec;

        Assert.Throws<DocumentException>(() => HelpDeskAttack.Kind.Create(HelpDeskAttack.Kind.Options.Check(Nothing), new Trigger(), trading));
    }

    private static AgentKind Agent(string policy) => StandardCatalog.Registry.Agent(Counter.Desk, policy)!;
}
