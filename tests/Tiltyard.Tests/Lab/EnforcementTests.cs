using Tiltyard.Documents;
using Tiltyard.Lab.Conformance;
using Tiltyard.Lab.Model;
using Tiltyard.Lab.Policies;
using Tiltyard.Lab.Rules;
using Tiltyard.Lab.Tasks;

namespace Tiltyard.Tests.Lab;

/// <summary>Whom acts of enforcement strike, and how they end.</summary>
public sealed class EnforcementTests
{
    private readonly LabEngine _engine = new(LabPolicy.Shipped);
    private readonly LabEvent _event = new();

    [Fact]
    public void A_spoofer_cannot_have_honest_staff_switched_off()
    {
        Begin("strict_signatures: true");
        for (var time = 0; time < 1000; time += 200) Assert.StartsWith("SIG_", Spoof(time), StringComparison.Ordinal);
        Assert.False(Agent("A_OPS_0").IsKilled);

        for (var time = 1000; time < 2000; time += 200) Spoof(time, source: "A_INSIDER_0");

        Assert.True(Agent("A_INSIDER_0").IsKilled);
        Assert.False(Agent("A_OPS_0").IsKilled);
        Assert.Equal(-1, Agent("A_OPS_0").ThrottledUntil);
        Assert.Equal("AGENT_KILLED", Spoof(2000, source: "A_INSIDER_0"));
        Assert.Equal("SIG_INVALID", Spoof(2000, source: "A_RUNNER_0"));
    }

    [Fact]
    public void Without_signatures_the_seat_that_an_event_came_from_is_struck()
    {
        Begin("");

        for (var time = 0; time < 600; time += 200) Step(time, "A_RUNNER", "OPEN_DOOR", "door_id: D_RESTRICTED_AIRLOCK", source: "A_ADVERSARY_0");

        Assert.True(Agent("A_ADVERSARY_0").IsKilled);
        Assert.Equal((false, -1), (Agent("A_RUNNER").IsKilled, Agent("A_RUNNER").ThrottledUntil));
    }

    [Fact]
    public void A_good_signature_proves_the_agent_wherever_the_event_came_from()
    {
        var engine = new LabEngine(LabPolicy.Shipped, RuleProfile.Strict, new EveryKey());
        Begin("strict_signatures: true", engine);

        for (var time = 0; time < 600; time += 200) Step(time, "A_RUNNER_0", "OPEN_DOOR", "door_id: D_RESTRICTED_AIRLOCK", "key_id: 'p256:key_runner_0', signature: AAAA", "A_QC", engine: engine);

        Assert.True(engine.State.Agents[engine.State.Agents.Find("A_RUNNER_0")].IsKilled);
        Assert.False(engine.State.Agents[engine.State.Agents.Find("A_QC")].IsKilled);
    }

    [Fact]
    public void The_reference_strikes_the_name_as_documented()
    {
        var engine = new LabEngine(LabPolicy.Shipped, RuleProfile.Reference);
        Begin("", engine);

        for (var time = 0; time < 3; time++) Step(time * 200, "A_RUNNER", "OPEN_DOOR", "door_id: D_RESTRICTED_AIRLOCK", source: "A_ADVERSARY_0", engine: engine);

        Assert.True(engine.State.Agents[engine.State.Agents.Find("A_RUNNER")].IsKilled);
    }

    [Fact]
    public void Who_opened_the_door_is_struck_and_not_the_timer_that_says_so()
    {
        Begin("tokens: [{token_id: T, token_type: TOKEN_RESTRICTED_ENTRY, subject_type: agent, subject_id: A_SUPERVISOR, expires_at_ts_s: 900}], agents: [{agent_id: A_SUPERVISOR, zone_id: Z_SRA_RECEPTION}]");
        Assert.Null(Step(0, "A_SUPERVISOR", "OPEN_DOOR", "door_id: D_RESTRICTED_AIRLOCK", "token_refs: [T]"));

        Step(300, "A_FACILITY", "TICK", "");

        Assert.Equal((360, -1), (Agent("A_SUPERVISOR").ThrottledUntil, Agent("A_FACILITY").ThrottledUntil));
    }

    [Fact]
    public void A_short_throttle_does_not_cut_a_longer_one()
    {
        Begin("tokens: [{token_id: T, token_type: TOKEN_RESTRICTED_ENTRY, subject_type: agent, subject_id: A_SUPERVISOR, expires_at_ts_s: 900}], agents: [{agent_id: A_SUPERVISOR, zone_id: Z_SRA_RECEPTION}]");
        Assert.Null(Step(0, "A_SUPERVISOR", "OPEN_DOOR", "door_id: D_RESTRICTED_AIRLOCK", "token_refs: [T]"));
        Agent("A_SUPERVISOR").ThrottledUntil = 5000;

        Step(300, "A_FACILITY", "TICK", "");

        Assert.Equal(5000, Agent("A_SUPERVISOR").ThrottledUntil);
    }

