using Tiltyard.Documents;
using Tiltyard.Lab.Model;

namespace Tiltyard.Lab.Rules;

/// <summary>
/// The signatures of an episode, a line for each that was verified: the bytes, what they are over, whose key and what came of it. They lie beside the trace and not in
/// it, because they differ with every signing; the audit record holds the digest, the key and the verdict. <see cref="Evidence.SignatureFile"/> checks them.
/// </summary>
public sealed class SignatureLines
{
    private readonly CanonicalWriter _lines = new(4096);

    public ReadOnlyMemory<byte> Written => _lines.WrittenMemory;

    public void Clear() => _lines.Clear();

    public void Add(LabEvent signed, SignatureVerdict verdict, ReadOnlyMemory<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(signed);
        ArgumentNullException.ThrowIfNull(verdict);
        _lines.BeginObject();
        _lines.Text("event_id"u8, signed.EventId);
        _lines.Text("key_id"u8, verdict.KeyId);
        _lines.Boolean("passed"u8, verdict.HasPassed);
        _lines.Raw("payload"u8, payload.Span);
        _lines.Text("payload_sha256"u8, verdict.PayloadSha256 ?? "");
        if (verdict.Reason is { } reason) _lines.Text("reason_code"u8, reason);
        else _lines.Null("reason_code"u8);
        _lines.Text("signature"u8, signed.Signature ?? "");
        _lines.EndObject();
        _lines.EndLine();
    }
}
