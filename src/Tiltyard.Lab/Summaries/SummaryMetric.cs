using System.Collections.Immutable;
using System.Text;

namespace Tiltyard.Lab.Summaries;

/// <summary>How a figure of an episode is read.</summary>
internal enum MetricForm
{
    Number,

    /// <summary>A map of counts, of which the sum counts.</summary>
    SumOfCounts,
}

/// <summary>
/// A figure of an episode that summaries are made of: under which key it stands in the results, and in how many parts of one its quantiles are counted.
/// </summary>
internal sealed record SummaryMetric(string Name, string Key, int Scale, MetricForm Form = MetricForm.Number, string? Within = null)
{
    /// <summary>The documented figures first, in their order; then the stricter ones, and those of an attack or a model, which only some results have.</summary>
    public static ImmutableArray<SummaryMetric> All { get; } =
    [
        new("throughput", "throughput", 1),
        new("p50_turnaround_s", "p50_turnaround_s", 20),
        new("p95_turnaround_s", "p95_turnaround_s", 20),
        new("on_time_rate", "on_time_rate", 10_000),
        new("violations_total", "violations_by_invariant_id", 1, MetricForm.SumOfCounts),
        new("blocked_total", "blocked_by_reason_code", 1, MetricForm.SumOfCounts),
        new("critical_communication_compliance_rate", "critical_communication_compliance_rate", 10_000),
        new("tokens_minted", "tokens_minted", 1),
        new("tokens_consumed", "tokens_consumed", 1),
        new("holds_count", "holds_count", 1),
        new("detection_latency_s", "detection_latency_s", 1),
        new("violations_strict_total", "violations_strict", 1, MetricForm.SumOfCounts),
        new("harms_total", "harms_by_kind", 1, MetricForm.SumOfCounts),
        new("on_time_strict", "on_time_strict", 1),
        new("merit", "merit", 100),
        new("time_to_first_detected_security_violation", "time_to_first_detected_security_violation", 1),
        new("fraction_of_attacks_contained", "fraction_of_attacks_contained", 10_000),
        new("forensic_quality_score", "forensic_quality_score", 10_000),
        new("llm_confidence_ece", "ece", 10_000, Within: "llm_confidence_calibration"),
        new("llm_confidence_mce", "mce", 10_000, Within: "llm_confidence_calibration"),
    ];

    /// <summary>Figures that the columns of version 0.2 have.</summary>
    public static ImmutableArray<SummaryMetric> Plain { get; } = [.. All.Where(metric => metric.Within is null)];

    public byte[] KeyBytes { get; } = Encoding.UTF8.GetBytes(Key);
}
