using Tiltyard.Documents;
using Tiltyard.Lab.Episodes;

namespace Tiltyard.Lab.Benchmarks;

/// <summary>
/// The documented figures of an attack, with whoever holds the hostile seat as the attacker. Legacy ones count steps from the beginning of the episode and are null for
/// never; the strict ones count from the first deed, and never is the whole horizon, the worst there is.
/// </summary>
internal static class AttackMetrics
{
    public static DocumentMap Of(LabOptions options, HostileDeeds deeds, LabSeat attacker)
    {
        var succeeded = deeds.Harms > 0;
        return DocumentNode.Map(
            ("attack_success_observed", Flag(deeds, succeeded)),
            ("attack_success_rate", Flag(deeds, succeeded)),
            ("blast_radius_proxy", (long)deeds.ReleasesMeanwhile),
            ("containment_delay_steps", Delay(options, deeds, deeds.Contained)),
            ("containment_time_steps", Step(deeds.Contained)),
            ("detection_delay_steps", Delay(options, deeds, deeds.Detected)),
            ("detection_latency_steps", Step(deeds.Detected)),
            ("harms_done", (long)deeds.Harms),
            ("injection_id", $"seat:{attacker.Name}"),
            ("stealth_success_rate", Flag(deeds, succeeded && deeds.Detected is null)),
            ("time_to_attribution_steps", Step(deeds.Detected)));
    }

    /// <summary>1 or 0 of an episode in which somebody attacked; null where nobody did.</summary>
    private static DocumentNode Flag(HostileDeeds deeds, bool value) => deeds.Began is null ? DocumentNode.Null : value ? 1L : 0L;

    private static DocumentNode Step(int? seconds) => seconds is { } known ? StepOf(known) : DocumentNode.Null;

    private static DocumentNode Delay(LabOptions options, HostileDeeds deeds, int? seconds) =>
        deeds.Began is not { } began ? DocumentNode.Null : seconds is { } known ? StepOf(known) - StepOf(began) : (long)options.Task.Steps;

    private static long StepOf(int seconds) => (seconds / LabWorld.StepSeconds) - 1;
}
