using Tiltyard.Documents;

namespace Tiltyard.Lab.Evidence;

/// <summary>The documented forms of evidence files.</summary>
public static class EvidenceForms
{
    private static readonly EitherShape TextOrNull = Shape.Text().OrNull();

    /// <summary>manifest.json of EvidenceBundle.v0.1.</summary>
    public static ObjectShape Manifest { get; } = Shape.Object(
        Field.Required("version", Shape.Text("0.1"), "The version of this form."),
        Field.Required("files", Shape.List(Shape.Object(Field.Required("path", Shape.Text(), "The file."), Field.Required("sha256", Shape.Text(), "Its hash."))), "Every other file of the bundle."),
        Field.Optional("policy_fingerprint", TextOrNull, "The policy."),
        Field.Optional("partner_id", TextOrNull, "The partner."),
        Field.Optional("policy_root_hash", TextOrNull, "The hash of the policy's own manifest."),
        Field.Optional("tool_registry_fingerprint", TextOrNull, "The tools."),
        Field.Optional("coordination_audit_digest_sha256", TextOrNull, "The proposals of a coordinated run."),
        Field.Optional("signature", Shape.Map(Shape.Any).OrNull(), "A signature, where there is one."));
}
