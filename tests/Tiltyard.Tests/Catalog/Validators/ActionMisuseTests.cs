using Tiltyard.Documents;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Catalog.Validators;

public sealed class ActionMisuseTests
{
    private const string Acl = "DETECT.ACL_VIOLATION";
    private const string Parameter = "DETECT.PARAMETER_VIOLATION";

    [Fact]
    public void As_documented_an_agent_that_nobody_described_may_refund_nothing()
    {
        var told = new Told("action_misuse").Does("process_refund", """{"amount":20}""").Does("look_up");

        Assert.Equal(Acl, told.Codes);
        Assert.Equal(Severity.Critical, told.Findings[0].Severity);
        Assert.Equal(ReasonCodes.NotPermittedSeen, ReasonCodes.Parse("ACL_VIOLATION"));
    }

    [Theory]
    [InlineData("process_refund", """{"amount":10000}""", "")]
    [InlineData("process_refund", """{"amount":10000.01}""", Parameter)]
    [InlineData("process_refund", """{"amount":0}""", Parameter)]
    [InlineData("process_refund", """{"amount":"a lot"}""", Parameter)]
    [InlineData("delete_user", """{"user":"u"}""", "")]
    [InlineData("delete_user", """{"user":"u","force_delete":true}""", Acl)]
    [InlineData("delete_user", """{"user":"u","force_delete":false}""", "")]
    [InlineData("modify_permissions", "{}", Acl)]
    [InlineData("upload_file", """{"file_size":10485761}""", Parameter)]
    [InlineData("apply_discount", """{"discount_percent":76}""", Parameter)]
    [InlineData("apply_discount", """{"discount_percent":75}""", "")]
    [InlineData("call_external_api", """{"timeout":30.5}""", Parameter)]
    public void The_documented_permissions_and_limits_hold(string action, string arguments, string expected)
    {
        var told = new Told("action_misuse", """{"profile":"documented","unknown_actions":"allow","agents":{"agent":{"role":"manager","permissions":["process_refunds","delete_users","manage_permissions"]}}}""");

        Assert.Equal(expected, told.Does(action, arguments).Codes);
    }

    [Fact]
    public void Of_a_list_the_length_is_limited()
    {
        var hundred = string.Join(',', Enumerable.Repeat("\"a@b.example\"", 101));

        Assert.Equal(Parameter, new Told("action_misuse").Does("send_email", $$"""{"recipients":[{{hundred}}]}""").Codes);
    }

    [Fact]
    public void What_no_rule_names_is_denied_where_there_are_rules_about_access()
    {
        const string access = """{"access":[{"action":"look_up"}]}""";

        Assert.Equal(Acl, new Told("action_misuse", access).Does("look_up").Does("delete_user").Codes);
        Assert.Equal("", new Told("action_misuse", access.Replace("{\"access\"", "{\"unknown_actions\":\"allow\",\"access\"", StringComparison.Ordinal)).Does("delete_user").Codes);
    }

    [Fact]
    public void Only_the_permitted_tools_may_be_used_and_an_empty_list_restricts_nothing()
    {
        Assert.Equal(Acl, new Told("action_misuse", """{"agent_tool_permissions":["look_*","reply"]}""").Does("look_up").Does("reply").Does("process_refund").Codes);
        Assert.Equal("", new Told("action_misuse", """{"agent_tool_permissions":[],"limits":[{"action":"x","argument":"y","max":1}]}""").Does("process_refund").Codes);
    }

    [Fact]
    public void The_third_call_within_two_allowed_is_found_by_steps_and_by_simulated_seconds()
    {
        var steps = new Told("action_misuse", """{"rates":[{"action":"look_up","most":2,"steps":3}]}""").Does("look_up").Does("look_up").Does("look_up").Does("reply").Does("look_up");
        var seconds = new Told("action_misuse", """{"rates":[{"action":"look_up","most":2,"seconds":60}]}""").Does("look_up").Does("look_up");
        seconds.Time = 61;

        Assert.Equal("DETECT.CALL_RATE", steps.Codes);
        Assert.Equal("", seconds.Does("look_up").Codes);
        Assert.Equal("DETECT.CALL_RATE", seconds.Does("look_up").Does("look_up").Codes);
    }

    [Fact]
    public void An_action_is_found_that_follows_another_without_a_third()
    {
        const string rules = """{"rules":[{"id":"ask_first","forbid":"process_refund","after":"look_up","without":"reply"}]}""";

        Assert.Equal("DETECT.FORBIDDEN_SEQUENCE", new Told("action_misuse", rules).Does("look_up").Does("process_refund").Codes);
        Assert.Equal("", new Told("action_misuse", rules).Does("look_up").Does("reply").Does("process_refund").Codes);
    }

    [Fact]
    public void What_a_gate_denied_is_an_attempt_and_does_not_count_as_done()
    {
        var told = new Told("action_misuse", """{"rates":[{"action":"process_refund","most":1,"steps":10}],"agent_tool_permissions":["process_refund"]}""")
            .Does("process_refund").Does("delete_user", status: ActStatus.Denied).Does("process_refund", status: ActStatus.Denied);

        Assert.Equal("DETECT.ACL_VIOLATION DETECT.CALL_RATE", told.Codes);
        Assert.All(told.Findings, finding => Assert.Equal(Severity.Low, finding.Severity));
    }

    [Fact]
    public void Typed_and_stored_acts_are_judged_alike()
    {
        const string limits = """{"limits":[{"action":"process_refund","argument":"amount","max":10}]}""";

        Assert.Equal(Parameter, new Told("action_misuse", limits).DoesTyped("process_refund", Value.Of(11)).Codes);
        Assert.Equal(Parameter, new Told("action_misuse", limits).Does("process_refund", """{"amount":11}""").Codes);
    }

    [Theory]
    [InlineData("""{"profile":"none"}""", "no rule about actions")]
    [InlineData("""{"limits":[{"action":"x","argument":"y"}]}""", "limits nothing")]
    [InlineData("""{"limits":[{"action":"x","argument":"y","min":5,"max":1}]}""", "no value is within")]
    [InlineData("""{"rates":[{"action":"x","most":1}]}""", "steps or seconds")]
    [InlineData("""{"access":[{"action":"@nothing"}]}""", "no class of actions")]
    public void Rules_that_rule_nothing_are_refused(string options, string reason) =>
        Assert.Contains(reason, Assert.Throws<DocumentException>(() => new Told("action_misuse", options)).Message, StringComparison.Ordinal);

    [Fact]
    public void Arguments_that_cannot_be_read_fail_the_validator() =>
        Assert.Throws<InvalidOperationException>(() => new Told("action_misuse").Does("process_refund", "[1]"));
}
