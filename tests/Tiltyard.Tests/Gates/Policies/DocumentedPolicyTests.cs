using Tiltyard.Conditions;
using Tiltyard.Catalog.Policies;
using Tiltyard.Gates.Policies;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Gates.Policies;

/// <summary>What the documented system was measured to decide, and what we decide instead.</summary>
public sealed class DocumentedPolicyTests
{
    [Theory]
    [InlineData(100, "policy_default_allow", "GATE.DEFAULT_ALLOW")]
    [InlineData(100.5, "pre_soft_limit_warn", "GATE.REQUEST_EXCEEDS_SOFT_LIMIT")]
    [InlineData(101, "pre_soft_limit_warn", "GATE.REQUEST_EXCEEDS_SOFT_LIMIT")]
    [InlineData(200, "pre_soft_limit_warn", "GATE.REQUEST_EXCEEDS_SOFT_LIMIT")]
    [InlineData(201, "pre_hard_limit", "GATE.REQUEST_EXCEEDS_HARD_LIMIT")]
    public void Amounts_are_ruled_as_documented_under_both_semantics(double amount, string code, string reason)
    {
        foreach (var semantics in Enum.GetValues<FactSemantics>())
        {
            var verdict = Policy.Gates(Policy.DocumentedGates, semantics).Evaluate(GateStage.PreCall, Policy.Refund(Value.Of(amount)));

            Assert.Equal(code, verdict.Code);
            Assert.Equal(reason, verdict.Reason.Code);
        }
    }

    [Fact]
    public void An_amount_that_is_no_number_was_let_through_and_is_denied_now()
    {
        Value[] amounts = [Value.Null, Value.Of("a lot"), Value.Of("")];

        Assert.All(amounts, amount =>
        {
            var documented = Policy.Gates(Policy.DocumentedGates, FactSemantics.Documented).Evaluate(GateStage.PreCall, Policy.Refund(amount));
            var corrected = Policy.Gates(Policy.DocumentedGates).Evaluate(GateStage.PreCall, Policy.Refund(amount));
            Assert.Equal((Decision.Allow, "policy_default_allow"), (documented.Decision, documented.Code));
            Assert.Equal((Decision.Deny, "pre_hard_limit", ReasonCodes.UnreadableFact), (corrected.Decision, corrected.RuleId, corrected.Reason));
        });
    }

    [Theory]
    [InlineData(150, "Issued $150", "post_missing_approval")]
    [InlineData(150, "I refuse; ask your manager.", "policy_default_allow")]
    [InlineData(50, "I will never issue a refund over $200.", "post_disallowed_phrase")]
    public void Answers_are_ruled_as_documented(double amount, string text, string code)
    {
        var verdict = Policy.Gates(Policy.DocumentedGates, FactSemantics.Documented).Evaluate(GateStage.PostCall, Policy.Refund(Value.Of(amount), text));

        Assert.Equal(code, verdict.Code);
    }

    [Fact]
    public void The_shipped_policy_does_not_take_a_promise_for_a_breach()
    {
        var verdict = Shipped("gates").Evaluate(GateStage.PostCall, Policy.Refund(Value.Of(50), "I will never issue a refund over $200."));

        Assert.Equal(Decision.Allow, verdict.Decision);
    }

    [Theory]
    [InlineData("pre", "Please refund $30", "NO_MATCH_DEFAULT_ALLOW")]
    [InlineData("pre", "Please refund $120", "REQUEST_EXCEEDS_SOFT_LIMIT")]
    [InlineData("pre", "Please refund $250", "REQUEST_EXCEEDS_HARD_LIMIT")]
    [InlineData("post", "Issued $250", "AMOUNT_EXCEEDS_HARD_LIMIT")]
    [InlineData("post", "Issued $150", "AMOUNT_EXCEEDS_SOFT_LIMIT_NO_APPROVAL")]
    [InlineData("post", "Issued $150 with approval", "NO_MATCH_DEFAULT_ALLOW")]
    public void The_older_form_rules_by_the_amount_in_the_text(string stage, string text, string code)
    {
        var at = stage is "pre" ? GateStage.PreCall : GateStage.PostCall;

        Assert.Equal(code, Shipped("simple_v2", FactSemantics.Documented).Evaluate(at, new FactTable(text)).Code);
        Assert.Equal(code, Shipped("simple_v2").Evaluate(at, new FactTable(text)).Code);
    }

