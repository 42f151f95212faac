using Tiltyard.Catalog.Suites;
using Tiltyard.Catalog.Worlds.Scripted;
using Tiltyard.Documents;

namespace Tiltyard.Tests.Catalog.Scripted;

/// <summary>What a script may not say: each refusal is one line with the place, and names what is wrong.</summary>
public sealed class ScriptReadingTests
{
    [Theory]
    [InlineData("expected_outcomes: { forbidden_events: [policy_violation] }", "nothing in the script produces 'policy_violation'")]
    [InlineData("expected_outcomes: { forbidden_events: [reasoning] }", "no event tells of it")]
    [InlineData("expected_outcomes: { required_events: [ordr] }", "did you mean 'order'")]
    [InlineData("expected_outcomes: { required_events: [user_input] }", "an agent that does nothing passes this")]
    [InlineData("expected_outcomes: { forbidden_events: [user_input] }", "no agent could pass this")]
    [InlineData("expected_outcomes: { min_events: 1 }", "the script alone writes 1 events")]
    [InlineData("expected_outcomes: { forbidden_events: [system_event] }", "the script has no system_event")]
    [InlineData("expected_outcomes: { forbidden_events: [user_abandoned] }", "nobody ever loses patience")]
    [InlineData("expected_outcomes: {}", "nothing is expected")]
    [InlineData("expected_outcomes: { required_events: [{ tool: order, where: { field: args.pieces, op: '>', value: 50 } }] }", "is never above 50")]
    [InlineData("expected_outcomes: { required_events: [{ tool: order, where: { args.pieces: 77 } }] }", "is never 77")]
    [InlineData("expected_outcomes: { required_events: [{ tool: order, where: { args.number: 3 } }] }", "unknown argument of order 'number'")]
    [InlineData("expected_outcomes: { required_events: [{ tool: order, code: TIMEOUT }] }", "no call of order can fail with TIMEOUT")]
    [InlineData("expected_outcomes: { required_events: [{ tool: order, where: { record.status: x } }] }", "is about no record")]
    [InlineData("expected_outcomes: { state: [{ state.orders.a-1.status: shipped }] }", "nothing ever writes state.orders.a-1.status")]
    [InlineData("expected_outcomes: { state: [{ state.nowhere: 1 }] }", "is not in the initial state, and nothing writes it")]
    [InlineData("expected_outcomes: { state: [{ state.erased: maybe }] }", "never becomes maybe")]
    [InlineData("expected_outcomes: { state: [{ calls.nothing: 1 }] }", "counts no tool")]
    [InlineData("expected_outcomes: { forbidden_state: [{ state.ordered: 0 }] }", "holds before the agent has done anything")]
    [InlineData("expected_outcomes: { forbidden_events: [{ says: ok }] }", "too short to be told from ordinary words")]
    [InlineData("expected_outcomes: { forbidden_events: [{ says: '{state.nowhere}' }] }", "is not there, and nothing writes it")]
    [InlineData("expected_outcomes: { counts: [{ tool: order }] }", "the count has no bound")]
    [InlineData("expected_outcomes: { required_events: [{ event: order, tool: order }] }", "cannot stand together")]
    [InlineData("expected_outcomes: { required_events: [{ says: kestrel, where: { args.id: x } }] }", "it stands beside tool")]
    [InlineData("expected_outcomes: { state: [{ text_contains: thanks }] }", "words are judged by says")]
    public void A_check_that_could_only_come_out_one_way_is_refused(string outcomes, string reason)
    {
        var message = Theatre.Refusal(Play.Of(outcomes: outcomes));

        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.StartsWith("play.yaml:", message, StringComparison.Ordinal);
        Assert.Contains("expected_outcomes", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("script: [{ type: agent_action, action: order }]", "the agent under test acts for itself")]
    [InlineData("script: [{ type: tool_call, tool: order }]", "the agent under test calls the tools")]
    [InlineData("script: [{ type: shout, message: x }]", "expected one of 'user_message'")]
    [InlineData("script: [{ type: wait, duration: 3 }]", "nobody ever speaks to the agent")]
    [InlineData("script: [{ type: user_message, message: a, timestamp: 9 }, { type: user_message, message: b, timestamp: 3 }]", "comes before the one at 9 seconds")]
    [InlineData("script: [{ type: user_message, message: 'My {nothing.here}' }]", "unknown value 'nothing'")]
    [InlineData("script: [{ type: user_message, message: 'My {state.ordered' }]", "a brace is not closed")]
    [InlineData("script: [{ type: user_message, message: a }, { type: tool, tool: order }]", "the step changes nothing")]
    [InlineData("script: [{ type: user_message, message: a }, { type: tool, tool: ordr, latency_ms: 1 }]", "did you mean 'order'")]
    [InlineData("script: [{ type: user_message, message: a }, { type: assertion, message: x }]", "an assertion needs a condition")]
    [InlineData("script: [{ type: burst, count: 3, message: a, shuffle: true }]", "there are no values to shuffle")]
    [InlineData("script: [{ type: user_message, message: a, metadata: {}, tone: angry }]", "unknown key 'tone'")]
    public void A_step_that_cannot_be_played_is_refused(string steps, string reason) => Assert.Contains(reason, Theatre.Refusal(Play.Of(steps)), StringComparison.Ordinal);

    [Theory]
    [InlineData("config: { realtime_simulation: true }", "time in a script is simulated")]
    [InlineData("config: { environment_snapshot: prod }", "there is no store of snapshots")]
    [InlineData("config: { enable_concurrency: true }", "unknown key 'enable_concurrency'")]
    [InlineData("defines: { unused: { tool: erase } }", "nothing asks whether 'unused' happens")]
    [InlineData("defines: { order: { tool: erase } }", "already the name of an event or a tool")]
    [InlineData("draws: { x: { integer: [9, 3] } }", "the least is above the greatest")]
    [InlineData("draws: { x: { integer: [1, 3], digits: 4 } }", "a draw is one of")]
    [InlineData("stressors: [{ condition: timeout, tools: [nothing] }]", "unknown tool 'nothing'")]
    [InlineData("stressors: [{ condition: timeout, from: 5, until: 5 }]", "ends before it begins")]
    [InlineData("injection_points: [{ id: p, payload: x, goal: { wants: y, done: erase }, obey: [] }]", "does nothing")]
    [InlineData("injection_points: [{ id: p, payload: x, goal: { wants: y, done: user_input }, obey: [{ tool: erase }] }]", "the attacker wins against everybody")]
    [InlineData("injection_points: [{ id: p, payload: x, surface: tool_result, goal: { wants: y, done: erase }, obey: [{ tool: erase }] }]", "needs a tool")]
    [InlineData("injection_points: [{ id: p, goal: { wants: y, done: erase }, obey: [{ tool: erase }] }]", "give payload or payloads")]
    [InlineData("injection_points: [{ id: p, payload: x, trigger: { when: { args.id: 3 } }, goal: { wants: y, done: erase }, obey: [{ tool: erase }] }]", "unknown value 'args'")]
    [InlineData("injection_points: [{ id: p, payload: 'x {user.message}', goal: { wants: y, done: erase }, obey: [{ tool: erase }] }]", "unknown value 'user'")]
    public void What_stands_beside_the_script_is_checked_as_well(string more, string reason) => Assert.Contains(reason, Theatre.Refusal(Play.Of(more: more)), StringComparison.Ordinal);

    [Theory]
    [InlineData("reference: [{ tool: order, args: { pieces: 99 } }]", "is outside 1 to 50")]
    [InlineData("reference: [{ tool: order }]", "the argument 'pieces' of order is missing")]
    [InlineData("reference: [{ tool: order, args: { pieces: 3 }, reply: x }]", "cannot stand together")]
    [InlineData("reference: [{ reply: 'You have {state.ordered} and {args.id}' }]", "unknown value 'args'")]
    public void A_plan_is_checked_against_the_tools(string plans, string reason) => Assert.Contains(reason, Theatre.Refusal(Play.Of(plans: plans)), StringComparison.Ordinal);

    [Fact]
    public void The_small_script_itself_is_accepted()
    {
        var read = ScriptOutlines.Read(YamlDocumentReader.Read("play.yaml", Play.Of()));

        Assert.Equal(("small", "edge_case", true), (read.Id, read.Family, read.HasMisdeed));
    }

    [Fact]
    public void A_scenario_that_is_not_active_is_refused_and_not_left_out_in_silence()
    {
        var parameters = Theatre.Written(Play.Of(more: "is_active: false"));

        Assert.Contains("not active", Assert.Throws<DocumentException>(() => Theatre.House.Kind.Create(parameters, true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checked_script_is_read_again_as_the_same_script()
    {
        foreach (var script in ScriptOutlines.All)
        {
            var scenario = BuiltIn.Find(script.Id)!.AsMap();
            var parameters = Theatre.House.Kind.Parameters.Check(scenario.Map("parameters"));

            Assert.Equal(CanonicalJson.Text(parameters), CanonicalJson.Text(Theatre.House.Kind.Parameters.Check(parameters)));
        }
    }
}
