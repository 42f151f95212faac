using System.Text;
using Tiltyard.Catalog.Gates.ActionMisuse;
using Tiltyard.Documents;
using Tiltyard.Gates;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Catalog.Validators;

public sealed class ActionMisuseGateTests
{
    private readonly ActionHistory _history = new();

    [Theory]
    [InlineData("""{"agent_tool_permissions":["look_up"]}""", "GATE.NOT_PERMITTED")]
    [InlineData("""{"limits":[{"action":"process_refund","argument":"amount","max":10}]}""", "GATE.ARGUMENT_LIMIT")]
    [InlineData("""{"rates":[{"action":"look_up","most":5,"steps":3}]}""", "GATE.DEFAULT_ALLOW")]
    [InlineData("""{"rates":[{"action":"@change","most":1,"steps":3}]}""", "GATE.DEFAULT_ALLOW")]
    [InlineData("""{"rules":[{"forbid":"process_refund","without":"look_up"}]}""", "GATE.FORBIDDEN_SEQUENCE")]
    public void The_rules_of_the_validator_deny_before_anything_happens(string options, string expected) => Assert.Equal(expected, Refund(options, 11).Reason.Code);

    [Fact]
    public void The_history_is_its_memory()
    {
        const string rate = """{"rates":[{"action":"process_refund","most":1,"steps":5}]}""";
        Assert.Equal(Decision.Allow, Refund(rate, 1).Decision);

        _history.Emit(default, new Acted(2, "agent", "process_refund", null, default, null, ActStatus.Denied, null, null, null, null));
        Assert.Equal(Decision.Allow, Refund(rate, 1).Decision);

        _history.Emit(default, new Acted(2, "agent", "process_refund", null, default, null, ActStatus.Applied, null, null, null, null));
        Assert.Equal("GATE.CALL_RATE", Refund(rate, 1).Reason.Code);
    }

    [Fact]
    public void A_gate_sees_no_time_and_refuses_a_rate_in_seconds() =>
        Assert.Contains("steps, not time", Assert.Throws<DocumentException>(() => Refund("""{"rates":[{"action":"look_up","most":1,"seconds":5}]}""", 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_rule_about_order_that_warns_only_warns_unless_another_denies()
    {
        const string warns = """{"forbid":"process_refund","without":"look_up","decision":"warn"}""";

        Assert.Equal(Decision.Warn, Refund($$"""{"rules":[{{warns}}]}""", 11).Decision);
        Assert.Equal("GATE.ARGUMENT_LIMIT", Refund($$"""{"rules":[{{warns}}],"limits":[{"action":"process_refund","argument":"amount","max":10}]}""", 11).Reason.Code);
        Assert.Equal(Decision.Deny, Refund($$"""{"rules":[{{warns}},{"forbid":"process_refund","without":"reply"}]}""", 11).Decision);
    }

    [Fact]
    public void Two_rules_of_one_name_are_refused() =>
        Assert.Contains("two rules are called", Assert.Throws<DocumentException>(() => Refund("""{"rules":[{"id":"a","forbid":"x","after":"y"},{"id":"a","forbid":"y","after":"x"}]}""", 1)).Message, StringComparison.Ordinal);

    private Ruling Refund(string options, double amount)
    {
        var kind = ActionMisuseGate.Kind;
        var gate = kind.Create(kind.Options.Check(JsonDocumentReader.Read("options", Encoding.UTF8.GetBytes(options))).AsMap(), Told.World);
        var seat = Told.World.Seats[0];
        var index = seat.ActionIndex("process_refund");
        var observation = new Observation("agent", FieldNames.None, [], "", []);
        return gate.Rule(new GateRequest(GateStage.PreTool, 3, seat, seat.Actions[index], new ActionCall(index, Value.Of(amount)), observation, _history, "", new RequestFacts(FieldNames.None)));
    }
}
