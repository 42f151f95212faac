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

    /// <summary>Whatever anybody might do.</summary>
    public DocumentMap Next() => Event(Pick(LabActions.Names.AsSpan()), Pick(Agents.AsSpan()), Arguments(), Chance(0.3) ? Pick(Tokens.AsSpan()) : null);

    /// <summary>What somebody might do next with one of the specimens that are there, so that plays get somewhere.</summary>
    public DocumentMap Next(LabState state)
    {
        if (state.Specimens.Count == 0 || Chance(0.15)) return Errand();
        if (state.Results.Count > 0 && Chance(0.2)) return OfResult(state);
        var place = _random.NextInt(state.Specimens.Count);
        var (name, specimen) = (state.Specimens.NameOf(place), state.Specimens[place]);
        DocumentMap Of(string agent, string action, params (string, DocumentNode)[] args) => Event(action, agent, DocumentNode.Map([.. args.Append(("specimen_id", name))]), null);
        switch (specimen.Status)
        {
            case SpecimenStatus.ArrivedAtReception:
                return Of("A_RECEPTION", "CREATE_ACCESSION");
            case SpecimenStatus.Accessioning or SpecimenStatus.Held:
                return Chance(0.4) ? Of("A_RECEPTION", "CHECK_ACCEPTANCE_RULES", ("id_match", Chance(0.9))) : Of("A_RECEPTION", Chance(0.9) ? "ACCEPT_SPECIMEN" : Chance(0.5) ? "REJECT_SPECIMEN" : "HOLD_SPECIMEN", ("reason_code", "ID_MISMATCH"));
            case SpecimenStatus.Accepted when Chance(0.7):
                return Event("CENTRIFUGE_START", "A_RUNNER_1", DocumentNode.Map(("device_id", "DEV_CENTRIFUGE_BANK_01"), ("specimen_ids", All(state, SpecimenStatus.Accepted))), null);
            case SpecimenStatus.InCentrifuge:
                return Event("CENTRIFUGE_END", "A_RUNNER_1", DocumentNode.Map(("device_id", "DEV_CENTRIFUGE_BANK_01"), ("specimen_ids", All(state, SpecimenStatus.InCentrifuge))), null);
            case SpecimenStatus.Separated:
                return Of("A_RUNNER_0", "ALIQUOT_CREATE", ("device_id", "DEV_ALIQUOTER_01"), ("aliquot_id", $"A_{_count}"));
            case SpecimenStatus.Accepted or SpecimenStatus.Aliquoted:
                return Of("A_OPS_0", "QUEUE_RUN", ("device_id", Analyzer(device => specimen.Panel >= 0 && Info(device).Type == LabPolicy.Shipped.Catalogue.PanelInfo[specimen.Panel].DeviceType)), ("priority", Pick(Priorities.Names.AsSpan())));
            case SpecimenStatus.Queued when name is "S1" && Chance(0.3):
                return Event("START_RUN_OVERRIDE", "A_OPS_0", DocumentNode.Map(("device_id", Analyzer(device => state.Devices[device].Holds(place))), ("run_id", $"R{_count}"), ("specimen_ids", DocumentNode.List("S1"))), Chance(0.5) ? "T_OVR_S1" : "T_B");
            case SpecimenStatus.Queued:
                return Event(Chance(0.9) ? "START_RUN" : "QUEUE_RUN", "A_OPS_0", DocumentNode.Map(("device_id", Analyzer(device => state.Devices[device].Holds(place))), ("run_id", $"R{_count}")), null);
            case SpecimenStatus.Running when Chance(0.5):
                return Measurement(state);
            case SpecimenStatus.Running:
                return Event("END_RUN", "A_OPS_0", DocumentNode.Map(("device_id", Analyzer(device => state.Devices[device].Condition == DeviceCondition.Running))), null);
            default:
                return OfResult(state);
        }
    }

    private DocumentMap OfResult(LabState state)
    {
        var result = state.Results.Count > 0 ? state.Results.NameOf(_random.NextInt(state.Results.Count)) : "RES_0";
        var action = Pick((ReadOnlySpan<string>)["RELEASE_RESULT", "RELEASE_RESULT", "HOLD_RESULT", "RERUN_REQUEST", "GENERATE_RESULT", "NOTIFY_CRITICAL_RESULT", "ACK_CRITICAL_RESULT", "ESCALATE_CRITICAL_RESULT", "RELEASE_RESULT_OVERRIDE", "MINT_TOKEN"]);
        if (action is "GENERATE_RESULT") return Measurement(state);
        if (state.Tokens.Find($"T_OVR_{result}") >= 0) action = "RELEASE_RESULT_OVERRIDE";
        if (state.Results.Find(result) is var place and >= 0 && state.Results[place].Attempts.Count > 0 && Chance(0.5)) action = Chance(0.5) ? "ACK_CRITICAL_RESULT" : "ESCALATE_CRITICAL_RESULT";
        var agent = action is "MINT_TOKEN" || action.Contains("CRITICAL", StringComparison.Ordinal) ? "A_SUPERVISOR" : "A_OPS_0";
        return Event(action, agent, DocumentNode.Map(
            ("result_id", result), ("receiver_role", action is "ESCALATE_CRITICAL_RESULT" ? "secondary" : "primary_contact"), ("channel", "phone"), ("attempt_id", $"{result}_attempt_0"), ("read_back_confirmed", true),
            ("receiver_name_or_id", "DR_X"), ("receiver_location_or_org", "WARD"), ("outcome", "reached"), ("token_type", "TOKEN_QC_DRIFT_OVERRIDE"), ("subject_type", "result"), ("subject_id", result),
            ("approvals", DocumentNode.List(Approval("A_QC")))), action is "RELEASE_RESULT_OVERRIDE" ? $"T_OVR_{result}" : null);
    }

    private DocumentMap Measurement(LabState state) => Event("GENERATE_RESULT", "A_OPS_0", DocumentNode.Map(
        ("result_id", $"RES_{_count}"), ("run_id", state.Runs.Count > 0 ? state.Runs.NameOf(_random.NextInt(state.Runs.Count)) : "R"), ("analyte_code", "BIOCHEM_POTASSIUM_K"), ("value", (double)_random.NextInt(9)), ("units", "mmol/L")), null);

    /// <summary>What is not about one of the specimens that are there.</summary>
    private DocumentMap Errand() => _random.NextInt(11) switch
    {
        8 => Event("RELEASE_ENFORCEMENT", "A_SUPERVISOR", DocumentNode.Map(("act", "freeze_zone"), ("target", Pick((ReadOnlySpan<string>)["Z_RESTRICTED_BIOHAZARD", "Z_SRA_RECEPTION"])), ("reason_code", "ALARM")), null),
        9 => Event("MINT_TOKEN", "A_SECURITY", DocumentNode.Map(("token_type", "TOKEN_ENFORCEMENT_RELEASE"), ("subject_type", "act"), ("subject_id", "forensic_freeze"), ("approvals", DocumentNode.List(Approval("A_SECURITY"), Approval("A_SUPERVISOR")))), null),
        10 => Event("RELEASE_ENFORCEMENT", "A_SECURITY", DocumentNode.Map(("act", "forensic_freeze"), ("reason_code", "AUDIT_CHAIN_BROKEN")), "T_TOKEN_ENFORCEMENT_RELEASE_forensic_freeze"),
        0 => Event("INJECT_SPECIMEN", "SYSTEM", DocumentNode.Map(("specimen_id", $"S_{_count}"), ("panel_id", Pick(LabPolicy.Shipped.Catalogue.Panels.Names.AsSpan())), ("collection_ts_s", _time)), null),
        1 => Event("MINT_TOKEN", "A_SUPERVISOR", DocumentNode.Map(("token_type", "OVERRIDE_RISK_ACCEPTANCE"), ("subject_type", "specimen"), ("subject_id", Pick(Specimens.AsSpan())), ("reason_code", "TIME_EXPIRED"), ("approvals", DocumentNode.List(Approval("A_SUPERVISOR"), Approval("A_CLINSCI")))), null),
        2 => Event("DISPATCH_TRANSPORT", "A_RUNNER_0", DocumentNode.Map(("specimen_ids", DocumentNode.List(Pick(Specimens.AsSpan()))), ("origin_site", "SITE_ACUTE"), ("dest_site", "SITE_HUB")), null),
        3 => Event(Chance(0.5) ? "CHAIN_OF_CUSTODY_SIGN" : "RECEIVE_TRANSPORT", "A_RUNNER_0", DocumentNode.Map(("consignment_id", $"CONS_{1 + _random.NextInt(3)}")), null),
        4 => Event("OPEN_DOOR", "A_SUPERVISOR", DocumentNode.Map(("door_id", "D_RESTRICTED_AIRLOCK")), "T_A"),
        5 => Event("QC_EVENT", "A_QC_0", DocumentNode.Map(("device_id", Pick(Devices.AsSpan())), ("qc_outcome", Chance(0.7) ? "pass" : "fail")), null),
        6 => Event("TRANSPORT_TICK", "A_FACILITY", DocumentNode.Map(), null),
        _ => Event("TICK", "A_QC_0", DocumentNode.Map(), null),
    };

    /// <summary>An analyzer that fits, most of the time.</summary>
    private string Analyzer(Func<int, bool> fits)
    {
        int[] fitting = [.. Enumerable.Range(2, 4).Where(fits)];
        return Devices[fitting.Length > 0 && Chance(0.9) ? fitting[_random.NextInt(fitting.Length)] : 2 + _random.NextInt(4)];
    }

    private static Device Info(int device) => LabPolicy.Shipped.Equipment.DeviceInfo[device];

    private static DocumentList All(LabState state, SpecimenStatus status) =>
        DocumentNode.List([.. Enumerable.Range(0, state.Specimens.Count).Where(place => state.Specimens[place].Status == status).Select(place => (DocumentNode)state.Specimens.NameOf(place))]);

    private DocumentMap Event(string action, string agent, DocumentMap args, string? token)
    {
        _time += _random.NextInt(Chance(0.02) ? 600 : 30);
        var entries = new List<(string, DocumentNode)>
        {
            ("action_type", action),
            ("agent_id", agent),
            ("args", args),
            ("event_id", $"e{_count++}"),
            ("reason_code", Chance(0.3) || action.Contains("OVERRIDE", StringComparison.Ordinal) ? "TIME_EXPIRED" : DocumentNode.Null),
            ("t_s", _time),
            ("token_refs", token is null ? DocumentNode.List() : DocumentNode.List(token)),
        };
        if (Chance(0.05)) entries.AddRange([("key_id", "ed25519:key_reception"), ("signature", "AAAA")]);
        if (Chance(0.2) || action.Contains("OVERRIDE", StringComparison.Ordinal)) entries.Add(("rationale", "because"));
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
