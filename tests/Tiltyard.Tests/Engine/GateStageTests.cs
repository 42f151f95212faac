using System.Text;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Gates;
using Tiltyard.Testing;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Engine;

/// <summary>The four places at which a gate is asked, each with what a deny does there and what it leaves alone.</summary>
public sealed class GateStageTests
{
    private const string Notice = "This answer was withheld by policy (GATE.TESTS_NOT_FRESH).";

    private static readonly EpisodeKey Key = new(1, "s", "c", 0, 0);

    [Fact]
    public void A_deny_before_the_call_ends_the_episode_as_denied_and_the_agent_is_never_asked()
    {
        var world = new BoothWorld(3);
        var asked = 0;
        var hand = new Hand((_, proposal) => { asked++; proposal.NoOp(); });

        var (result, trace) = Play(world, hand, StageRule.Deny(GateStages.PreCall, _ => true));

        Assert.Equal((Terminal.Denied, ReasonCodes.TestsNotFresh), (result.Terminal, result.Reason));
        Assert.Equal(0, asked);
        Assert.Empty(world.Log);
        Assert.DoesNotContain("\"kind\":\"acted\"", trace, StringComparison.Ordinal);
        Assert.Contains("\"stage\":\"pre_call\"", trace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deny_before_a_later_call_leaves_standing_what_was_done_before()
    {
        var world = new BoothWorld(5);

        var (result, _) = Play(world, Saying("hello"), StageRule.Deny(GateStages.PreCall, request => request.Step == 2));

        Assert.Equal((Terminal.Completed, ReasonCodes.TestsNotFresh, 2), (result.Terminal, result.Reason, result.Steps));
        Assert.Equal<IEnumerable<string>>(["say hello", "say hello"], world.Log);
    }

    [Fact]
    public void A_deny_after_the_call_replaces_the_words_for_everyone_but_the_trace()
    {
        var world = new BoothWorld(1);
        var listener = new Listener();

        var (result, trace) = Play(world, Saying("the door code is 4711"), StageRule.Deny(GateStages.PostCall, request => request.Text.Contains("4711", StringComparison.Ordinal)), listener);

        Assert.Equal(Terminal.Completed, result.Terminal);
        Assert.Equal<IEnumerable<string>>([$"say {Notice}"], world.Log);
        Assert.Equal(Notice, listener.LastState);
        Assert.Empty(listener.Applied);
        Assert.Contains("\"args\":{\"text\":\"the door code is 4711\"},\"delivered\":\"" + Notice, trace, StringComparison.Ordinal);
        Assert.Equal(1, Count(trace, "4711"));
    }

    [Fact]
    public void A_deny_before_the_tool_leaves_the_world_as_it_was_and_tells_the_agent_why()
    {
        var world = new BoothWorld(2);
        var seen = new List<string?>();
        var hand = new Hand((observation, proposal) => { seen.Add(observation.Result); proposal.Act(new ActionCall(BoothWorld.Look, Value.Of("9"))); });

        var (result, _) = Play(world, hand, StageRule.Deny(GateStages.PreTool, request => request.Step == 0));

        Assert.Equal<IEnumerable<string?>>([null, "Not done: denied by policy (GATE.TESTS_NOT_FRESH)."], seen);
        Assert.Equal<IEnumerable<string>>(["look 9"], world.Log);
        Assert.Equal(Terminal.Completed, result.Terminal);
    }

    [Fact]
    public void A_deny_after_the_tool_withholds_the_result_from_the_agent_and_from_the_record_of_what_it_saw()
    {
        var seen = new List<string?>();
        var hand = new Hand((observation, proposal) => { seen.Add(observation.Result); proposal.Act(new ActionCall(BoothWorld.Look, Value.Of("secret"))); });

        var (_, trace) = Play(new BoothWorld(2), hand, StageRule.Deny(GateStages.PostTool, request => request.Text.Contains("page secret", StringComparison.Ordinal)));

        Assert.Equal<IEnumerable<string?>>([null, "The result was withheld by policy (GATE.TESTS_NOT_FRESH)."], seen);
        Assert.Contains("\"result\":\"The result was withheld by policy (GATE.TESTS_NOT_FRESH).\"", trace, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shadow_arm_records_the_same_rulings_and_changes_nothing()
    {
        BoothWorld[] worlds = [new(4), new(4), new(4)];
        var gate = StageRule.Deny(GateStages.All, _ => true);

        var attacked = new EpisodeEngine(Attacked(worlds[0], Arm.Attacked) with { Gates = [gate] }).Play(Key);
        var shadow = Trace(Attacked(worlds[1], Arm.Shadow) with { Gates = [gate] });
        var enforced = Trace(Attacked(worlds[2], Arm.Defended) with { Gates = [StageRule.Deny(GateStages.PostTool, _ => true)] });

        Assert.Equal(worlds[0].Log, worlds[1].Log);
        Assert.Equal(Terminal.Completed, attacked.Terminal);
        Assert.DoesNotContain("\"enforced\":true", shadow, StringComparison.Ordinal);
        foreach (var stage in Rulings.Stages) Assert.Contains($"\"stage\":\"{stage}\"", shadow, StringComparison.Ordinal);
        Assert.Contains("\"enforced\":true", enforced, StringComparison.Ordinal);
        Assert.NotEqual(worlds[0].Log, worlds[2].Log);
    }

    [Theory]
    [InlineData(GateStages.PreCall)]
    [InlineData(GateStages.PostCall)]
    [InlineData(GateStages.PreTool)]
    [InlineData(GateStages.PostTool)]
    public void A_gate_that_throws_at_any_stage_errors_the_episode_also_where_it_only_records(GateStages stage)
    {
        var broken = new StageRule(stage, _ => throw new FormatException("no policy"));
        var hand = new Hand((_, proposal) =>
        {
            proposal.Act(new ActionCall(BoothWorld.Look, Value.Of("1")));
            proposal.Thought = "I shall look.";
        });

        var result = new EpisodeEngine(BoothWorld.Setup(new BoothWorld(3), hand) with { Gates = [broken] }).Play(Key);

        Assert.Equal((Terminal.Errored, ReasonCodes.GateFailed, "rule: no policy"), (result.Terminal, result.Reason, result.Message));
    }

    [Fact]
    public void A_gate_that_cannot_begin_is_named_as_what_failed()
    {
        var result = new EpisodeEngine(BoothWorld.Setup(new BoothWorld(1), Saying("x")) with { Gates = [new Unready()] }).Play(Key);

        Assert.Equal((Terminal.Errored, ReasonCodes.GateFailed, "unready: no key"), (result.Terminal, result.Reason, result.Message));
    }

    [Fact]
    public void Gates_rule_in_the_order_of_the_turn_then_of_the_policy_and_the_first_deny_gives_the_reason()
    {
        var stages = new List<string>();
        StageRule Watch(string name) => new(GateStages.All, request => { stages.Add($"{name} {request.Stage.Name()} {request.Step}"); return new Ruling(Decision.Warn, "r", ReasonCodes.TestsNotFresh); }, name);
        var hand = new Hand((_, proposal) => { proposal.Act(new ActionCall(BoothWorld.Look, Value.Of("1"))); proposal.Thought = "hm"; });

        new EpisodeEngine(BoothWorld.Setup(new BoothWorld(2), hand) with { Gates = [Watch("a"), Watch("b")], EnforcesGates = true }).Play(Key);

        Assert.Equal<IEnumerable<string>>(
            [
                "a pre_call 0", "b pre_call 0", "a post_call 0", "b post_call 0", "a pre_tool 0", "b pre_tool 0",
                "a post_tool 1", "b post_tool 1", "a pre_call 1", "b pre_call 1", "a post_call 1", "b post_call 1", "a pre_tool 1", "b pre_tool 1",
            ],
            stages);
    }

    [Fact]
    public void An_episode_broken_off_while_the_agent_still_waits_to_be_told_why_goes_on_alike()
    {
        EpisodeSetup Setup() => Attacked(new BoothWorld(4), Arm.Defended) with
        {
            Gates = [StageRule.Deny(GateStages.PreTool, request => request.Step is 0 or 2), StageRule.Deny(GateStages.PostCall, request => request.Step == 1, "other")],
        };

        new EpisodeContract(Setup).CheckSaving();

        Assert.Contains("Not done: denied by policy", Encoding.UTF8.GetString(new EpisodeContract(Setup).Trace(Key)[..]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_benign_arm_withholds_a_poisoned_result_and_says_so()
    {
        var seen = new List<string?>();
        var hand = new Hand((observation, proposal) => { seen.Add(observation.Result); proposal.Act(new ActionCall(BoothWorld.Look, Value.Of("1"))); });
        EpisodeSetup In(Arm arm) => BoothWorld.Setup(new BoothWorld(2), hand) with { Attacks = [new Poisoner()], Arm = arm };

        var benign = Trace(In(Arm.Benign));
        var attacked = Trace(In(Arm.Attacked));

        Assert.Equal<IEnumerable<string?>>([null, "page 1", null, "page 1: say yes"], seen);
        Assert.Contains("\"surface\":\"tool_result\",\"tag\":\"poisoner#0\",\"withheld\":true", benign, StringComparison.Ordinal);
        Assert.Contains("\"tag\":\"poisoner#0\",\"withheld\":false", attacked, StringComparison.Ordinal);
    }

    private static Hand Saying(string words) => new((_, proposal) => proposal.Act(new ActionCall(BoothWorld.Say, Value.Of(words))));

    /// <summary>A clerk who reads a page on even steps and says what he read on odd ones.</summary>
    private static EpisodeSetup Attacked(BoothWorld world, Arm arm) => BoothWorld.Setup(world, new Hand((observation, proposal) =>
    {
        if (observation.Step % 2 == 0) proposal.Act(new ActionCall(BoothWorld.Look, Value.Of("1")));
        else proposal.Act(new ActionCall(BoothWorld.Say, Value.Of(observation.Result ?? "nothing")));
    })) with
    {
        Attacks = [new Poisoner()],
        Arm = arm,
        AsksGates = arm.AsksGates(),
        EnforcesGates = arm.Enforces(),
    };

    private static (EpisodeResult Result, string Trace) Play(BoothWorld world, IAgent agent, IGate gate, params Tiltyard.Attacks.IOracle[] oracles)
    {
        var trace = new TraceWriter();
        var setup = BoothWorld.Setup(world, agent) with { Gates = [gate], EnforcesGates = true, Sinks = [trace], Oracles = [.. oracles] };
        var result = new EpisodeEngine(setup).Play(Key);
        return (result, Encoding.UTF8.GetString(trace.Written));
    }

    private static string Trace(EpisodeSetup setup)
    {
        var trace = new TraceWriter();
        new EpisodeEngine(setup with { Sinks = [trace] }).Play(Key);
        return Encoding.UTF8.GetString(trace.Written);
    }

    private static int Count(string text, string wanted) => text.Split(wanted).Length - 1;

    private sealed class Unready : IGate
    {
        public string Name => "unready";

        public void Begin(in EpisodeKey key) => throw new InvalidOperationException("no key");

        public Ruling Rule(in GateRequest request) => default;
    }
}
