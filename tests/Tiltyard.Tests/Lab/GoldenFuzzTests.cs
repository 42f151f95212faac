using Tiltyard.Documents;
using Tiltyard.Lab.Conformance;
using Tiltyard.Lab.Policies;

namespace Tiltyard.Tests.Lab;

/// <summary>A suite of golden scenarios, broken in thousands of ways: one clear error, or a report of every scenario that there is.</summary>
public sealed class GoldenFuzzTests
{
    private const int Rounds = 3_000;

    private const string Suite = """
        golden_suite:
          version: "0.1"
          fixtures:
            agents: [{ agent_id: A_RECEPTION, zone_id: Z_SRA_RECEPTION }, { agent_id: A_ANALYTICS, zone_id: Z_ANALYZER_HALL_A }, { agent_id: A_SUPERVISOR, zone_id: Z_QC_SUPERVISOR }]
          scenarios:
            - scenario_id: ONE
              title: from reception to release
              initial_state:
                system: { now_s: 0, downtime_active: false }
                specimens: [{ template_ref: S_BIOCHEM_OK }, { specimen_id: S9, panel_id: COAG_PANEL_CORE, collection_ts_s: 10, separated_ts_s: 20, integrity_flags: { leak: false }, temp_exposure_log: [{ t_s: 5, temp_band: AMBIENT_20_25 }] }]
                tokens: [{ token_id: T, token_type: TOKEN_RESTRICTED_ENTRY, state: ACTIVE, subject_type: agent, subject_id: A_SUPERVISOR, issued_at_ts_s: 0, expires_at_ts_s: 900, reason_code: null }]
                initial_queue_entries: [{ device_id: DEV_COAG_01, work_id: S9, priority_class: STAT, enqueued_ts_s: 0 }]
                reagent_initial_stock: { R_CHEM_CORE: 100 }
                audit_fault_injection: { break_hash_prev_on_event_id: e99 }
              script:
                - { event_id: e1, t_s: 600, agent_id: A_RECEPTION, action_type: CREATE_ACCESSION, args: { specimen_id: S1 }, expect: { status: ACCEPTED, emits: [CREATE_ACCESSION] } }
                - { event_id: e2, t_s: 610, agent_id: A_RECEPTION, action_type: ACCEPT_SPECIMEN, args: { specimen_id: S1 }, expect: { status: ACCEPTED, state: { specimen_status: { S1: accepted } } } }
                - { event_id: e3, t_s: 620, agent_id: A_SUPERVISOR, action_type: OPEN_DOOR, args: { door_id: D_RESTRICTED_AIRLOCK }, token_refs: [T], expect: { status: ACCEPTED, token_consumed: [T] } }
                - { event_id: e4, t_s: 700, agent_id: A_ANALYTICS, action_type: GENERATE_RESULT, args: { result_id: R, analyte_code: BIOCHEM_POTASSIUM_K, value: 7.0, units: mmol/L }, expect: { status: ACCEPTED, state_assertions: ["result_criticality('R') == 'CRIT_A'"] } }
                - { event_id: e5, t_s: 710, agent_id: A_SUPERVISOR, action_type: MINT_TOKEN, args: { token_type: OVERRIDE_RISK_ACCEPTANCE, subject_type: specimen, subject_id: S1, approvals: [{ approver_agent_id: A, approver_key_id: k }, { approver_agent_id: B, approver_key_id: l }] }, expect: {} }
                - { event_id: e6, t_s: 720, agent_id: SYSTEM, action_type: UPDATE_ROSTER, args: { roster: { A_QC: ROLE_RUNNER } }, key_id: "ed25519:key_system_control", signature: GOLDEN_TEST_ACCEPT, expect: { status: ACCEPTED } }
                - { event_id: e7, t_s: 730, agent_id: A_RECEPTION, action_type: RELEASE_RESULT, args: { result_id: R }, rationale: none, expect: { status: BLOCKED, blocked_reason_code: RBAC_ACTION_DENY } }
              post_run_hooks: [EXPORT_RECEIPTS, VERIFY_BUNDLE, EXPORT_FHIR]
              post_run: [{ action: ASSERT_FILE_EXISTS, path: fhir/fhir_bundle.json }, { action: ASSERT_SCHEMA_VALID, path: receipts/EvidenceBundle.v0.1/manifest.json, schema: evidence_bundle_manifest.v0.1.schema.json }]
        """;

    [Fact]
    public void A_broken_suite_is_one_clear_error_or_a_report()
    {
        var tree = YamlDocumentReader.Read("suite.yaml", Suite);
        var runner = new GoldenRunner(LabPolicy.Shipped);
        var whole = runner.Run(GoldenSuite.Read(tree));
        Assert.Empty(whole.Scenarios[0].Failures);
        var (found, failed) = (new List<string>(), 0);

        for (var seed = 0; seed < Rounds; seed++)
        {
            try
            {
                var report = runner.Run(GoldenSuite.Read(YamlDocumentReader.Read("suite.yaml", new DocumentMutations(seed).Next(Suite, tree))));
                failed += report.Passed < report.Scenarios.Length ? 1 : 0;
                foreach (var failure in report.Scenarios.SelectMany(scenario => scenario.Failures).Where(failure => failure.Message.Length is < 5 or > 300 || failure.Message.Any(char.IsControl))) found.Add($"seed {seed}: {failure}");
            }
            catch (DocumentException e)
            {
                if (e.Message.Length is < 20 or > 400 || e.Place is null || e.Message.Any(char.IsControl)) found.Add($"seed {seed}: {e.Message}");
            }
            catch (Exception e)
            {
                found.Add($"seed {seed}: {e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Tiltyard", StringComparison.Ordinal))?.Trim()}");
            }
        }

        Assert.True(found.Count == 0, string.Join("\n", found.Take(40)));
        Assert.InRange(failed, Rounds / 20, Rounds);
        Assert.Equal(whole.Scenarios[0].ChainLast, runner.Run(GoldenSuite.Read(tree)).Scenarios[0].ChainLast);
    }
}
