using Tiltyard.Documents;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Lab;

/// <summary>Events of any kind in any order, legal ones more often than pure chance would have them; the same seed, the same events.</summary>
internal sealed class RandomEvents(long seed)
{
    private static readonly string[] Agents = [.. LabPolicy.Shipped.Access.Agents.Names, "A_NOBODY"];
    private static readonly string[] Zones = [.. LabPolicy.Shipped.Floor.Zones.Names, "Z_NOWHERE"];
    private static readonly string[] Devices = [.. LabPolicy.Shipped.Equipment.Devices.Names, "DEV_NONE"];
    private static readonly string[] Specimens = ["S1", "S2", "S3", "S4", "S_NEW"];
    private static readonly string[] Tokens = ["T_A", "T_B", "T_OVR_S1", "T_NONE"];

    private readonly SeededRandom _random = new(new EpisodeKey(seed, "lab", "random", 0, seed).Stream("events"));
    private int _time;
    private int _count;

    /// <summary>Four specimens at reception, two tokens.</summary>
    public static DocumentMap State(bool strict, bool enforces) => YamlDocumentReader.Read("state", $$"""
        {strict_signatures: {{(strict ? "true" : "false")}}, enforcement_enabled: {{(enforces ? "true" : "false")}},
        specimens: [{template_ref: S_BIOCHEM_OK}, {template_ref: S_COAG_OK}, {specimen_id: S3, panel_id: HAEM_PANEL_CORE, container_type: WHOLE_BLOOD_EDTA}, {specimen_id: S4, panel_id: NO_PANEL, integrity_flags: {leak: true} }],
        tokens: [{token_id: T_A, token_type: TOKEN_RESTRICTED_ENTRY, subject_type: agent, subject_id: A_SUPERVISOR, expires_at_ts_s: 5000}, {token_id: T_B, token_type: OVERRIDE_RISK_ACCEPTANCE, subject_type: specimen, subject_id: S1, expires_at_ts_s: 5000}]}
        """).AsMap();

    public DocumentMap Next()
    {
        _time += _random.NextInt(60);
        var action = Pick(LabActions.Names.AsSpan());
        var entries = new List<(string, DocumentNode)>
        {
            ("action_type", action),
            ("agent_id", Pick(Agents.AsSpan())),
            ("args", Arguments()),
            ("event_id", $"e{_count++}"),
            ("reason_code", Chance(0.3) ? "TIME_EXPIRED" : DocumentNode.Null),
            ("t_s", _time),
            ("token_refs", Chance(0.3) ? DocumentNode.List(Pick(Tokens.AsSpan())) : DocumentNode.List()),
        };
        if (Chance(0.2)) entries.AddRange([("key_id", "ed25519:key_reception"), ("signature", "AAAA")]);
        if (Chance(0.2)) entries.Add(("rationale", "because"));
        return DocumentNode.Map(entries);
    }

    private DocumentMap Arguments()
    {
        var args = new List<(string, DocumentNode)>();
        void Maybe(double chance, string key, Func<DocumentNode> value)
        {
            if (Chance(chance)) args.Add((key, value()));
        }

        Maybe(0.7, "device_id", () => Pick(Devices.AsSpan()));
        Maybe(0.7, "specimen_id", () => Pick(Specimens.AsSpan()));
        Maybe(0.2, "specimen_ids", () => DocumentNode.List(Pick(Specimens.AsSpan()), Pick(Specimens.AsSpan())));
        Maybe(0.3, "aliquot_id", () => $"A{_random.NextInt(3)}");
        Maybe(0.2, "aliquot_ids", () => DocumentNode.List($"A{_random.NextInt(3)}"));
        Maybe(0.5, "run_id", () => $"R{_random.NextInt(4)}");
        Maybe(0.5, "result_id", () => $"RES{_random.NextInt(4)}");
        Maybe(0.5, "from_zone", () => Pick(Zones.AsSpan()));
        Maybe(0.5, "to_zone", () => Pick(Zones.AsSpan()));
        Maybe(0.1, "entity_type", () => "Specimen");
        Maybe(0.3, "entity_id", () => Pick(Specimens.AsSpan()));
        Maybe(0.4, "door_id", () => Pick((ReadOnlySpan<string>)["D_RESTRICTED_AIRLOCK", "D_WASTE", "D_NONE"]));
        Maybe(0.3, "token_type", () => Pick(LabPolicy.Shipped.Access.TokenTypes.Names.AsSpan()));
        Maybe(0.3, "token_id", () => Pick(Tokens.AsSpan()));
        Maybe(0.3, "subject_id", () => Pick(Specimens.AsSpan()));
        Maybe(0.3, "subject_type", () => "specimen");
        Maybe(0.2, "approvals", () => DocumentNode.List(Approval("A_SUPERVISOR"), Approval("A_CLINSCI")));
        Maybe(0.3, "analyte_code", () => Pick(LabPolicy.Shipped.Catalogue.Analytes.Names.AsSpan()));
        Maybe(0.3, "value", () => (double)_random.NextInt(400) / 2);
        Maybe(0.3, "units", () => "mmol/L");
        Maybe(0.3, "qc_outcome", () => Pick((ReadOnlySpan<string>)["pass", "fail", "drift"]));
        Maybe(0.2, "id_match", () => Chance(0.8));
        Maybe(0.3, "receiver_role", () => Pick((ReadOnlySpan<string>)["primary_contact", "secondary", "WARD"]));
        Maybe(0.3, "attempt_id", () => $"RES{_random.NextInt(4)}_attempt_0");
        Maybe(0.3, "read_back_confirmed", () => Chance(0.5));
        Maybe(0.4, "receiver_name_or_id", () => "DR_X");
        Maybe(0.4, "receiver_location_or_org", () => "WARD");
        Maybe(0.4, "outcome", () => "reached");
        Maybe(0.5, "origin_site", () => "SITE_ACUTE");
        Maybe(0.5, "dest_site", () => "SITE_HUB");
        Maybe(0.5, "consignment_id", () => $"CONS_{_random.NextInt(3)}");
        Maybe(0.2, "roster", () => DocumentNode.Map(("A_OPS_0", "ROLE_QC")));
        Maybe(0.2, "separated_ts_s", () => _time);
        return DocumentNode.Map(args);
    }

    private static DocumentMap Approval(string agent) => DocumentNode.Map(("approver_agent_id", agent), ("approver_key_id", agent));

    private bool Chance(double chance) => _random.NextDouble() < chance;

    private string Pick(ReadOnlySpan<string> among) => among[_random.NextInt(among.Length)];
}
