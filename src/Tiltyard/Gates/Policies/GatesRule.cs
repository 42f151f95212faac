using Tiltyard.Conditions;
using Tiltyard.Documents;
using Tiltyard.Traces;

namespace Tiltyard.Gates.Policies;

/// <summary>Compiles a rule of gates.yaml that its form has checked.</summary>
internal static class GatesRule
{
    public static PolicyRule Read(DocumentMap rule, FactPaths paths)
    {
        if (rule.Find("deny_if") is null && rule.Find("warn_if") is null && rule.Find("allow_if") is null)
            throw new DocumentException(rule, "the rule decides nothing: it needs deny_if, warn_if or allow_if");
        return new PolicyRule(
            rule.Text("id"),
            ConditionReading.Read(rule.Find("applies_if"), paths),
            Answer(rule, Decision.Deny, paths), Answer(rule, Decision.Warn, paths), Answer(rule, Decision.Allow, paths));
    }

    private static PolicyAnswer? Answer(DocumentMap rule, Decision decision, FactPaths paths)
    {
        if (rule.Find($"{decision.Name()}_if") is not { } node) return null;
        var map = node as DocumentMap;
        var id = rule.Text("id");
        var written = map?.NodeOrNull("reason_code") ?? Of(rule, "reason_code", decision);
        var code = written is null ? (decision == Decision.Deny ? id : $"{id}_{decision.Name()}") : PolicyForms.Code.Check(written).AsText();
        var message = map?.NodeOrNull("message") ?? Of(rule, "message", decision);
        return new PolicyAnswer(
            map is null ? ConditionReading.Read(node, paths) : ConditionReading.OfAnswer(map, paths),
            PolicyCodes.Verdict(decision, id, code, written ?? rule.Node("id"), message?.AsText(), decision == Decision.Deny ? rule.TextOrNull("severity") : null));
    }

    /// <summary>A text speaks of deny only; a map speaks of each decision.</summary>
    private static DocumentNode? Of(DocumentMap rule, string key, Decision decision) => rule.NodeOrNull(key) switch
    {
        DocumentMap map => map.NodeOrNull(decision.Name()),
        { } text when decision == Decision.Deny => text,
        _ => null,
    };
}
