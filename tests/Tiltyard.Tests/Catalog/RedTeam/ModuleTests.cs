using Tiltyard.Attacks;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Attacks.RedTeam;
using Tiltyard.Documents;
using Tiltyard.Testing;
using Tiltyard.Tests.Catalog.HelpDesk;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;

namespace Tiltyard.Tests.Catalog.RedTeam;

/// <summary>What every module of the red team keeps, and what its oracle counts.</summary>
public sealed class ModuleTests
{
    public static TheoryData<string> Modules => [.. RedTeamKinds.Names];

    [Theory]
    [MemberData(nameof(Modules))]
    public Task A_module_keeps_the_contract_of_attacks_at_the_desk(string module) =>
        new AttackContract(StandardCatalog.Registry.Attack(module)!, DocumentNode.Map(), new Trigger { MaxFires = 3, Probability = 0.7 }, Counter.Desk.Kind, StandardCatalog.Registry.Agent(Counter.Desk, "policy:gullible")!)
        {
            Keys = Counter.Keys(Arena.Cases.Take(12)),
            Goals = Arena.Goals,
        }.CheckAllAsync();

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_is_refused_where_nobody_says_what_attackers_want(string module)
    {
        var kind = StandardCatalog.Registry.Attack(module)!;
        var trading = Stage.World("trading").Kind.Create(Stage.Parameters("trading"), true).Spec;

        var refusal = Assert.Throws<DocumentException>(() => kind.Create(kind.Options.Check(DocumentNode.Map()), new Trigger(), trading));

        Assert.Contains("trading", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_without_a_goal_is_not_attempted()
    {
        var clean = Tiltyard.Catalog.Worlds.HelpDesk.HelpDeskCases.All.First(one => one.Surface is null).Id;

        var served = Counter.Play(Arena.Setup("policy:gullible", Arm.Attacked, RedTeamPlan.Attacks(new RedTeamOrder { Level = RedTeamLevel.High })), clean, 0);

        Assert.Empty(served.Strikes);
        Assert.All(served.Judgements.Where(judged => judged.Purpose == JudgedPurpose.Attack), judged => Assert.Equal(OracleOutcome.NotEvaluated, judged.Outcome));
    }

    [Theory]
    [InlineData("timeout", "TIMEOUT")]
    [InlineData("not_found", "NOT_FOUND")]
    [InlineData("permission_denied", "PERMISSION_DENIED")]
    [InlineData("rate_limit", "RATE_LIMIT_EXCEEDED")]
    [InlineData("invalid_input", "INVALID_INPUT")]
    [InlineData("internal_error", "INTERNAL_ERROR")]
    public void An_error_is_of_the_kind_that_was_declared(string kind, string code)
    {
        var attack = new Tiltyard.Runs.Planning.NamedChoice("tool_error", DocumentNode.Map(("error", kind)), Trigger.Shape.Check(DocumentNode.Map()), DocumentNode.Null);

        var served = Counter.Play(Arena.Setup("policy:reference", Arm.Attacked, [attack]), "note-orders-refund", 0);

        Assert.Contains($"\"code\":\"{code}\"", Assert.Single(served.Strikes).Payload, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void With_a_single_strike_it_asks_for_what_it_wants(string module)
    {
        var attack = new Tiltyard.Runs.Planning.NamedChoice(module, DocumentNode.Map(("transforms", DocumentNode.List("leetspeak"))), Trigger.Shape.Check(DocumentNode.Map()), DocumentNode.Null);

        var served = Counter.Play(Arena.Setup("policy:reference", Arm.Attacked, [attack]), "note-orders-refund", 0);

        Assert.Contains("r3fund 0rd3r", Assert.Single(served.Strikes).Payload, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_error_is_put_only_where_a_tool_was_called()
    {
        var served = Counter.Play(Arena.Setup("policy:reference", Arm.Attacked, RedTeamPlan.Attacks(new RedTeamOrder { Level = RedTeamLevel.Extreme, Modules = ["tool_error"] })), "note-orders-refund", 0);

        Assert.NotEmpty(served.Strikes);
        Assert.All(served.Strikes, strike => Assert.True(strike.Step > 0));
        Assert.True(served.IsDone, "the calls took effect all the same");
    }
}