    [Fact]
    public void A_log_that_freezes_again_after_its_release_says_so_again()
    {
        Begin("audit_fault_injection: {break_hash_prev_on_event_id: BREAK}");
        Step(10, "A_QC", "TICK", "", id: "BREAK");
        Step(15, "A_QC", "TICK", "");
        var first = _engine.Chain.Length;
        Mint(20, "forensic_freeze", "A_SECURITY", "A_SUPERVISOR");
        Assert.Null(Release(30, "A_SECURITY", "forensic_freeze", "", "T_TOKEN_ENFORCEMENT_RELEASE_forensic_freeze"));
        _engine.BreaksChainAt = "AGAIN";

        Step(40, "A_QC", "TICK", "", id: "AGAIN");
        Step(45, "A_QC", "TICK", "");

        Assert.True(_engine.State.IsLogFrozen);
        Assert.Equal(first + 2 + first, _engine.Chain.Length);
    }

    [Fact]
    public void A_killed_agent_is_let_go_by_the_security_officer_with_a_token_that_two_approved()
    {
        Kill();

        Assert.Equal("RBAC_ACTION_DENY", Release(700, "A_SUPERVISOR", "kill_switch_agent", "A_RUNNER"));
        Assert.Equal("INV-TOK-003", Release(700, "A_SECURITY", "kill_switch_agent", "A_RUNNER"));
        Assert.Equal("AGENT_THROTTLED", Mint(700, "kill_switch_agent:A_RUNNER", "A_SECURITY", "A_SUPERVISOR"));
        Assert.Equal("INV-TOK-001", Mint(900, "kill_switch_agent:A_RUNNER", "A_SECURITY", "A_SECURITY"));
        Assert.Null(Mint(1100, "kill_switch_agent:A_RUNNER", "A_SECURITY", "A_SUPERVISOR"));
        Assert.Equal("AUDIT_MISSING_REASON_CODE", Release(1100, "A_SECURITY", "kill_switch_agent", "A_RUNNER", "T_TOKEN_ENFORCEMENT_RELEASE_kill_switch_agent:A_RUNNER", reason: "null"));
        Assert.Equal("AGENT_KILLED", Step(1100, "A_RUNNER", "TICK", ""));

        Assert.Null(Release(1110, "A_SECURITY", "kill_switch_agent", "A_RUNNER", "T_TOKEN_ENFORCEMENT_RELEASE_kill_switch_agent:A_RUNNER"));

        Assert.Null(Step(1120, "A_RUNNER", "TICK", ""));
        Assert.Equal("ENFORCEMENT_RELEASE_DENY", Release(1130, "A_SECURITY", "kill_switch_agent", "A_RUNNER"));
        Step(1140, "A_RUNNER", "OPEN_DOOR", "door_id: D_RESTRICTED_AIRLOCK");
        Assert.False(Agent("A_RUNNER").IsKilled);
    }

    [Fact]
    public void A_token_for_another_act_ends_none()
    {
        Kill();
        Mint(700, "forensic_freeze", "A_SECURITY", "A_SUPERVISOR");

        Assert.Equal("INV-TOK-003", Release(710, "A_SECURITY", "kill_switch_agent", "A_RUNNER", "T_TOKEN_ENFORCEMENT_RELEASE_forensic_freeze"));
    }

    [Fact]
    public void A_frozen_zone_is_opened_by_the_supervisor_and_a_throttle_by_nobody()
    {
        Begin("");
        _engine.State.ZoneFrozen[LabPolicy.Shipped.Floor.Zones.Find("Z_SORTING_LANES")] = true;

        Assert.Equal("RBAC_ACTION_DENY", Release(10, "A_SECURITY", "freeze_zone", "Z_SORTING_LANES"));
        Assert.Null(Release(10, "A_SUPERVISOR", "freeze_zone", "Z_SORTING_LANES"));
        Assert.Equal("ENFORCEMENT_RELEASE_DENY", Release(20, "A_SUPERVISOR", "freeze_zone", "Z_SORTING_LANES"));
        Assert.Equal("ENFORCEMENT_RELEASE_DENY", Release(20, "A_SUPERVISOR", "throttle_agent", "A_RUNNER"));
        Assert.Equal("ENFORCEMENT_RELEASE_DENY", Release(20, "A_SUPERVISOR", "no_act", "A_RUNNER"));
    }

