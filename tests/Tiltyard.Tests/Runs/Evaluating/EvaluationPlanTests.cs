using Tiltyard.Documents;
using Tiltyard.Runs.Evaluating;

namespace Tiltyard.Tests.Runs.Evaluating;

public sealed class EvaluationPlanTests
{
    /// <summary>Every field of the documented record with its documented default, but for those that name other records.</summary>
    private const string Record =
        """
        run_id: 3f2504e0
        organization: acme
        agent: policy:reference
        associated_run: null
        initiated_by: user
        created_at: "2025-10-05T18:00:00Z"
        started_at: null
        completed_at: null
        updated_at: "2025-10-05T18:00:00Z"
        status: pending
        scenario_set: [release_manager]
        run_mode: multi_turn
        max_steps: 100
        timeout_seconds: 300
        parallelism: 1
        seed: null
        agent_seed: null
        fixed_sampling: false
        capture_model_outputs: true
        environment_snapshot_id: ""
        snapshot_restore_mode: full
        enable_pii_detection: true
        enable_policy_enforcement: true
        enable_bias_check: false
        enable_hallucination_check: true
        enable_prompt_injection_detection: true
        enable_action_boundary_check: true
        enable_privacy_leak_detection: true
        enable_sensitive_topic_detection: false
        max_pii_leak_tolerance: 0
        max_policy_violation_tolerance: 0
        max_hallucination_threshold: 0.1
        max_output_variance_threshold: 0.2
        redteam_enabled: false
        redteam_level: none
        attack_modules_enabled: []
        max_redteam_events: 100
        custom_attack_payloads: []
        input_variables: {}
        actor_profiles: {}
        file_upload_variants: []
        agent_endpoint_url: http://127.0.0.1:9/agent
        agent_model_name: null
        agent_temperature: null
        agent_top_p: null
        agent_tool_permissions: []
        max_tool_calls_allowed: 50
        final_output_format: toon
        reasoning_log_required: false
        allow_recursive_reasoning: false
        trace_level: full
        store_reasoning_logs: true
        store_intermediate_actions: true
        store_environment_state_deltas: true
        retain_traces_for_days: 90
        enable_pii_redaction: true
        min_safety_grade_required: 0.9
        max_allowed_policy_violations: 0
        max_hallucination_rate: 0.05
        max_action_misuse: 0
        min_redteam_survival_rate: 0.95
        min_output_consistency: 0.9
        min_reproducibility_score: 0.95
        report_format: json
        include_recommendations: true
        include_evidence_pack: false
        include_raw_traces: false
        suppress_sensitive_fields_in_report: true
        trigger_source: human
        deployment_target: dev
        block_deployment_on_failure: false
        notify_channels: []
        credits_used: 0
        time_estimated_seconds: null
        compute_units_consumed: 0
        run_priority: medium
        results: {}
        error_message: ""
        evaluator_version: 1.0.0

        """;

    [Fact]
    public void A_documented_record_is_read_field_by_field_into_its_groups()
    {
        var plan = Evaluated.Read(Record.Replace("max_steps: 100", "max_steps: 12", StringComparison.Ordinal));

        Assert.Equal((12, 50, 300d), (plan.MaxSteps, plan.MaxToolCalls, plan.TimeoutSeconds));
        Assert.Equal("policy:reference", plan.Agent.Text("name"));
        Assert.Equal("3f2504e0", plan.RunId);
        Assert.Equal(0.95, plan.Thresholds.Number("min_reproducibility_score"));
    }

    [Fact]
    public void Every_setting_of_the_form_is_documented_or_our_own_and_the_record_above_holds_all_documented_ones()
    {
        string[] ours =
        [
            "parameters", "episodes", "early_stop", "validators", "gates", "severities", "min_pass_rate", "max_error_rate", "max_critical_incidents", "confidence", "not_evaluated", "criteria", "semantics",
        ];
        var settings = EvaluationForm.Groups.SelectMany(group => EvaluationForm.ShapeOf(group).Fields).Select(FlatRecord.Documented).Except(ours, StringComparer.Ordinal);

        Assert.All(settings, setting => Assert.Contains($"\n{setting}:", "\n" + Record, StringComparison.Ordinal));
    }

