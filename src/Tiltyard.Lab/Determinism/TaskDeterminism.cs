using System.Text;
using Tiltyard.Documents;
using Tiltyard.Reports;

namespace Tiltyard.Lab.Determinism;

/// <summary>determinism_report.json and determinism_report.md: how a task was played twice and whether the same bytes came out.</summary>
public sealed record TaskDeterminism
{
    public required string Task { get; init; }

    public required string Timing { get; init; }

    public required int Episodes { get; init; }

    public required long Seed { get; init; }

    public string? Partner { get; init; }

    public required string PolicyFingerprint { get; init; }

    public required RunComparison Comparison { get; init; }

    public DocumentMap ToDocument() => DocumentNode.Map(
    [
        .. new (string Key, DocumentNode Value)[]
        {
            ("actual_deltas", DocumentNode.Map(("p95_turnaround_s", Number(Comparison.TailDelta)), ("throughput", Number(Comparison.ThroughputDelta)))),
            ("base_seed", Seed),
            ("determinism_budget", DocumentNode.Map(("p95_turnaround_s", 0L), ("throughput", 0L))),
            ("errors", DocumentNode.List(Comparison.Errors().Select(error => (DocumentNode)error))),
            ("num_episodes", (long)Episodes),
            ("partner_id", Partner is null ? DocumentNode.Null : Partner),
            ("passed", Comparison.HasPassed),
            ("platform", DocumentNode.Null),
            ("policy_fingerprint", PolicyFingerprint),
            ("python_version", DocumentNode.Null),
            ("run1", Run(Comparison.First)),
            ("run2", Run(Comparison.Second)),
            ("task", Task),
            ("timing_mode", Timing),
        }.Concat(Comparison.Checks.Select(check => ($"{check.Name}_identical", (DocumentNode)RunComparison.Same(check)))).OrderBy(entry => entry.Item1, StringComparer.Ordinal),
    ]);

    public string ToMarkdown()
    {
        var checks = Comparison.Checks;
        var text = new StringBuilder($"# Determinism of {Hostile.Markdown(Task)}: {(Comparison.HasPassed ? "identical" : "different")}\n\n");
        text.Append($"## Checks summary\n\n{checks.Count(RunComparison.Same)}/{checks.Length} passed\n\n## Run configuration\n\n| setting | value |\n|---|---|\n");
        foreach (var (name, value) in Settings()) text.Append($"| {name} | {Hostile.Markdown(value)} |\n");
        text.Append("\n## Result\n\n");
        if (Comparison.HasPassed) text.Append("The task was played twice, and every hash is the same.\n");
        foreach (var error in Comparison.Errors()) text.Append($"- {Hostile.Markdown(error)}\n");
        text.Append("\n## Hash comparison\n\n| what | run 1 | run 2 | identical |\n|---|---|---|---|\n");
        foreach (var check in checks) text.Append($"| {check.What} | `{check.First}` | `{check.Second}` | {(RunComparison.Same(check) ? "yes" : "**no**")} |\n");
        return text.ToString();
    }

    private IEnumerable<(string Name, string Value)> Settings() =>
    [
        ("task", Task), ("timing", Timing), ("episodes", Digits.Count(Episodes)), ("base seed", $"{Seed}"), ("partner", Partner ?? Digits.Unknown), ("policy", PolicyFingerprint),
    ];

    private static DocumentMap Run(RunFingerprint run) => DocumentNode.Map(
        ("episode_log_sha256", run.EpisodeLogSha256), ("receipts_bundle_root_hash", run.ReceiptsBundleRootHash), ("results_sha256", run.ResultsSha256), ("v0_2_metrics_sha256", run.MetricsSha256),
        ("v0_3_results_sha256", run.FullResultsSha256));

    private static DocumentNode Number(double? value) => value is { } known ? known : DocumentNode.Null;
}