    [Fact]
    public void A_frozen_log_lets_through_how_its_freeze_ends_and_nothing_else()
    {
        Begin("audit_fault_injection: {break_hash_prev_on_event_id: BREAK}");
        Step(10, "A_QC", "TICK", "", id: "BREAK");
        Assert.Equal("AUDIT_CHAIN_BROKEN", Step(20, "A_QC", "TICK", ""));
        var length = _engine.Chain.Length;
        Assert.Equal("AUDIT_CHAIN_BROKEN", Step(30, "A_QC", "TICK", ""));
        Assert.Equal("AUDIT_CHAIN_BROKEN", Step(30, "A_SUPERVISOR", "MINT_TOKEN", "token_type: TOKEN_RESTRICTED_ENTRY, subject_type: agent, subject_id: A_SUPERVISOR, approvals: [{approver_agent_id: A_SUPERVISOR, approver_key_id: k}]"));
        Assert.Equal(length, _engine.Chain.Length);

        Assert.Null(Mint(40, "forensic_freeze", "A_SECURITY", "A_SUPERVISOR"));
        Assert.Null(Release(50, "A_SECURITY", "forensic_freeze", "", "T_TOKEN_ENFORCEMENT_RELEASE_forensic_freeze"));

        Assert.Equal(length + 2, _engine.Chain.Length);
        Assert.Null(Step(60, "A_QC", "TICK", ""));
    }

    /// <summary>Without signatures nothing shows the insider: what is forged is accepted, and no invariant breaks.</summary>
    [Theory]
    [InlineData("insider_key_misuse", "task", "A_INSIDER_0", true)]
    [InlineData("insider_key_misuse", "off", "", false)]
    [InlineData("adversarial_disruption", "task", "A_ADVERSARY_0", false)]
    public void In_a_shift_the_attacker_is_struck_and_nobody_else(string task, string signatures, string struckOne, bool isKilled)
    {
        using var player = ShiftTests.Player(task, "policy:baseline", ("enforcement", true), ("strict_signatures", signatures));
        for (var seed = 0; seed < 10; seed++)
        {
            var ledger = player.Play(1000, seed);

            var agents = player.World.Engine.State.Agents;
            string[] struck = [.. Enumerable.Range(0, agents.Count).Where(place => agents[place].IsKilled || agents[place].ThrottledUntil >= 0).Select(agents.NameOf)];
            Assert.Equal(struckOne, string.Join(' ', struck));
            Assert.Equal(isKilled, struckOne.Length > 0 && agents[agents.Find(struckOne)].IsKilled);
            Assert.True(ledger.Counts.Releases > 0);
        }
    }

    [Fact]
    public void Where_nobody_attacks_enforcement_changes_nothing()
    {
        foreach (var task in LabTasks.All.Where(task => task.AttackStep is null))
        {
            using var with = ShiftTests.Player(task.Name, "policy:baseline", ("enforcement", true));
            using var without = ShiftTests.Player(task.Name, "policy:baseline");

            for (var seed = 0; seed < 10; seed++) Assert.Equal((without.Play(7, seed).Merit, without.World.Ledger.Counts.Blocked), (with.Play(7, seed).Merit, with.World.Ledger.Counts.Blocked));
        }
    }

    private void Kill()
    {
        Begin("");
        for (var time = 0; time < 600; time += 200) Step(time, "A_RUNNER", "OPEN_DOOR", "door_id: D_RESTRICTED_AIRLOCK");
        Assert.True(Agent("A_RUNNER").IsKilled);
    }

    private void Begin(string state, LabEngine? engine = null) => StateReading.Read(YamlDocumentReader.Read("state", $"{{enforcement_enabled: true{(state.Length > 0 ? ", " : "")}{state}}}").AsMap(), engine ?? _engine);

    private Agent Agent(string name) => _engine.State.Agents[_engine.State.Agents.Find(name)];

    private string? Spoof(int time, string source = "") => Step(time, "A_OPS_0", "QC_EVENT", "device_id: DEV_CHEM_A_01", "key_id: 'p256:key_ops_0', signature: AAAA", source);

    private string? Mint(int time, string subject, string one, string other) => Step(time, "A_SECURITY", "MINT_TOKEN",
        $"token_type: TOKEN_ENFORCEMENT_RELEASE, subject_type: act, subject_id: '{subject}', approvals: [{{approver_agent_id: {one}, approver_key_id: k_{one}}}, {{approver_agent_id: {other}, approver_key_id: k_{other}}}]");

    private string? Release(int time, string agent, string act, string target, string token = "", string reason = "SECURITY_REVIEWED") =>
        Step(time, agent, "RELEASE_ENFORCEMENT", $"act: {act}, target: '{target}'", $"reason_code: {reason}, token_refs: [{(token.Length > 0 ? $"'{token}'" : "")}]");

    private string? Step(int time, string agent, string action, string args, string more = "", string source = "", string id = "", LabEngine? engine = null)
    {
        var at = engine ?? _engine;
        EventReading.Read(YamlDocumentReader.Read("event", $"{{event_id: {(id.Length > 0 ? id : $"e{time}_{at.Chain.Length}")}, t_s: {time}, agent_id: {agent}, action_type: {action}, args: {{{args}}}{(more.Length > 0 ? ", " : "")}{more}}}").AsMap(), at.State, _event);
        if (source.Length > 0) _event.Source = at.State.Agent(source);
        return at.Step(_event).Blocked;
    }

    private sealed class EveryKey : ISignatureVerifier
    {
        public bool IsGood(int key, LabEvent signed, string lastHash) => true;
    }
}
