namespace Tiltyard.Lab.Staff;

/// <summary>
/// The documented attacks, step by step, and what we add after them: attempts that would do harm if roles, doors or signatures were not asked for.
/// </summary>
internal static class Attackers
{
    private const string Airlock = "D_RESTRICTED_AIRLOCK";
    private const string Restricted = "Z_RESTRICTED_BIOHAZARD";
    private const string BeforeRestricted = "Z_SRA_RECEPTION";
    private const int OwnFrom = 16;

    private static readonly string[] Analyzers = ["DEV_CHEM_A_01", "DEV_HAEM_01", "DEV_COAG_01", "DEV_CHEM_B_01"];

    public static bool Disrupt(Shift shift) => shift.Step switch
    {
        2 => shift.Attempt("QUEUE_RUN", "adv_misroute_2", "DEV_COAG_01"),
        5 or 11 => shift.Attempt("OPEN_DOOR", Airlock),
        8 => shift.Attempt("OPEN_DOOR", Airlock, token: "T_EXPIRED"),
        >= OwnFrom when shift.Step % 4 == 0 => shift.Attempt("QC_EVENT", Analyzers[shift.Step / 4 % Analyzers.Length]),
        >= OwnFrom when shift.Step % 4 == 2 => shift.Go(shift.Policy.Floor.Zones.Find(BeforeRestricted)) || shift.Attempt("MOVE", to: Restricted),
        _ => false,
    };

    public static bool Misuse(Shift shift) => shift.Step switch
    {
        2 => shift.Attempt("RELEASE_RESULT", "R_INSIDER_ANY"),
        5 => shift.Attempt("MOVE", to: "Z_ACCESSIONING", key: "ed25519:key_reception"),
        8 => shift.Attempt("MOVE", to: "Z_PREANALYTICS", key: "ed25519:key_reception"),
        11 => shift.Attempt("MOVE", to: "Z_SORTING_LANES", key: "ed25519:key_revoked"),
        14 => shift.Attempt("RELEASE_RESULT_OVERRIDE", "R_INSIDER_ANY", token: "T_OVR_INSIDER_FAKE"),
        >= OwnFrom when shift.Step % 3 == 0 && Target(shift) is { } result => shift.Attempt("RELEASE_RESULT", result, claimed: "A_OPS_0", key: "p256:key_ops_0"),
        >= OwnFrom when shift.Step % 3 == 1 => shift.Attempt("QC_EVENT", Analyzers[shift.Step / 3 % Analyzers.Length], claimed: "A_QC_0", key: "p256:key_qc_0"),
        _ => false,
    };

    /// <summary>Best a critical result that nobody was called about.</summary>
    private static string? Target(Shift shift)
    {
        for (var report = 0; report < shift.Board.Reports.Length; report++)
        {
            foreach (ref readonly var critical in shift.Board.Criticals)
            {
                if (critical.Report == report && !critical.IsAcknowledged) return critical.Result;
            }
        }

        return shift.Board.FirstReleasable;
    }
}
