using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Conditions;
using Tiltyard.Gates.Policies;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Gates.Policies;

/// <summary>The index over the rules of a stage decides as trying them one after another does.</summary>
public sealed class RuleIndexTests
{
    [Fact]
    public void Any_policy_decides_by_its_index_as_rule_by_rule() =>
        Prop.ForAll<int>(seed =>
        {
            var any = new AnyPolicy(seed);
            var policy = any.Policy(seed % 2 == 0 ? FactSemantics.Corrected : FactSemantics.Documented);
            return Enumerable.Range(0, 10).All(_ => Agrees(policy, any.Facts())).Label(any.Text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithEndSize(1_000_000));

    [Fact]
    public void A_rule_that_cannot_be_read_denies_before_a_later_rule_of_the_same_tool()
    {
        const string rules = """
            version: 1
            pre_tool:
              - { id: anything, deny_if: { field: amount, op: ">", value: 10 } }
              - { id: sending, applies_if: { tool: send }, allow_if: true }
            """;

        var verdict = Policy.Gates(rules).Evaluate(GateStage.PreTool, new FactTable("", ("tool", Value.Of("send"))));
        var documented = Policy.Gates(rules, FactSemantics.Documented).Evaluate(GateStage.PreTool, new FactTable("", ("tool", Value.Of("send"))));

        Assert.Equal(("anything", ReasonCodes.UnreadableFact), (verdict.RuleId, verdict.Reason));
        Assert.Equal("sending", documented.RuleId);
    }

    [Fact]
    public void A_rule_names_its_own_missing_fact_and_not_that_of_a_rule_before()
    {
        const string rules = """
            version: 1
            pre_tool:
              - { id: first, deny_if: { all: [ { field: amount, op: ">", value: 1 }, { task: other } ] } }
              - { id: second, deny_if: { field: policy.hard_limit, op: ">", value: 1 } }
            """;

        var verdict = Policy.Gates(rules).Evaluate(GateStage.PreTool, new FactTable("", ("task", Value.Of("refund"))));

        Assert.Equal("second", verdict.RuleId);
        Assert.Equal("the rule compares policy.hard_limit, which is missing or cannot be read", verdict.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public void A_decision_by_tool_and_number_allocates_nothing_however_many_rules_there_are(int count)
    {
        var rules = Enumerable.Range(0, count).Select(at => $"  - {{id: r{at}, applies_if: {{tool: tool_{at}}}, deny_if: {{field: arguments.amount, op: '>', value: {at}}}}}");
        var policy = Policy.Gates($"version: 1\npre_tool:\n{string.Join('\n', rules)}");
        var facts = new FactTable("", ("tool", Value.Of($"TOOL_{count - 1}")), ("arguments.amount", Value.Of(5_000)));

        Assert.Equal($"r{count - 1}", policy.Evaluate(GateStage.PreTool, facts).RuleId);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var at = 0; at < 1_000; at++) policy.Evaluate(GateStage.PreTool, facts);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);
    }

    [Fact]
    public void No_other_character_equals_an_ascii_one_in_any_case()
    {
        var strangers = Enumerable.Range(128, 0x10000 - 128).Select(code => ((char)code).ToString())
            .Where(text => Enumerable.Range(1, 127).Any(ascii => text.Equals(((char)ascii).ToString(), StringComparison.OrdinalIgnoreCase)));

        Assert.Empty(strangers);
    }

    [Fact]
    public void Of_many_rules_about_phrases_the_first_whose_phrase_stands_anywhere_decides() =>
        Prop.ForAll<int>(seed =>
        {
            var draws = new SeededRandom(StreamKey.Origin with { Episode = seed });
            string Draw(int most) => string.Concat(Enumerable.Range(0, 1 + draws.NextInt(most)).Select(_ => "abAB "[draws.NextInt(5)]));
            string[] phrases = [.. Enumerable.Range(0, 2 + draws.NextInt(8)).Select(_ => Draw(5))];
            var policy = Policy.Gates($"version: 1\npost_call:\n{string.Join('\n', phrases.Select((phrase, at) => $"  - {{id: r{at}, deny_if: {{text_contains: \"{phrase}\"}}}}"))}");
            var text = Draw(12);
            var expected = Array.FindIndex(phrases, phrase => text.Contains(phrase, StringComparison.OrdinalIgnoreCase));
            return policy.Evaluate(GateStage.PostCall, new FactTable(text)).RuleId.Equals(expected < 0 ? PolicyVerdict.DefaultRule : $"r{expected}", StringComparison.Ordinal);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(1_000_000));

    private static bool Agrees(GatePolicy policy, FactTable facts)
    {
        Assert.Equal(policy.EvaluateRuleByRule(GateStage.PreTool, facts), policy.Evaluate(GateStage.PreTool, facts));
        return true;
    }
}
