using Tiltyard.Documents;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>
/// The complete record of an attempt, as canonical JSON: what was asked, by whom and with which key, and what came of it. Of a signature it holds
/// the key, the digest of what was signed and the verdict; the bytes lie elsewhere, because they differ with every signing.
/// </summary>
internal static class AuditRecord
{
    public static void Write(CanonicalWriter writer, LabState state, LabEvent happened, StepResult result)
    {
        writer.BeginObject();
        writer.Text("action_type"u8, happened.Action.Name());
        writer.Text("agent_id"u8, happened.AgentName);
        writer.Name("args"u8);
        EventArguments.Write(writer, state, happened);
        if (result.Blocked is { } blocked) writer.Text("blocked_reason_code"u8, blocked);
        else writer.Null("blocked_reason_code"u8);
        writer.BeginArray("emits"u8);
        foreach (var emit in result.Emits) writer.String(emit);
        writer.EndArray();
        writer.Text("event_id"u8, happened.EventId);
        if (happened.KeyId is { } key) writer.Text("key_id"u8, key);
        if (happened.Rationale is { } rationale) writer.Text("rationale"u8, rationale);
        if (happened.ReasonCode is { } reason) writer.Text("reason_code"u8, reason);
        else writer.Null("reason_code"u8);
        if (result.AskedRole)
        {
            if (result.Role < 0) writer.Null("role_id"u8);
            else writer.Text("role_id"u8, state.Policy.Access.Roles[result.Role]);
        }

        if (result.Signature is { } signature) WriteSignature(writer, signature);
        writer.Text("status"u8, result.IsAccepted ? "ACCEPTED" : "BLOCKED");
        writer.Integer("t_s"u8, happened.Time);
        WriteTokens(writer, state, "token_consumed"u8, result.TokensConsumed);
        WriteTokens(writer, state, "token_refs"u8, happened.TokenRefs);
        WriteInvariants(writer, result);
        writer.EndObject();
    }

    public static void WriteEnforcement(CanonicalWriter writer, LabState state, LabEvent happened, in EnforcementRecord record, int place)
    {
        writer.BeginObject();
        writer.Text("action_type"u8, record.Act.Name());
        if (record.DurationSeconds is { } seconds) writer.Integer("duration_s"u8, seconds);
        writer.Text("event_id"u8, $"{happened.EventId}_enf_{place}");
        writer.Text("event_type"u8, "ENFORCEMENT");
        if (record.Reason is { } reason) writer.Text("reason_code"u8, reason);
        else writer.Null("reason_code"u8);
        writer.Text("rule_id"u8, record.Rule);
        writer.Integer("t_s"u8, happened.Time);
        writer.Text("target"u8, record.Target);
        if (record.Zone is { } zone) writer.Text("zone_id"u8, state.Policy.Floor.Zones[zone]);
        writer.EndObject();
    }

    private static void WriteSignature(CanonicalWriter writer, SignatureVerdict signature)
    {
        writer.Name("signature_verification"u8);
        writer.BeginObject();
        writer.Text("key_id"u8, signature.KeyId);
        writer.Boolean("passed"u8, signature.HasPassed);
        if (signature.PayloadSha256 is { } digest) writer.Text("payload_sha256"u8, digest);
        if (signature.Reason is { } reason) writer.Text("reason_code"u8, reason);
        else writer.Null("reason_code"u8);
        writer.EndObject();
    }

    private static void WriteTokens(CanonicalWriter writer, LabState state, ReadOnlySpan<byte> name, List<int> tokens)
    {
        writer.BeginArray(name);
        foreach (var token in tokens) writer.String(state.Tokens.NameOf(token));
        writer.EndArray();
    }

    internal static void WriteInvariants(CanonicalWriter writer, StepResult result)
    {
        writer.BeginArray("violations"u8);
        foreach (var record in result.Invariants)
        {
            writer.BeginObject();
            writer.Text("invariant_id"u8, record.Invariant);
            if (record.Reason is { } reason) writer.Text("reason_code"u8, reason);
            writer.Text("status"u8, record.Held ? "PASS" : "VIOLATION");
            writer.EndObject();
        }

        writer.EndArray();
    }
}
