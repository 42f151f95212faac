using Tiltyard.Conditions;
using Tiltyard.Documents;
using Tiltyard.Gates.Policies;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Gates.Policies;

public sealed class PolicyLanguageTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("~", true)]
    [InlineData("0", false)]
    [InlineData("2.5", true)]
    [InlineData("' '", false)]
    [InlineData("word", true)]
    [InlineData("[]", false)]
    [InlineData("[true, 1]", true)]
    [InlineData("[true, 0]", false)]
    [InlineData("{all: [true, true]}", true)]
    [InlineData("{any: [false, true]}", true)]
    [InlineData("{not: false}", true)]
    [InlineData("{condition: {not: true}, message: no}", false)]
    [InlineData("{message: always}", true)]
    public void What_is_no_comparison_has_a_truth_of_its_own(string condition, bool holds) => Assert.Equal(holds, Policy.Denies(condition));

    [Theory]
    [InlineData("{field: amount, op: '>', value: 149}", true)]
    [InlineData("{field: amount, op: gt, value: 150}", false)]
    [InlineData("{field: amount, op: ge, value: 150}", true)]
    [InlineData("{field: amount, op: lt, value: '150.5'}", true)]
    [InlineData("{field: amount, op: '<=', value_from: policy.hard_limit}", true)]
    [InlineData("{field: amount, value: 150.0}", true)]
    [InlineData("{field: amount, value: '150'}", false)]
    [InlineData("{field: amount, op: '!=', value: 3}", true)]
    [InlineData("{field: amount, one_of: [1, 150]}", true)]
    [InlineData("{field: amount, op: not_in, one_of: [1, 150]}", false)]
    [InlineData("{field: task, op: in, value: 'Refund or credit'}", true)]
    [InlineData("{field: task, op: not_in, value: [credit]}", true)]
    [InlineData("{field: persona, op: contains, value: AGENT}", true)]
    [InlineData("{field: persona, op: contains, value: [bank, support]}", true)]
    [InlineData("{field: case.tags, op: contains, value: vip}", true)]
    [InlineData("{field: task, op: in, value_from: case.tags}", false)]
    [InlineData("{field: persona, op: exists}", true)]
    [InlineData("{field: case.input_case, op: exists}", false)]
    [InlineData("{field: case.input_case, op: exists, value: false}", true)]
    [InlineData("{task: REFUND, amount: 150}", true)]
    [InlineData("{task: [credit, refund]}", true)]
    [InlineData("{task: refund, amount: 151}", false)]
    [InlineData("{stage: pre_call}", true)]
    public void Facts_are_compared(string condition, bool holds)
    {
        Assert.Equal(holds, Policy.Denies(
            condition, "", ("task", Value.Of("refund")), ("amount", Value.Of(150)), ("persona", Value.Of("support_agent")), ("policy.hard_limit", Value.Of(200)),
            ("case.tags", Value.Json("""["new","vip"]"""))));
    }

    [Theory]
    [InlineData("{text_contains: MANAGER}", true)]
    [InlineData("{text_contains: [boss, manager]}", true)]
    [InlineData("{text_not_contains: boss}", true)]
    [InlineData("{text_contains: {all: [ask, boss]}}", false)]
    [InlineData("{text_contains: {all: [ask, manager]}}", true)]
    [InlineData("{text_contains: {all: [boss], none: [boss]}}", true)]
    [InlineData("{text_regex: 'm.n.ger$'}", true)]
    [InlineData("{regex: '\\bASK\\b'}", true)]
    [InlineData("{field: text, op: contains, value: your}", true)]
    [InlineData("{field: text_lower, value: 'ask your manager'}", true)]
    public void The_text_is_searched_in_any_case(string condition, bool holds) => Assert.Equal(holds, Policy.Denies(condition, "Ask your Manager"));

    [Theory]
    [InlineData("over\u200bride the policy")]
    [InlineData("ｏｖｅｒｒｉｄｅ the policy")]
    [InlineData("override\u00a0the policy")]
    public void A_phrase_is_found_however_it_is_disguised(string text) => Assert.True(Policy.Denies("{text_contains: override the policy}", text));

    [Fact]
    public void Within_a_rule_deny_is_tried_before_warn_and_warn_before_allow()
    {
        const string File = "version: 1\npost_call:\n  - {id: r, allow_if: true, warn_if: {text_contains: w}, deny_if: {text_contains: d}}\n  - {id: never, deny_if: true}";
        var policy = Policy.Gates(File);

        string[] codes = [.. "d w|w|".Split('|').Select(text => policy.Evaluate(GateStage.PostCall, new FactTable(text)).Code)];

        Assert.Equal(["r", "r_warn", "r_allow"], codes);
    }

    [Fact]
    public void Codes_and_messages_come_from_the_answer_then_the_rule_then_the_id()
    {
        const string File = """
            version: 1
            pre_call:
              - { id: own, deny_if: { task: own, reason_code: MINE, message: said }, reason_code: THEIRS, message: heard }
              - { id: rule, deny_if: { task: rule }, warn_if: { task: care }, reason_code: THEIRS }
              - { id: map, warn_if: { task: map }, reason_code: { warn: CAREFUL }, message: { warn: look } }
              - { id: bare, allow_if: { task: bare } }
            """;
        var policy = Policy.Gates(File);

        string[] seen = [.. "own rule care map bare".Split(' ').Select(task => policy.Evaluate(GateStage.PreCall, new FactTable("", ("task", Value.Of(task)))) is var v ? $"{v.Code} {v.Reason} {v.Message}" : "")];

        Assert.Equal(
            ["MINE POLICY.MINE said", "THEIRS POLICY.THEIRS ", "rule_warn POLICY.rule_warn ", "CAREFUL POLICY.CAREFUL look", "bare_allow POLICY.bare_allow "], seen);
    }

    [Theory]
    [InlineData("allow", Decision.Allow, "GATE.DEFAULT_ALLOW")]
    [InlineData("warn", Decision.Warn, "GATE.DEFAULT_WARN")]
    [InlineData("deny", Decision.Deny, "GATE.DEFAULT_DENY")]
    [InlineData("strict", Decision.Deny, "GATE.DEFAULT_DENY")]
    public void Where_no_rule_decides_the_mode_does(string mode, Decision decision, string reason)
    {
        var written = Policy.Gates($"version: 1\ndefaults: {{mode: {mode}}}");
        var given = Policy.Gates("version: 1\ndefaults: {mode: allow}", mode: PolicyModes.Parse("GATES_MODE", mode));

        foreach (var policy in new[] { written, given })
        {
            var verdict = policy.Evaluate(GateStage.PostTool, new FactTable(""));
            Assert.Equal((decision, reason, "policy.default"), (verdict.Decision, verdict.Reason.Code, verdict.RuleId));
        }

        Assert.Equal(("config", "env"), (written.ModeSource, given.ModeSource));
    }

    [Fact]
    public void The_lower_of_two_ceilings_holds()
    {
        var file = Policy.Gates("version: 1\nlimits: {max_calls: 5, max_total_tokens: 100}").Limits;

        var both = file.Lower(new PolicyLimits { MaxCalls = 9, MaxTrials = 2, MaxTotalTokens = 50 });

        Assert.Equal(new PolicyLimits { MaxCalls = 5, MaxTrials = 2, MaxTotalTokens = 50 }, both);
    }

    [Theory]
    [InlineData("{all: [{task: credit}, {field: amount, op: '>', value: 1}]}", Decision.Allow)]
    [InlineData("{all: [{task: refund}, {field: amount, op: '>', value: 1}]}", Decision.Deny)]
    [InlineData("{any: [{task: refund}, {field: amount, op: '>', value: 1}]}", Decision.Warn)]
    [InlineData("{not: {field: amount, op: '>', value: 1}}", Decision.Deny)]
    public void What_cannot_be_read_denies_only_where_it_matters(string condition, Decision decision)
    {
        var policy = Policy.Gates($"version: 1\npre_call:\n  - id: rule\n    warn_if: {condition}");

        Assert.Equal(decision, policy.Evaluate(GateStage.PreCall, new FactTable("", ("task", Value.Of("refund")))).Decision);
    }

    [Fact]
    public void The_schema_names_the_condition_once_and_refers_to_it()
    {
        var schema = JsonDocumentReader.Read("schema", System.Text.Encoding.UTF8.GetBytes(PolicyFile.GatesForm.Schema("gates"))).AsMap();

        var definition = schema.Map("$defs").Map("condition");

        Assert.Contains(definition.Maps("anyOf"), one => one.TextOrNull("type") is "array" && one.Map("items").Text("$ref") is "#/$defs/condition");
        Assert.Equal("#/$defs/condition", schema.Map("$defs").Map("rule").Map("properties").Map("applies_if").Text("$ref"));
        Assert.Equal("#/$defs/rule", schema.Map("properties").Map("pre_tool").Map("items").Text("$ref"));
    }
}
