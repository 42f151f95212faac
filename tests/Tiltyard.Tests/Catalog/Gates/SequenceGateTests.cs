using Tiltyard.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Tests.Catalog.Gates;

/// <summary>What the gate sequence forbids.</summary>
public sealed class SequenceGateTests
{
    [Fact]
    public void An_action_is_forbidden_after_another_until_a_third_is_done()
    {
        var talk = Talk("""{"rules":[{"forbid":"open_gate","after":"start_mower","without":"check_lawn"}]}""");
        var before = talk.Call("open_gate");
        talk.Call("start_mower");
        var after = talk.Call("open_gate");
        talk.Call("check_lawn");
        var checkedFirst = talk.Call("open_gate");

        Assert.Equal((Decision.Allow, Decision.Deny, Decision.Allow), (before.Decision, after.Decision, checkedFirst.Decision));
        Assert.Equal(("sequence_1", "GATE.FORBIDDEN_SEQUENCE", "open_gate follows start_mower without check_lawn between"), (after.RuleId, after.Reason.Code, after.Detail));
    }

    [Fact]
    public void Without_an_after_the_third_has_to_come_first()
    {
        var talk = Talk("""{"rules":[{"id":"look first","forbid":"@delete","without":"list_*"}]}""");

        var early = talk.Call("delete_bed");
        talk.Call("list_beds");

        Assert.Equal(("look first", "delete_bed comes without list_* before it"), (early.RuleId, early.Detail));
        Assert.Equal(Decision.Allow, talk.Call("delete_bed").Decision);
    }

    [Fact]
    public void What_lies_too_far_back_does_not_count()
    {
        var talk = Talk("""{"rules":[{"forbid":"@delete","after":"@send","within":2,"decision":"warn"}]}""");
        talk.Call("send_letter");
        talk.Call("read_letter");

        Assert.Equal(Decision.Warn, talk.Call("delete_letter").Decision);
        Assert.Equal(Decision.Allow, talk.Call("delete_letter").Decision);
    }

    [Fact]
    public void Speech_to_the_user_is_in_no_class()
    {
        var talk = new Conversation("sequence", Conversation.Options("""{"rules":[{"forbid":"@outward","after":"@private"}]}"""), speech: "reply");
        talk.Call("get_passport");

        Assert.Equal(Decision.Allow, talk.Call("reply").Decision);
        Assert.Equal(Decision.Deny, talk.Call("send_letter").Decision);
    }

    [Fact]
    public void The_gravest_of_broken_rules_decides()
    {
        var talk = Talk("""{"rules":[{"id":"mild","forbid":"send_letter","after":"@read","decision":"warn"},{"id":"grave","forbid":"send_letter","after":"@read"}]}""");
        talk.Call("read_letter");

        Assert.Equal("grave", talk.Call("send_letter").RuleId);
    }

    [Theory]
    [InlineData("""{"rules":[{"forbid":"a"}]}""", "after, without or both")]
    [InlineData("""{"rules":[{"forbid":"@fly","after":"b"}]}""", "there is no class of actions '@fly'")]
    [InlineData("""{"rules":[{"forbid":"@none","after":"b"}]}""", "there is no class of actions '@none'")]
    [InlineData("""{"rules":[{"id":"x","forbid":"a","after":"b"},{"id":"x","forbid":"c","after":"d"}]}""", "two rules are called 'x'")]
    [InlineData("""{"rules":[]}""", "1 to 200")]
    [InlineData("""{"rules":[{"forbid":"a","after":"b","within":0}]}""", "1 to 10000")]
    [InlineData("""{}""", "rules")]
    public void A_rule_that_cannot_be_meant_is_refused(string options, string reason) =>
        Assert.Contains(reason, Assert.Throws<DocumentException>(() => Talk(options)).Message, StringComparison.Ordinal);

    private static Conversation Talk(string options) => new("sequence", Conversation.Options(options));
}
