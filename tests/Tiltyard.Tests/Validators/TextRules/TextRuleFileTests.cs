using Tiltyard.Tests.Documents;
using Tiltyard.Validators.TextRules;

namespace Tiltyard.Tests.Validators.TextRules;

public sealed class TextRuleFileTests
{
    [Theory]
    [InlineData("{rules: [{id: a, applies_if: {task: t}, success_if: {contains_any: [x]}}]}", "'version' is missing")]
    [InlineData("{version: 1, rules: []}", "at least 1|1 to")]
    [InlineData("{version: 1, rules: [{id: '', applies_if: {task: t}, success_if: {contains_any: [x]}}]}", "1 to 500")]
    [InlineData("{version: 1, rules: [{id: ' ', applies_if: {task: t}, success_if: {contains_any: [x]}}]}", "needs a name")]
    [InlineData("{version: 1, rules: [{id: a, success_if: {contains_any: [x]}}]}", "'applies_if' is missing")]
    [InlineData("{version: 1, rules: [{id: a, applies_if: {}, success_if: {contains_any: [x]}}]}", "applies_if needs")]
    [InlineData("{version: 1, rules: [{id: a, applies_if: {task: t}, success_if: {}}]}", "cannot fail")]
    [InlineData("{version: 1, rules: [{id: a, applies_if: {task: t}, success_if: {contain_any: [x]}}]}", "did you mean 'contains_any'?")]
    [InlineData("{version: 1, rules: [{id: a, applies_if: {task: t}, success_if: {contains_any: ['(']}}]}", "not a pattern")]
    [InlineData("{version: 1, rules: [{id: a, applies_if: {task: t}, success_if: {denies_if_amount_gt: {limit: 1, extra: 2}}}]}", "extra")]
    [InlineData("{version: 1, rules: [{id: a, applies_if: {task: t}, success_if: {denies_if_amount_gt: {limit: 1, approval_threshold: 2}}}]}", "approval_terms")]
    [InlineData("{version: 1, rules: [{id: a, applies_if: {task: t}, success_if: {contains_any: [x]}}, {id: a, applies_if: {task: t}, success_if: {contains_any: [x]}}]}", "there twice")]
    public void A_broken_file_is_refused_with_place_and_reason(string yaml, string reason)
    {
        var refused = Refusal.Of(() => Rules.Of(yaml));

        Assert.StartsWith("evaluator.yaml:1:", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason.Split('|'), part => refused.Message.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void A_case_that_no_rule_judges_is_an_error_of_the_file()
    {
        var refused = Refusal.Of(() => Rules.Shipped().Judge(new TextCase("weather"), "sunny"));

        Assert.Contains("no rule judges the task 'weather'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_set_names_its_version_and_its_rules_in_order()
    {
        var rules = Rules.Shipped();

        Assert.Equal("1", rules.Version);
        Assert.Equal(["LEAK_REGEX", "REFUSAL", "refund_with_approval"], rules.ActiveRuleIds);
        Assert.Equal(TextSemantics.Corrected, rules.Semantics);
    }
}
