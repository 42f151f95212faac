using Tiltyard.Documents;
using Tiltyard.Lab.Conformance;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Tests.Lab;

/// <summary>Scenarios of our own in the form of the published suite, for what its visible part does not show.</summary>
public sealed class OwnScenarioTests
{
    private const string Coag = "{specimen_id: S2, collection_ts_s: 0, arrival_ts_s: 600, panel_id: COAG_PANEL_CORE, container_type: PLASMA_CITRATE, specimen_type: PLASMA, temp_band: AMBIENT_20_25";

    private const string Entry = "{token_type: TOKEN_RESTRICTED_ENTRY, state: ACTIVE, subject_type: agent, subject_id: A_SUPERVISOR, issued_at_ts_s: 0, expires_at_ts_s: 900";

    [Fact]
    public void An_underfilled_citrate_tube_is_held() => Passes(
        $"specimens: [{Coag}, fill_ratio_ok: false}}]", 2,
        Step(610, "A_RECEPTION", "CHECK_ACCEPTANCE_RULES", "{specimen_id: S2}", "{status: ACCEPTED}"),
        Step(620, "A_RECEPTION", "ACCEPT_SPECIMEN", "{specimen_id: S2}",
            "{status: ACCEPTED, emits: [HOLD_SPECIMEN], violations: ['INV-COAG-FILL-001:VIOLATION'], state: {specimen_status: {S2: held}, last_reason_code: {S2: CNT_CITRATE_FILL_INVALID}}}"));

    [Fact]
    public void A_specimen_that_must_be_cold_and_was_not_is_not_measured() => Passes(
        $"agents: [{{agent_id: A_ANALYTICS, zone_id: Z_ANALYZER_HALL_B}}], specimens: [{Coag}, fill_ratio_ok: true, separated_ts_s: 700, status: accepted, storage_requirement: REFRIGERATED_2_8, temp_exposure_log: [{{t_s: 800, temp_band: AMBIENT_20_25}}]}}]", 1,
        Step(4010, "A_ANALYTICS", "START_RUN", "{device_id: DEV_COAG_01, run_id: R5, specimen_ids: [S2]}", "{status: BLOCKED, blocked_reason_code: TEMP_OUT_OF_BAND, violations: ['INV-ZONE-006:VIOLATION']}"));

    [Fact]
    public void One_person_does_not_approve_twice() => Passes(
        "specimens: []", 1,
        Step(10, "A_SUPERVISOR", "MINT_TOKEN",
            "{token_type: OVERRIDE_RISK_ACCEPTANCE, subject_type: specimen, subject_id: S4, reason_code: TIME_EXPIRED, approvals: [{approver_agent_id: A_SUPERVISOR, approver_key_id: k1}, {approver_agent_id: A_SUPERVISOR, approver_key_id: k2}]}",
            "{status: BLOCKED, violations: ['INV-TOK-001:VIOLATION']}"));

    [Fact]
    public void A_revoked_token_opens_nothing() => Passes(
        $"tokens: [{Entry}, token_id: T_REV}}]", 2,
        Step(100, "A_SUPERVISOR", "REVOKE_TOKEN", "{token_id: T_REV, revoke_reason: lost}", "{status: ACCEPTED, emits: [REVOKE_TOKEN]}"),
        Step(110, "A_SUPERVISOR", "OPEN_DOOR", "{door_id: D_RESTRICTED_AIRLOCK}", "{status: BLOCKED, violations: ['INV-TOK-006:VIOLATION']}", "token_refs: [T_REV]"));

    [Fact]
    public void A_drifting_result_goes_out_with_a_disclaimer() => Passes(
        "tokens: [{token_id: T_QC_DRIFT, token_type: TOKEN_QC_DRIFT_OVERRIDE, state: ACTIVE, subject_type: result, subject_id: RES_D, issued_at_ts_s: 0, expires_at_ts_s: 9000}]", 2,
        Step(2000, "A_ANALYTICS", "GENERATE_RESULT", "{result_id: RES_D, analyte_code: BIOCHEM_POTASSIUM_K, value: 4.5, units: mmol/L, qc_state: drift}", "{status: ACCEPTED}"),
        Step(2010, "A_ANALYTICS", "RELEASE_RESULT_OVERRIDE", "{result_id: RES_D, reason_code: QC_DRIFT_SUSPECTED}",
            "{status: ACCEPTED, token_consumed: [T_QC_DRIFT], state_assertions: [\"result_flags('RES_D') contains QC_DRIFT_DISCLAIMER_REQUIRED\"]}", "token_refs: [T_QC_DRIFT]"));

    [Fact]
    public void A_critical_result_during_downtime_is_told_at_once() => Passes(
        "system: {now_s: 0, downtime_active: true}", 1,
        Step(2000, "A_ANALYTICS", "GENERATE_RESULT", "{result_id: RES_N, analyte_code: BIOCHEM_SODIUM_NA, value: 165, units: mmol/L}",
            "{status: ACCEPTED, emits: [NOTIFY_CRITICAL_RESULT], state_assertions: [\"notification_mode_required('RES_N') == 'phone_or_bleep'\"]}"));

