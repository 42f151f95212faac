using Tiltyard.Agents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Engine;

public sealed class EnforcementTests
{
    private static readonly EpisodeKey Key = new(1, "s", "c", 0, 0);

    [Fact]
    public void A_denied_action_never_reaches_the_world()
    {
        var world = new RelayWorld(2);
        var notes = new Notes();

        var result = new EpisodeEngine(Setup(world, notes) with { Gates = [Rule.Deny], EnforcesGates = true }).Play(Key);

        Assert.Equal<IEnumerable<string>>(["0:pass", "1:pass"], world.Log);
        Assert.Equal(Terminal.Denied, result.Terminal);
        Assert.Equal<IEnumerable<string>>(
            ["rule deny enforced", "first denied add GATE.TESTS_NOT_FRESH", "step 0"], notes.All.Skip(2).Take(3));
    }

    [Fact]
    public void A_deny_that_is_not_enforced_is_recorded_and_stops_nothing()
    {
        var world = new RelayWorld(1);
        var notes = new Notes();

        var result = new EpisodeEngine(Setup(world, notes) with { Gates = [Rule.Deny] }).Play(Key);

        Assert.Equal<IEnumerable<string>>(["0:add 2"], world.Log);
        Assert.Equal(Terminal.Completed, result.Terminal);
        Assert.Contains("rule deny", notes.All, StringComparer.Ordinal);
    }

    [Fact]
    public void Where_gates_are_not_asked_none_rules()
    {
        var notes = new Notes();

        new EpisodeEngine(Setup(new RelayWorld(1), notes) with { Gates = [Rule.Deny], EnforcesGates = true, AsksGates = false }).Play(Key);

        Assert.DoesNotContain(notes.All, note => note.StartsWith("rule", StringComparison.Ordinal));
    }

    [Fact]
    public void A_gate_that_throws_ends_the_episode_and_lets_nothing_through()
    {
        var world = new RelayWorld(3);
        var notes = new Notes();
        var broken = new Rule(_ => throw new FormatException("no policy"));

        var result = new EpisodeEngine(Setup(world, notes) with { Gates = [broken] }).Play(Key);

        Assert.Equal((Terminal.Errored, ReasonCodes.GateFailed), (result.Terminal, result.Reason));
        Assert.Empty(world.Log);
        Assert.Equal<IEnumerable<string>>(["engine errored ERROR.GATE rule: no policy", "ended errored after 0"], notes.All.TakeLast(2));
    }

    [Fact]
    public void A_no_op_passes_no_gate_and_reaches_the_world_as_such()
    {
        var world = new RelayWorld(1);

        new EpisodeEngine(RelayWorld.Setup(world, Hand.Idle, Hand.Idle) with { Gates = [Rule.Deny], EnforcesGates = true }).Play(Key);

        Assert.Equal<IEnumerable<string>>(["0:noop"], world.Log);
    }

    [Theory]
    [InlineData("fly", "{}", "ACTION.UNKNOWN")]
    [InlineData("add", "{\"amount\":11}", "ACTION.BAD_ARGUMENTS")]
    [InlineData("add", "{\"amount\":\"2\"}", "ACTION.BAD_ARGUMENTS")]
    [InlineData("add", "{\"amount\":2,\"unit\":\"kg\"}", "ACTION.BAD_ARGUMENTS")]
    [InlineData("add", "{\"amount\":1,\"amount\":2}", "ACTION.BAD_ARGUMENTS")]
    [InlineData("add", "{\"amount\":NaN}", "ACTION.BAD_ARGUMENTS")]
    [InlineData("add", "[2]", "ACTION.BAD_ARGUMENTS")]
    [InlineData("add", "{", "ACTION.BAD_ARGUMENTS")]
    [InlineData("rest", "{}", "ACTION.ILLEGAL_NOW")]
    [InlineData("noop", null, "ACTION.NO_OP_NOT_ALLOWED")]
    [InlineData(null, "what?", "ACTION.UNREADABLE")]
    public void What_cannot_be_done_is_invalid_by_reason_and_the_turn_goes_by(string? action, string? arguments, string reason)
    {
        var world = new RelayWorld(2, order: [[0]]);
        var notes = new Notes();
        var hand = new Hand((seen, proposal) =>
        {
            if (seen.Step == 0) proposal.Act(RelayWorld.Add);
            else if (action is null) proposal.Unreadable(arguments!);
            else proposal.Named(action, arguments);
        });

        var result = new EpisodeEngine(RelayWorld.Setup(world, hand, Hand.Idle) with { Sinks = [notes], AllowNoOp = false }).Play(Key);

        Assert.Equal(Terminal.Completed, result.Terminal);
        Assert.Equal("0:pass", world.Log[^1]);
        Assert.Contains(notes.All, note => note.StartsWith("first invalid", StringComparison.Ordinal) && note.EndsWith(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Named_and_typed_the_same_action_leaves_the_same_trace()
    {
        byte[] Trace(Action<Observation, Proposal> decide)
        {
            var trace = new TraceWriter();
            var hand = new Hand(decide);
            new EpisodeEngine(RelayWorld.Setup(new RelayWorld(4), hand, hand) with { Sinks = [trace] }).Play(Key);
            return trace.Written.ToArray();
        }

        var typed = Trace((_, proposal) => proposal.Act(new ActionCall(RelayWorld.Add, Value.Of(1L))));
        var named = Trace((_, proposal) => proposal.Named("add", "{ \"amount\" : 1 }"));
        var short_ = Trace((_, proposal) => proposal.Named("add", null));

        Assert.Equal(typed, named);
        Assert.Equal(typed, short_);
    }

    private static EpisodeSetup Setup(RelayWorld world, Notes notes) => RelayWorld.Setup(world, Hand.Adding, Hand.Adding) with { Sinks = [notes] };
}
