using System.Collections.Immutable;
using System.Text;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Evidence;

/// <summary>
/// EvidenceBundle.v0.1: receipts, the log, what broke, and the end of the chain, under a manifest of hashes. It is not signed. The caller writes
/// the files; <see cref="BundleCheck"/> checks them.
/// </summary>
public static class EvidenceBundle
{
    public const string ManifestFile = "manifest.json";
    public const string LogFile = "episode_log_subset.jsonl";
    public const string InvariantFile = "invariant_eval_trace.jsonl";
    public const string EnforcementFile = "enforcement_actions.jsonl";
    public const string ProofFile = "hashchain_proof.json";

    /// <summary>The files of the bundle by name.</summary>
    public static ImmutableSortedDictionary<string, byte[]> Make(LabLog log, string policyFingerprint, string? partner = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        var proof = Proof(log);
        var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        foreach (var (name, receipt) in Receipts(log, proof)) files[name] = Line(receipt);
        files[LogFile] = log.ToBytes();
        files[InvariantFile] = Lines(log.Lines.Select((line, place) => (line, place)).Where(one => one.line.Maps("violations").Length > 0)
            .Select(one => DocumentNode.Map(("step_index", (long)one.place), ("t_s", one.line.Node("t_s")), ("violations", one.line.Node("violations")))));
        files[EnforcementFile] = Lines(log.Lines.SelectMany((line, place) => line.Has("enforcements")
            ? line.Maps("enforcements").Select(act => DocumentNode.Map([("step_index", place), ("t_s", line.Node("t_s")), .. act.Entries.Select(entry => (entry.Key, entry.Value))]))
            : []));
        files[ProofFile] = Line(proof);
        files[ManifestFile] = Line(Manifest(files, policyFingerprint, partner));
        return files.ToImmutable();
    }

    /// <summary>The end of the chain as the log has it.</summary>
    internal static DocumentMap Proof(LabLog log)
    {
        var last = log.Lines.Count == 0 ? null : log.Lines[^1].Map("hashchain");
        var isBroken = log.Lines.Any(line => LabLog.Texts(line, "emits").Contains("FORENSIC_FREEZE_LOG", StringComparer.Ordinal));
        return DocumentNode.Map(
            ("break_status", isBroken ? "broken" : "intact"), ("head_hash", last?.Text("head_hash") ?? ""), ("last_event_hash", last?.Text("last_event_hash") ?? ""), ("length", last?.Integer("length") ?? 0));
    }

    internal static byte[] Line(DocumentNode node) => Encoding.UTF8.GetBytes(CanonicalJson.Text(node) + "\n");

    internal static DocumentMap Manifest(IEnumerable<KeyValuePair<string, byte[]>> files, string policyFingerprint, string? partner) => DocumentNode.Map(
        ("files", DocumentNode.List(files.Where(file => !file.Key.Equals(ManifestFile, StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => (DocumentNode)DocumentNode.Map(("path", file.Key), ("sha256", CanonicalJson.Sha256Hex(file.Value)))))),
        ("partner_id", partner is null ? DocumentNode.Null : partner),
        ("policy_fingerprint", policyFingerprint),
        ("policy_root_hash", DocumentNode.Null),
        ("signature", DocumentNode.Null),
        ("version", "0.1"));

    /// <summary>An empty log has one receipt, of nothing: that nothing was released.</summary>
    private static IEnumerable<(string Name, DocumentMap Receipt)> Receipts(LabLog log, DocumentMap proof)
    {
        var subjects = ReceiptSubjects.Find(log);
        if (subjects.Count == 0)
        {
            yield return ("receipt_specimen_none.v0.1.json", DocumentNode.Map(
                ("decision", "BLOCKED"), ("entity_type", "specimen"), ("hashchain", proof), ("result_id", DocumentNode.Null), ("specimen_id", DocumentNode.Null), ("version", "0.1")));
        }

        foreach (var subject in subjects) yield return ($"receipt_{subject.Type}_{FileName(subject.Id)}.v0.1.json", Receipt.Of(log, subject, proof));
    }

    /// <summary>Letters, digits, '_' and '-' stay. Where others were replaced, a part of the hash keeps two names apart.</summary>
    private static string FileName(string id)
    {
        var safe = string.Concat(id.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_'));
        return safe.Equals(id, StringComparison.Ordinal) && safe.Length <= 120 ? safe : $"{(safe.Length > 100 ? safe[..100] : safe)}-{CanonicalJson.Sha256Hex(id)[..8]}";
    }

    private static byte[] Lines(IEnumerable<DocumentMap> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => CanonicalJson.Text(line) + "\n")));
}
