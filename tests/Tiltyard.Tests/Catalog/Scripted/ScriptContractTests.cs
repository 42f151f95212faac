using Tiltyard.Attacks;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Worlds.Scripted;
using Tiltyard.Documents;
using Tiltyard.Testing;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Catalog.Scripted;

/// <summary>The contracts of the kit over the shipped scripts: world, policies, injection points and oracles.</summary>
public sealed class ScriptContractTests
{
    private static readonly EpisodeKey[] Keys = [Theatre.Key(0), Theatre.Key(1)];

    /// <summary>Long bursts are left to the tests that play them: saving after each of hundreds of turns plays them hundreds of times.</summary>
    public static TheoryData<string> Short => [.. ScriptOutlines.All.Where(script => script.Family is not "stress").Select(script => script.Id), "incident_alert_storm", "rate_limited_search"];

    [Theory]
    [MemberData(nameof(Short))]
    public Task The_world_keeps_its_contract_in_every_script(string id) =>
        new WorldContract(Theatre.House.Kind, DocumentNode.Map(("script", id))) { Keys = Keys, Seeds = 5 }.CheckAllAsync();

    [Theory]
    [InlineData("policy:reference")]
    [InlineData("policy:baseline")]
    [InlineData("policy:gullible")]
    [InlineData("policy:reckless")]
    [InlineData("policy:parrot")]
    [InlineData("policy:refuser")]
    [InlineData("policy:victim")]
    public async Task Policies_keep_the_contract_of_agents(string policy)
    {
        foreach (var id in new[] { "rate_limited_search", "permission_on_request", "hr_leave_request", "travel_rebooking" })
            await new AgentContract(StandardCatalog.Registry.Agent(Theatre.House, policy)!, Theatre.House.Kind, DocumentNode.Map(("script", id))) { Keys = Keys }.CheckAllAsync();
    }

    [Theory]
    [MemberData(nameof(Theatre.Attacked), MemberType = typeof(Theatre))]
    public async Task Every_injection_point_keeps_the_contract_of_attacks(string id)
    {
        foreach (var point in ScriptOutlines.Find(id)!.Points)
        {
            var agent = StandardCatalog.Registry.Agent(Theatre.House, "policy:gullible")!;
            await new AttackContract(ScriptInjection.Kind, DocumentNode.Map(("point", point)), new Trigger(), Theatre.House.Kind, agent)
            {
                Parameters = DocumentNode.Map(("script", id)),
                Keys = Keys,
            }.CheckAllAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Theatre.Scripts), MemberType = typeof(Theatre))]
    public void The_oracles_judge_a_stored_trace_as_they_judged_the_live_one(string id)
    {
        foreach (var policy in new[] { "policy:reference", "policy:reckless" })
        {
            var live = Theatre.Play(id, policy, 3, Arm.Attacked);
            var again = Theatre.House.Oracles(Theatre.Named(id)).ToArray();
            var outcome = Theatre.House.Outcome!(Theatre.Named(id));
            foreach (var oracle in again)
            {
                oracle.Begin();
                TraceReader.Read("trace", live.Trace, oracle);
            }

            TraceReader.Read("trace", live.Trace, outcome);

            foreach (var judged in again.Select(oracle => oracle.Judge()))
            {
                var before = live.Of(judged.Purpose);
                Assert.Equal((before.Outcome, before.Reason.Code), (judged.Outcome, judged.Reason.Code));
                Assert.Equal(before.Evidence, judged.Evidence);
            }

            Assert.Equal(CanonicalJson.Text(live.Outcome), CanonicalJson.Text(outcome.Outcome()));
        }
    }

    [Fact]
    public void An_injection_point_is_refused_in_a_world_without_scripts()
    {
        var trading = Stage.World("trading").Kind.Create(Stage.Parameters("trading"), true).Spec;

        Assert.Throws<DocumentException>(() => ScriptInjection.Kind.Create(Theatre.Point("x"), new Trigger(), trading));
    }

    [Fact]
    public void The_trigger_of_a_point_stands_in_the_script_alone()
    {
        var spec = Theatre.House.Kind.Create(Theatre.Named("prompt_injection"), true).Spec;

        var refused = Assert.Throws<DocumentException>(() => ScriptInjection.Kind.Create(Theatre.Point("maintenance"), new Trigger { AtStep = 3 }, spec));

        Assert.Contains("stands in the script", refused.Message, StringComparison.Ordinal);
    }
}
