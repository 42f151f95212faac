using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Lab.Evidence;

namespace Tiltyard.Lab.Determinism;

/// <summary>What a run left, as hashes: its log, its results of both versions, the figures in them, and the receipts that follow from the log.</summary>
public sealed record RunFingerprint
{
    private static readonly DocumentLimits Limits = new() { MaxLength = int.MaxValue, MaxNodes = int.MaxValue };

    public required string EpisodeLogSha256 { get; init; }

    public required string ResultsSha256 { get; init; }

    public required string FullResultsSha256 { get; init; }

    /// <summary>Of the episodes' seeds and figures alone.</summary>
    public required string MetricsSha256 { get; init; }

    /// <summary>Over the manifests of every episode's evidence bundle.</summary>
    public required string ReceiptsBundleRootHash { get; init; }

    /// <summary>The hash of each line of the log, to name the first that differs.</summary>
    public required ImmutableArray<string> Lines { get; init; }

    /// <summary>The figures of each episode by seed.</summary>
    public required ImmutableArray<(long Seed, DocumentMap Metrics)> Episodes { get; init; }

    public double? MeanThroughput => Mean("throughput");

    public double? MeanTail => Mean("p95_turnaround_s");

    /// <summary>Reads the three files of a run.</summary>
    /// <exception cref="DocumentException">One of them is not what it should be.</exception>
    public static RunFingerprint Read(byte[] log, byte[] results, byte[] fullResults)
    {
        ArgumentNullException.ThrowIfNull(log);
        var document = JsonDocumentReader.Read("results.json", results, Limits).AsMap();
        var episodes = document.Maps("episodes");
        return new RunFingerprint
        {
            EpisodeLogSha256 = Hex(log),
            ResultsSha256 = Hex(results),
            FullResultsSha256 = Hex(fullResults),
            MetricsSha256 = CanonicalJson.Sha256Hex(DocumentNode.List(episodes.Select(episode => (DocumentNode)DocumentNode.Map(("metrics", episode.Map("metrics")), ("seed", episode.Integer("seed")))))),
            ReceiptsBundleRootHash = RootHash(log, document.Text("policy_fingerprint"), document.TextOrNull("partner_id")),
            Lines = [.. LinesOf(log).Select(line => Hex(line.Span))],
            Episodes = [.. episodes.Select(episode => (episode.Integer("seed"), episode.Map("metrics")))],
        };
    }

    private double? Mean(string metric) => Episodes.Select(episode => episode.Metrics.NumberOrNull(metric)).OfType<double>().ToArray() is { Length: > 0 } known ? known.Average() : null;

    private static string RootHash(byte[] log, string policy, string? partner)
    {
        var manifests = LabLog.Episodes("episodes.jsonl", log).Select(episode => Hex(EvidenceBundle.Make(episode, policy, partner)[EvidenceBundle.ManifestFile]));
        return Hex(Encoding.ASCII.GetBytes(string.Join('\n', manifests)));
    }

    private static IEnumerable<ReadOnlyMemory<byte>> LinesOf(byte[] log)
    {
        ReadOnlyMemory<byte> rest = log;
        while (rest.Span.IndexOf((byte)'\n') is var feed and >= 0)
        {
            yield return rest[..feed];
            rest = rest[(feed + 1)..];
        }
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
