using System.Collections.Immutable;
using Tiltyard.Documents;

namespace Tiltyard.Lab.Evidence;

/// <summary>Checks a bundle from its files alone: hashes, receipts against the log, the trace of invariants, the end of the chain. It collects all that is wrong.</summary>
public static class BundleCheck
{
    /// <summary>What is wrong with the bundle; empty where nothing is.</summary>
    public static ImmutableArray<string> Problems(IReadOnlyDictionary<string, byte[]> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var problems = ImmutableArray.CreateBuilder<string>();
        try
        {
            problems.AddRange(OfManifest(files));
            if (!files.TryGetValue(EvidenceBundle.LogFile, out var bytes)) return problems.ToImmutable();
            var log = LabLog.Read(EvidenceBundle.LogFile, bytes);
            var manifest = Document(files, EvidenceBundle.ManifestFile).AsMap();
            var expected = EvidenceBundle.Make(log, manifest.Text("policy_fingerprint", ""), manifest.TextOrNull("partner_id"));
            foreach (var (name, content) in expected.Where(file => !file.Key.Equals(EvidenceBundle.ManifestFile, StringComparison.Ordinal)))
            {
                if (!files.TryGetValue(name, out var there)) problems.Add($"{name}: the log calls for it, and it is missing");
                else if (!there.AsSpan().SequenceEqual(content)) problems.Add($"{name}: it is not what the log says");
            }

            foreach (var name in files.Keys.Where(name => !expected.ContainsKey(name)).Order(StringComparer.Ordinal)) problems.Add($"{name}: no part of a bundle of this log");
            problems.AddRange(OfChain(log));
        }
        catch (DocumentException e)
        {
            problems.Add(e.Message);
        }

        return problems.ToImmutable();
    }

    private static IEnumerable<string> OfManifest(IReadOnlyDictionary<string, byte[]> files)
    {
        var manifest = Document(files, EvidenceBundle.ManifestFile).AsMap();
        if (manifest.Text("version") is not "0.1") yield return $"{EvidenceBundle.ManifestFile}: version {manifest.Text("version")} is not known";
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in manifest.Maps("files"))
        {
            var path = file.Text("path");
            if (!listed.Add(path)) yield return $"{path}: listed twice";
            else if (!files.TryGetValue(path, out var bytes)) yield return $"{path}: missing";
            else if (!CanonicalJson.Sha256Hex(bytes).Equals(file.Text("sha256"), StringComparison.Ordinal)) yield return $"{path}: it was changed";
        }

        foreach (var name in files.Keys.Where(name => !listed.Contains(name) && !name.Equals(EvidenceBundle.ManifestFile, StringComparison.Ordinal)).Order(StringComparer.Ordinal)) yield return $"{name}: not in the manifest";
    }

    /// <summary>The chain grows by what was logged, never shrinks, and keeps its first hash.</summary>
    private static IEnumerable<string> OfChain(LabLog log)
    {
        var (length, head) = (0L, "");
        for (var place = 0; place < log.Lines.Count; place++)
        {
            var chain = log.Lines[place].Map("hashchain");
            if (chain.Integer("length") < length) yield return $"{EvidenceBundle.LogFile}: line {place + 1}: the chain became shorter";
            if (head.Length > 0 && !chain.Text("head_hash").Equals(head, StringComparison.Ordinal)) yield return $"{EvidenceBundle.LogFile}: line {place + 1}: the chain has another beginning";
            (length, head) = (chain.Integer("length"), chain.Text("head_hash"));
        }
    }

    private static DocumentNode Document(IReadOnlyDictionary<string, byte[]> files, string name) =>
        files.TryGetValue(name, out var bytes) ? JsonDocumentReader.Read(name, bytes) : throw new DocumentException(name, "it is missing");
}