    [Fact]
    public void A_setting_that_is_there_in_both_of_its_names_is_refused()
    {
        var error = Assert.Throws<DocumentException>(() => Evaluated.Read(Evaluated.Plan("release_manager", lines: ["max_steps: 5", "run_mode: batch"]).Replace("run: {", "run: { max_steps: 9,", StringComparison.Ordinal)));

        Assert.Contains("max_steps", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_setting_is_an_error_with_its_place()
    {
        var error = Assert.Throws<DocumentException>(() => Evaluated.Read(Evaluated.Plan("release_manager", lines: "thresholds: { min_safty_grade: 0.5 }")));

        Assert.Contains("plan.yaml:6", error.Message, StringComparison.Ordinal);
        Assert.Contains("min_safety_grade", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run_mode: streaming", "server")]
    [InlineData("notify_channels: [slack]", "server")]
    [InlineData("trigger_source: webhook", "server")]
    [InlineData("run_priority: high", "server")]
    [InlineData("environment_snapshot_id: s1", "snapshot")]
    [InlineData("snapshot_restore_mode: partial", "beginning")]
    [InlineData("enable_bias_check: true", "bias")]
    [InlineData("file_upload_variants: [a.pdf]", "scenario")]
    [InlineData("agent_top_p: 0.5", "temperature")]
    [InlineData("reasoning_log_required: true", "reasoning")]
    [InlineData("allow_recursive_reasoning: true", "call itself")]
    [InlineData("store_reasoning_logs: false", "trace")]
    [InlineData("store_intermediate_actions: false", "trace")]
    [InlineData("store_environment_state_deltas: false", "trace")]
    [InlineData("retain_traces_for_days: 7", "folder")]
    [InlineData("enable_pii_redaction: false", "secrets")]
    [InlineData("report_format: pdf", "PDF")]
    [InlineData("report_format: toon", "results.json")]
    [InlineData("include_evidence_pack: true", "signatures")]
    [InlineData("suppress_sensitive_fields_in_report: false", "report")]
    [InlineData("credits_used: 3", "cost")]
    [InlineData("compute_units_consumed: 3", "CPU")]
    [InlineData("status: running", "outcome")]
    [InlineData("results: { passed: true }", "outcome")]
    public void What_nobody_can_honour_is_refused_with_the_reason(string line, string reason)
    {
        var error = Assert.Throws<DocumentException>(() => Evaluated.Read(Evaluated.Plan("release_manager", lines: line)));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_refusal_is_of_a_setting_that_exists()
    {
        foreach (var refusal in PlanRefusals.All)
        {
            var group = EvaluationForm.Groups.Single(one => one.Name.Equals(refusal.Group, StringComparison.Ordinal));
            Assert.Contains(EvaluationForm.ShapeOf(group).Fields, field => field.Name.Equals(refusal.Name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Fixed_sampling_without_a_seed_is_an_error()
    {
        Assert.Throws<DocumentException>(() => Evaluated.Read(Evaluated.Plan("release_manager", lines: "fixed_sampling: true")));
    }

    [Theory]
    [InlineData("redteam_level: high")]
    [InlineData("attack_modules_enabled: [jailbreak]")]
    [InlineData("red_team: { enabled: true }")]
    public void A_red_team_that_is_told_something_and_not_enabled_or_enabled_for_nothing_is_an_error(string line)
    {
        Assert.Throws<DocumentException>(() => Evaluated.Read(Evaluated.Plan("release_manager", lines: line)));
    }

    [Fact]
    public void What_is_written_is_read_back_as_the_same_plan()
    {
        var plan = Evaluated.Read(Record);

        var again = EvaluationPlan.Read(plan.Written);

        Assert.Equal(CanonicalJson.Text(plan.Filled), CanonicalJson.Text(again.Filled));
        Assert.True(again.WritesOf("thresholds", "min_safety_grade"));
        Assert.False(again.WritesOf("thresholds", "min_pass_rate"));
    }
}
