using Tiltyard.Catalog.Data;
using Tiltyard.Catalog.Policies;
using Tiltyard.Documents;
using Tiltyard.Validators.TextRules;

namespace Tiltyard.Tests.Validators.TextRules;

/// <summary>Text rules of tests.</summary>
internal static class Rules
{
    /// <summary>The documented rule by its documented meaning.</summary>
    public const string Documented = """
        version: 1
        rules:
          - id: refund_with_approval
            applies_if: { task: refund }
            success_if:
              forbids_any: [no approval needed]
              denies_if_amount_gt: { limit: 200, limit_reason: "issued > hard_limit ($200)", approval_threshold: 100, approval_terms: [manager, approval], approval_reason: granted >$100 without manager approval }
        """;

    private static readonly TextRuleSet[] ShippedSets = [.. Enum.GetValues<TextSemantics>().Select(semantics => TextRuleSet.Read(ShippedPolicies.Find("evaluator")!, semantics))];

    public static TextRuleSet Shipped(TextSemantics semantics = TextSemantics.Corrected) => ShippedSets[(int)semantics];

    public static TextRuleSet Of(string yaml, TextSemantics semantics = TextSemantics.Corrected) => TextRuleSet.Read(YamlDocumentReader.Read("evaluator.yaml", yaml), semantics);

    public static bool Passes(string answer, TextSemantics semantics = TextSemantics.Corrected) => Shipped(semantics).Judge(new TextCase("refund"), answer).Passed;

    public static bool Flags(this TextRuleSet rules, MentionUseText text) => !rules.Judge(new TextCase(text.Task), text.Text).Passed;
}
