using Tiltyard.Conditions;
using Tiltyard.Documents;
using Tiltyard.Gates.Policies;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Gates.Policies;

/// <summary>Policies and contexts of tests.</summary>
internal static class Policy
{
    /// <summary>The documented rules by their documented meaning, false alarms included.</summary>
    public const string DocumentedGates = """
        version: 1
        pre_call:
          - id: pre_hard_limit
            applies_if: { task: refund }
            deny_if: { field: amount, op: ">", value_from: policy.hard_limit }
          - id: pre_soft_limit
            applies_if: { task: refund }
            warn_if: [ { field: amount, op: gt, value_from: policy.max_without_approval }, { field: amount, op: le, context: policy.hard_limit } ]
        post_call:
          - id: post_missing_approval
            applies_if: { all: [ { task: refund }, { field: amount, op: ">", value_from: policy.max_without_approval } ] }
            deny_if: { text_not_contains: [approval, manager, supervisor] }
          - id: post_disallowed_phrase
            deny_if: { text_contains: { any: ["issue a refund over $200"] } }
        """;

    public static GatePolicy Gates(string yaml, FactSemantics semantics = FactSemantics.Corrected, PolicyMode? mode = null) =>
        PolicyFile.Read(YamlDocumentReader.Read("gates.yaml", yaml), semantics, mode);

    public static GatePolicy Older(string rules, FactSemantics semantics = FactSemantics.Corrected) =>
        PolicyFile.Read(YamlDocumentReader.Read("config.json", $"{{policy_id: test, rules: {rules}}}"), semantics);

    /// <summary>One rule that denies where the condition holds.</summary>
    public static bool Denies(string condition, string text = "", params (string Path, Value Value)[] facts) =>
        Gates($"version: 1\npre_call:\n  - id: rule\n    deny_if: {condition}").Evaluate(GateStage.PreCall, new FactTable(text, facts)).Decision == Decision.Deny;

    public static FactTable Refund(Value amount, string text = "") => new(
        text, ("task", Value.Of("refund")), ("amount", amount), ("requested_amount", amount), ("policy.max_without_approval", Value.Of(100)), ("policy.hard_limit", Value.Of(200)));
}