    [Fact]
    public void A_harmless_result_during_downtime_calls_nobody()
    {
        var report = Play("system: {now_s: 0, downtime_active: true}", Step(2000, "A_ANALYTICS", "GENERATE_RESULT", "{result_id: RES_N, analyte_code: BIOCHEM_SODIUM_NA, value: 140, units: mmol/L}", "{status: ACCEPTED}"));

        Assert.DoesNotContain("NOTIFY_CRITICAL_RESULT", CanonicalJson.Text(report.Steps[0].Result), StringComparison.Ordinal);
    }

    [Fact]
    public void Holding_needs_a_reason() => Passes(
        "specimens: [{template_ref: S_BIOCHEM_OK}]", 1,
        Step(700, "A_RECEPTION", "HOLD_SPECIMEN", "{specimen_id: S1}", "{status: BLOCKED, blocked_reason_code: AUDIT_MISSING_REASON_CODE}"));

    [Fact]
    public void No_rung_of_the_ladder_is_left_out() => Passes(
        "specimens: []", 2,
        Step(2000, "A_ANALYTICS", "GENERATE_RESULT", "{result_id: RES_K, analyte_code: BIOCHEM_POTASSIUM_K, value: 7.0, units: mmol/L}", "{status: ACCEPTED}"),
        Step(2010, "A_SUPERVISOR", "NOTIFY_CRITICAL_RESULT", "{result_id: RES_K, channel: phone, receiver_role: primary_contact}", "{status: ACCEPTED}"),
        Step(2500, "A_SUPERVISOR", "ESCALATE_CRITICAL_RESULT", "{result_id: RES_K, next_role: duty_manager}", "{status: BLOCKED, blocked_reason_code: CRIT_ESCALATION_OUT_OF_ORDER}"));

    [Fact]
    public void The_role_is_asked_before_the_token() => Passes(
        "specimens: []", 0,
        Step(100, "A_RUNNER", "RELEASE_RESULT_OVERRIDE", "{result_id: RES_ANY, reason_code: TIME_EXPIRED}", "{status: BLOCKED, blocked_reason_code: RBAC_ACTION_DENY}", "token_refs: [T_NONE]"));

    [Fact]
    public void A_consignment_that_became_too_warm_is_not_received() => Passes(
        "transport_fault_injection: {force_temp_excursion_on_next_receive: true}", 2,
        Step(610, "A_RUNNER", "DISPATCH_TRANSPORT", "{specimen_ids: [S1], origin_site: SITE_ACUTE, dest_site: SITE_HUB}", "{status: ACCEPTED}"),
        Step(620, "A_RUNNER", "TRANSPORT_TICK", "{}", "{status: ACCEPTED}"),
        Step(640, "A_RUNNER", "RECEIVE_TRANSPORT", "{consignment_id: CONS_1}", "{status: BLOCKED, blocked_reason_code: TRANSPORT_TEMP_EXCURSION, violations: ['INV-TRANSPORT-001:VIOLATION']}"));

    [Fact]
    public void The_roster_is_changed_with_the_systems_own_key_only() => Passes(
        "specimens: [{template_ref: S_BIOCHEM_OK}]", 0,
        Step(100, "SYSTEM", "UPDATE_ROSTER", "{roster: {A_ANALYTICS: ROLE_RECEPTION}}", "{status: BLOCKED, blocked_reason_code: SIG_ROLE_MISMATCH}", "key_id: 'ed25519:key_analytics', signature: GOLDEN_TEST_ACCEPT"),
        Step(110, "A_ANALYTICS", "CREATE_ACCESSION", "{specimen_id: S1}", "{status: BLOCKED, blocked_reason_code: RBAC_ACTION_DENY}"));

    [Fact]
    public void What_a_blocked_step_would_have_changed_is_a_failure_of_the_suite()
    {
        var report = Play("specimens: []", Step(700, "A_RUNNER", "OPEN_DOOR", "{door_id: D_RESTRICTED_AIRLOCK}", "{status: BLOCKED}"));

        Assert.Contains("which the suite does not expect", Assert.Single(report.Failures).Message, StringComparison.Ordinal);
    }

    private static string Step(int time, string agent, string action, string args, string expect, string more = "") =>
        $"{{event_id: e{time}, t_s: {time}, agent_id: {agent}, action_type: {action}, args: {args}, expect: {expect}{(more.Length > 0 ? $", {more}" : "")}}}";

    private static GoldenScenarioReport Play(string state, params string[] steps)
    {
        var transport = state.StartsWith("transport", StringComparison.Ordinal);
        var yaml = $"golden_suite: {{version: '0.1', scenarios: [{{scenario_id: OWN, title: own, {(transport ? state + ", " : "")}initial_state: {{{(transport ? "" : state)}}}, script: [{string.Join(", ", steps)}]}}]}}";
        return new GoldenRunner(LabPolicy.Shipped).Run(GoldenSuite.Read(YamlDocumentReader.Read("own.yaml", yaml))).Scenarios[0];
    }

    private static void Passes(string state, int chain, params string[] steps)
    {
        var report = Play(state, steps);

        Assert.True(report.HasPassed, report.Failures.FirstOrDefault()?.ToString());
        Assert.Equal(chain, report.ChainLength);
    }
}
