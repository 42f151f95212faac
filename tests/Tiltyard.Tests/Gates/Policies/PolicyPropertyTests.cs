using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Catalog.Policies;
using Tiltyard.Conditions;
using Tiltyard.Documents;
using Tiltyard.Gates.Policies;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Gates.Policies;

public sealed class PolicyPropertyTests
{
    private static readonly string[] Paths =
        ["task", "amount", "requested_amount", "policy", "policy.hard_limit", "policy.max_without_approval", "tool", "arguments.amount", "arguments.approval_id", "case"];

    private static readonly GatePolicy[] Policies =
    [
        .. from semantics in Enum.GetValues<FactSemantics>()
           from document in new[] { ShippedPolicies.Find("gates")!, ShippedPolicies.Find("simple_v2")!, YamlDocumentReader.Read("gates.yaml", Policy.DocumentedGates) }
           select PolicyFile.Read(document, semantics),
    ];

    [Fact]
    public void A_policy_never_throws_whatever_the_text_and_the_facts_are() =>
        Prop.ForAll<string?, int[], int>((text, picks, salt) =>
        {
            var facts = new FactTable(text ?? "", picks.Select((pick, index) => (Paths[Index(index + salt, Paths.Length)], Odd(pick, text))));
            return Policies.All(policy => Enum.GetValues<GateStage>().All(stage => policy.Evaluate(stage, facts) is { RuleId.Length: > 0 } verdict && ReasonCodes.Parse(verdict.Reason.Code).Equals(verdict.Reason)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_refund_above_the_hard_limit_is_denied_whatever_else_is_there()
    {
        var policy = PolicyFile.Read(ShippedPolicies.Find("gates")!);

        Prop.ForAll<PositiveInt, string?, int[]>((over, text, picks) =>
        {
            var facts = new FactTable(
                text ?? "",
                [.. picks.Select((pick, index) => ($"observation.{index}", Odd(pick, text))), ("tool", Value.Of("issue_refund")), ("arguments.amount", Value.Of(200L + over.Get)),
                    ("arguments.approval_id", Odd(over.Get, text)), ("policy.hard_limit", Value.Of(200)), ("policy.max_without_approval", Value.Of(100))]);
            return policy.Evaluate(GateStage.PreTool, facts).Decision == Decision.Deny;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_file_with_any_key_misspelt_is_an_error_never_another_policy()
    {
        var text = Policy.DocumentedGates;
        string[] keys = ["version", "pre_call", "post_call", "id", "applies_if", "deny_if", "warn_if", "field", "op", "value_from", "text_not_contains", "text_contains", "task"];

        Assert.All(keys, key => Assert.Throws<DocumentException>(() => Policy.Gates(text.Replace($"{key}:", $"{key}x:", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_long_hostile_text_takes_no_long_time()
    {
        var policy = Policy.Gates("version: 1\npost_call:\n  - {id: r, deny_if: {text_regex: '(a+)+$|(a|aa)+b|x.*y.*z'}}");

        var verdict = policy.Evaluate(GateStage.PostCall, new FactTable(new string('a', 200_000) + "!"));

        Assert.Equal(Decision.Allow, verdict.Decision);
    }

    [Fact]
    public void An_allow_by_facts_allocates_nothing()
    {
        var policy = PolicyFile.Read(ShippedPolicies.Find("gates")!);
        var facts = Policy.Refund(Value.Of(50), "plain words");
        policy.Evaluate(GateStage.PreCall, facts);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var at = 0; at < 1_000; at++) policy.Evaluate(GateStage.PreCall, facts);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);
    }

    private static int Index(int number, int count) => ((number % count) + count) % count;

    private static Value Odd(int pick, string? text) => Index(pick, 8) switch
    {
        0 => Value.Null,
        1 => Value.True,
        2 => Value.Of((long)pick),
        3 => Value.Of(pick / 3.0),
        4 => Value.Of(text),
        5 => Value.Json("""[1,"two",[null]]"""),
        6 => Value.Json("not json at all"),
        _ => Value.Of("refund"),
    };
}
