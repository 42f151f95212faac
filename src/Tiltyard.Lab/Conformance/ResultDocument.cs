using Tiltyard.Documents;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Rules;

namespace Tiltyard.Lab.Conformance;

/// <summary>The result of a step in its documented form.</summary>
internal static class ResultDocument
{
    public static DocumentMap Of(LabEngine engine, StepResult result)
    {
        var state = engine.State;
        var entries = new List<(string, DocumentNode)>
        {
            ("blocked_reason_code", result.Blocked is { } blocked ? blocked : DocumentNode.Null),
            ("emits", DocumentNode.List(result.Emits.Select(emit => (DocumentNode)emit))),
            ("enforcements", DocumentNode.List(result.Enforcements.Select(act => (DocumentNode)DocumentNode.Map(("rule_id", act.Rule), ("target", act.Target), ("type", act.Act.Name()))))),
            ("hashchain", DocumentNode.Map(("head_hash", engine.Chain.Head), ("last_event_hash", engine.Chain.Last), ("length", (long)engine.Chain.Length))),
            ("status", result.IsAccepted ? "ACCEPTED" : "BLOCKED"),
            ("token_consumed", DocumentNode.List(result.TokensConsumed.Select(token => (DocumentNode)state.Tokens.NameOf(token)))),
            ("violations", DocumentNode.List(result.Invariants.Select(Of))),
        };
        if (result.Consignment >= 0) entries.Add(("consignment_id", state.Consignments.NameOf(result.Consignment)));
        if (result.AskedRole)
        {
            entries.Add(("rbac_decision", DocumentNode.Map(
                ("allowed", result.Blocked is not (Codes.RbacActionDeny or Codes.RbacZoneDeny or Codes.RbacDeviceDeny)),
                ("reason_code", result.Blocked is Codes.RbacActionDeny or Codes.RbacZoneDeny or Codes.RbacDeviceDeny ? result.Blocked : DocumentNode.Null),
                ("role_id", result.Role < 0 ? DocumentNode.Null : state.Policy.Access.Roles[result.Role]))));
        }

        if (result.Signature is { } signature)
        {
            entries.Add(("signature_verification", DocumentNode.Map(
                ("key_id", signature.KeyId), ("key_role_id", signature.KeyRole < 0 ? DocumentNode.Null : state.Policy.Access.Roles[signature.KeyRole]),
                ("passed", signature.HasPassed), ("reason_code", signature.Reason is { } reason ? reason : DocumentNode.Null))));
        }

        return DocumentNode.Map(entries);
    }

    private static DocumentNode Of(InvariantRecord record) => record.Reason is { } reason
        ? DocumentNode.Map(("invariant_id", record.Invariant), ("reason_code", reason), ("status", record.Held ? "PASS" : "VIOLATION"))
        : DocumentNode.Map(("invariant_id", record.Invariant), ("status", record.Held ? "PASS" : "VIOLATION"));
}
