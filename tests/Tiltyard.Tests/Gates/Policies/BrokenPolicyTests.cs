using Tiltyard.Conditions;
using Tiltyard.Documents;
using Tiltyard.Gates.Policies;
using Tiltyard.Tests.Documents;

namespace Tiltyard.Tests.Gates.Policies;

/// <summary>A policy that is wrong in anything is an error under both semantics, with place and reason, never an allow.</summary>
public sealed class BrokenPolicyTests
{
    [Theory]
    [InlineData("{version: 2}", "whole number from 1 to 1")]
    [InlineData("{version: 1, rules: []}", "rules")]
    [InlineData("{version: 1, pre_cal: []}", "did you mean 'pre_call'?")]
    [InlineData("{version: 1, defaults: {mode: permissive}}", "permissive")]
    [InlineData("{version: 1, limits: {max_calls: -1}}", "at least 0")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: true}, {id: a, deny_if: true}]}", "there twice")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: true}], post_call: [{id: A, deny_if: true}]}", "there twice")]
    [InlineData("{version: 1, pre_call: [{id: a}]}", "decides nothing")]
    [InlineData("{version: 1, pre_call: [{id: a, deny: true}]}", "unknown key 'deny'")]
    [InlineData("{version: 1, pre_call: [{id: a b, deny_if: true}]}", "a letter")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: {tsk: refund}}]}", "did you mean 'task'?")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: {field: amont, value: 1}}]}", "a dotted path")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: {field: amount, op: above, value: 1}}]}", "above")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: {field: amount, op: '>'}}]}", "needs value")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: {field: amount, op: '>', value: high}}]}", "needs a number")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: {field: amount, value: 1, one_of: [2]}}]}", "cannot stand together")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: {field: amount, op: in, value: 1}}]}", "needs a list")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: {field: amount, op: '>', one_of: [1]}}]}", "does not take one_of")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: {text_regex: '(a'}}]}", "not a pattern")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: {text_regex: '(?=a)b'}}]}", "look ahead")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: {text_regex: '(a{900}){900}'}}]}", "counted repeats")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: {text_contains: ''}}]}", "not empty|1 to 1000")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: {text_contains: x, task: refund}}]}", "unknown key 'task'")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: {all: [true], any: [true]}}]}", "unknown key 'any'")]
    [InlineData("{version: 1, pre_call: [{id: a, applies_if: {task: refund, reason_code: X}, deny_if: true}]}", "reason_code")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: true, reason_code: DRY_RUN}]}", "is taken")]
    [InlineData("{version: 1, pre_call: [{id: a, deny_if: {all: []}}]}", "at least 1|1 to")]
    [InlineData("{policy_id: p}", "'rules' is missing")]
    [InlineData("{policy_id: p, rules: []}", "1 to")]
    [InlineData("{policy_id: p, rules: [{stage: mid, match: {text_contains: a}, action: deny}]}", "mid")]
    [InlineData("{policy_id: p, rules: [{stage: pre, match: {}, action: deny}]}", "at least 1 key")]
    [InlineData("{policy_id: p, rules: [{stage: pre, match: {signal: mood, op: '>', value: 1}, action: deny}]}", "mood")]
    [InlineData("{policy_id: p, rules: [{stage: pre, match: {signal: amount, op: '>', value: many}, action: deny}]}", "needs a number")]
    [InlineData("{policy_id: p, rules: [{stage: pre, match: {signal: amount, op: between, value: 1}, action: deny}]}", "between")]
    [InlineData("{policy_id: p, rules: [{stage: pre, match: {signal: amount, op: '>', value: 1}, action: block}]}", "block")]
    [InlineData("[]", "a map")]
    public void It_is_refused_with_place_and_reason(string yaml, string reason)
    {
        foreach (var semantics in Enum.GetValues<FactSemantics>())
        {
            var refused = Refusal.Of(() => PolicyFile.Read(YamlDocumentReader.Read("gates.yaml", yaml), semantics));

            Assert.StartsWith("gates.yaml:1:", refused.Message, StringComparison.Ordinal);
            Assert.Contains(reason.Split('|'), part => refused.Message.Contains(part, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_mode_from_outside_is_one_of_the_words()
    {
        var refused = Refusal.Of(() => PolicyModes.Parse("GATES_MODE", "stric"));

        Assert.Contains("did you mean 'strict'?", refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("GATES_MODE", refused.Message, StringComparison.Ordinal);
    }
}
