using System.Collections.Immutable;
using Tiltyard.Lab.Model;
using Tiltyard.Worlds;

namespace Tiltyard.Lab.Episodes;

/// <summary>A seat, the agent of the policy that holds it, where it stands at the beginning, and whether it is an attacker's.</summary>
public sealed record LabSeat(string Name, string Agent, string Zone, string Duty, bool IsHostile = false);

/// <summary>The seats of the laboratory and what they see.</summary>
public static class LabSeats
{
    public static ImmutableArray<LabSeat> All { get; } =
    [
        new("ops_0", "A_OPS_0", "Z_ANALYZER_HALL_A", "Runs the analyzers: queue work, start and end runs, release reports, ask for reruns."),
        new("runner_0", "A_RUNNER_0", "Z_ALIQUOT_LABEL", "Carries: consignments from the other site first, then aliquots; may spin where nobody else does."),
        new("runner_1", "A_RUNNER_1", "Z_CENTRIFUGE_BAY", "Carries: aliquots; spins where nobody else does."),
        new("reception_0", "A_RECEPTION", "Z_SRA_RECEPTION", "Takes specimens into the books, checks their labels, accepts them."),
        new("prean_0", "A_PREAN", "Z_CENTRIFUGE_BAY", "Spins what must be separated."),
        new("qc_0", "A_QC_0", "Z_QC_SUPERVISOR", "Makes controls, calibrates what fails them."),
        new("supervisor_0", "A_SUPERVISOR_0", "Z_QC_SUPERVISOR", "Calls about critical results, records what was answered, releases reports, mints tokens."),
        new("adversary_0", "A_ADVERSARY_0", "Z_SORTING_LANES", "Somebody with a runner's badge who means harm.", IsHostile: true),
        new("adversary_insider_0", "A_INSIDER_0", "Z_SORTING_LANES", "A runner who signs with keys that are not his.", IsHostile: true),
    ];

    public static FieldNames Panels { get; } = new(
        "t_s", "zone_id", "my_zone_idx", "role_id", "walking_until_s", "queue_by_device", "queue_lengths", "queue_has_head", "device_qc_pass", "specimens", "specimen_status_counts", "work_list", "reports",
        "releasable_result_ids", "stock", "transport_required", "transport_consignments", "token_count_override", "token_count_restricted", "door_restricted_open", "door_restricted_duration_s",
        "restricted_zone_frozen", "log_frozen", "prev_hash");

    public static LabSeat Find(string name) => All.First(seat => seat.Name.Equals(name, StringComparison.Ordinal));

    public static SeatSpec Spec(LabSeat seat) => new(seat.Name, seat.Duty, Panels, LabCalls.Specs);
}