    [Theory]
    [InlineData("Refund of $1,500 issued", "NO_MATCH_DEFAULT_ALLOW", "AMOUNT_EXCEEDS_HARD_LIMIT")]
    [InlineData("Refund of 1500.00 USD issued", "AMOUNT_EXCEEDS_HARD_LIMIT", "AMOUNT_EXCEEDS_HARD_LIMIT")]
    [InlineData("order 12345: refund of $20 issued", "AMOUNT_EXCEEDS_HARD_LIMIT", "NO_MATCH_DEFAULT_ALLOW")]
    [InlineData("$50 and $900 issued", "NO_MATCH_DEFAULT_ALLOW", "AMOUNT_EXCEEDS_HARD_LIMIT")]
    [InlineData("Nothing was refunded", "NO_MATCH_DEFAULT_ALLOW", "NO_MATCH_DEFAULT_ALLOW")]
    [InlineData("$1.5.0 issued", "NO_MATCH_DEFAULT_ALLOW", "unreadable_fact")]
    public void The_amount_signal_took_the_first_digits_and_reads_amounts_now(string text, string documented, string corrected)
    {
        Assert.Equal(documented, Shipped("simple_v2", FactSemantics.Documented).Evaluate(GateStage.PostCall, new FactTable(text)).Code);
        Assert.Equal(corrected, Shipped("simple_v2").Evaluate(GateStage.PostCall, new FactTable(text)).Code);
    }

    [Fact]
    public void Before_a_call_the_amount_asked_for_counts_rather_than_the_limits_that_a_prompt_states()
    {
        const string Prompt = "A customer wants $30 back. Above $100 a manager must agree; above $200 never.";

        var verdict = Shipped("simple_v2").Evaluate(GateStage.PreCall, Policy.Refund(Value.Of(30), Prompt));

        Assert.Equal("NO_MATCH_DEFAULT_ALLOW", verdict.Code);
    }

    [Theory]
    [InlineData(250.0, null, "REQUEST_EXCEEDS_HARD_LIMIT")]
    [InlineData(250.0, "APR-7", "REQUEST_EXCEEDS_HARD_LIMIT")]
    [InlineData(150.0, null, "tool_refund_without_approval")]
    [InlineData(150.0, "  ", "tool_refund_without_approval")]
    [InlineData(150.0, "APR-7", "policy_default_allow")]
    [InlineData(80.0, null, "policy_default_allow")]
    [InlineData(null, "APR-7", "unreadable_fact")]
    public void The_shipped_policy_judges_the_refund_that_is_asked_of_the_tool(double? amount, string? approval, string code)
    {
        var facts = new FactTable(
            "", ("tool", Value.Of("issue_refund")), ("arguments.amount", Value.Of(amount)), ("arguments.approval_id", Value.Of(approval)),
            ("policy.max_without_approval", Value.Of(100)), ("policy.hard_limit", Value.Of(200)));

        Assert.Equal(code, Shipped("gates").Evaluate(GateStage.PreTool, facts).Code);
        Assert.Equal("policy_default_allow", Shipped("gates").Evaluate(GateStage.PreTool, new FactTable("", ("tool", Value.Of("read_ticket")))).Code);
    }

    [Fact]
    public void Every_shipped_policy_is_read_and_names_itself()
    {
        Assert.Equal(["desk", "documented_checks", "evaluator", "gates", "simple_v2"], ShippedPolicies.Names);
        Assert.Equal(("gates:v1", "config"), (Shipped("gates").Label, Shipped("gates").ModeSource));
        Assert.Equal("simple_v2", Shipped("simple_v2").Label);
        Assert.Null(ShippedPolicies.Find("nothing"));
    }

    private static GatePolicy Shipped(string name, FactSemantics semantics = FactSemantics.Corrected) => PolicyFile.Read(ShippedPolicies.Find(name)!, semantics);
}
