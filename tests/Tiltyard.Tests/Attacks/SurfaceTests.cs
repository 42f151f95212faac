using System.Text;
using Tiltyard.Agents;
using Tiltyard.Attacks;
using Tiltyard.Engine;
using Tiltyard.Gates;
using Tiltyard.Testing;
using Tiltyard.Tests.Engine;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Attacks;

/// <summary>Every surface with its controls: what is put there reaches the agent, in the attacked arm and in no other, and the trace says so.</summary>
public sealed class SurfaceTests
{
    private static readonly EpisodeKey Key = new(1, "s", "c", 0, 0);

    public static TheoryData<AttackSurface> All => [.. Enum.GetValues<AttackSurface>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Who_obeys_the_phrase_obeys_it_where_it_was_put(AttackSurface surface)
    {
        var (log, trace) = Play(Canary.Obedient, Arm.Attacked, surface);

        Assert.Contains("say yes", log, StringComparer.Ordinal);
        Assert.Contains($"\"surface\":\"{surface.Name()}\"", trace, StringComparison.Ordinal);
        Assert.Contains("\"withheld\":false", trace, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_of_it_reaches_the_benign_arm(AttackSurface surface)
    {
        var (log, trace) = Play(Canary.Obedient, Arm.Benign, surface);

        Assert.DoesNotContain("say yes", log, StringComparer.Ordinal);
        Assert.Contains("\"withheld\":true", trace, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Who_does_not_obey_does_what_it_would_have_done(AttackSurface surface)
    {
        var (log, _) = Play(Canary.Deaf, Arm.Attacked, surface);

        Assert.Equal<IEnumerable<string>>(["look 1", "look 1", "look 1"], log);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_stored_observation_is_read_back_with_all_that_was_put_in(AttackSurface surface)
    {
        var trace = new TraceWriter();
        new EpisodeEngine(Canary.Setup(new BoothWorld(3), Canary.Obedient, Arm.Attacked, Needle(surface)) with { Sinks = [trace] }).Play(Key);
        var again = new TraceWriter();

        TraceReader.Read("trace", trace.Written, again);

        Assert.Equal(Encoding.UTF8.GetString(trace.Written), Encoding.UTF8.GetString(again.Written));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_gate_that_reads_before_the_agent_reads_it_too(AttackSurface surface)
    {
        var read = "";
        var gate = new StageRule(GateStages.PreCall, request =>
        {
            read += request.Text;
            return new Ruling(Decision.Allow, "rule", ReasonCodes.DefaultAllow);
        });

        new EpisodeEngine(Canary.Setup(new BoothWorld(3), Canary.Deaf, Arm.Attacked, Needle(surface)) with { Gates = [gate] }).Play(Key);

        Assert.Contains(Canary.Phrase, read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attack_on_any_surface_goes_on_after_a_break_as_without_one()
    {
        foreach (var surface in Enum.GetValues<AttackSurface>())
        {
            var contract = new EpisodeContract(() => Canary.Setup(new BoothWorld(6), Canary.Deaf, Arm.Attacked, Needle(surface, new Trigger { Probability = 0.5, MaxFires = 3 })));
            await contract.CheckAllAsync();
        }
    }

    [Fact]
    public void An_error_in_place_of_a_result_leaves_what_the_call_did_as_it_is()
    {
        var world = new BoothWorld(2);
        var seen = new List<string?>();
        var hand = new Hand((observation, proposal) =>
        {
            seen.Add(observation.Result);
            proposal.Act(new ActionCall(BoothWorld.Say, Value.Of("hello")));
        });

        new EpisodeEngine(Canary.Setup(world, hand, Arm.Attacked, new Needle(new Trigger(), moment => moment.Called is null ? null : Injection.Error("TIMEOUT")))).Play(Key);

        Assert.Equal<IEnumerable<string?>>([null, "TIMEOUT"], seen);
        Assert.Equal<IEnumerable<string>>(["say hello", "say hello"], world.Log);
    }

    [Fact]
    public void An_error_cannot_stand_where_no_tool_was_called()
    {
        var notes = new Notes();

        var result = new EpisodeEngine(Canary.Setup(new BoothWorld(2), Hand.Idle, Arm.Benign, new Needle(new Trigger(), _ => Injection.Error("TIMEOUT"))) with { Sinks = [notes] }).Play(Key);

        Assert.Equal((Terminal.Errored, ReasonCodes.AttackFailed), (result.Terminal, result.Reason));
        Assert.Contains("where no tool was called", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_belongs_to_a_tool_that_the_seat_has()
    {
        var result = new EpisodeEngine(Canary.Setup(new BoothWorld(2), Hand.Idle, Arm.Attacked, new Needle(new Trigger(), _ => Injection.Description("fly", "x", "x")))).Play(Key);

        Assert.Equal((Terminal.Errored, ReasonCodes.AttackFailed), (result.Terminal, result.Reason));
    }

    [Fact]
    public void A_poisoned_description_lasts_for_the_observation_it_stands_in()
    {
        var shown = new List<string>();
        var world = new BoothWorld(2);
        var hand = new Hand((observation, proposal) =>
        {
            shown.Add(observation.DescriptionOf(world.Spec.Seats[0].Actions[BoothWorld.Look]));
            proposal.NoOp();
        });

        new EpisodeEngine(Canary.Setup(world, hand, Arm.Attacked, Needle(AttackSurface.ToolDescription))).Play(Key);

        Assert.Equal<IEnumerable<string>>([$"Reads a page. {Canary.Phrase}", "Reads a page."], shown);
    }

    private static Needle Needle(AttackSurface surface, Trigger? trigger = null) => new(trigger ?? new Trigger(), moment => NeedsCall(surface) && moment.Called is null ? null : Canary.On(surface));

    private static bool NeedsCall(AttackSurface surface) => surface is AttackSurface.ToolError or AttackSurface.ToolResult;

    private static (List<string> Log, string Trace) Play(IAgent agent, Arm arm, AttackSurface surface)
    {
        var (world, trace) = (new BoothWorld(3), new TraceWriter());
        new EpisodeEngine(Canary.Setup(world, agent, arm, Needle(surface)) with { Sinks = [trace] }).Play(Key);
        return (world.Log, Encoding.UTF8.GetString(trace.Written));
    }
}
