using Tiltyard.Attacks;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Tests.Engine;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Attacks;

/// <summary>When an attack strikes. The booth's clock goes by a second in each step; the clerk looks, looks, and then says hello.</summary>
public sealed class TriggerTests
{
    private static readonly EpisodeKey Key = new(1, "s", "c", 0, 0);

    [Fact]
    public void A_time_that_was_reached_strikes_once_and_not_again_and_again()
    {
        Assert.Equal([3], Steps("at_time: 2.5\nmax_fires: 9"));
        Assert.Equal([0], Steps("at_time: 0\nmax_fires: 9"));
        Assert.Empty(Steps("at_time: 100"));
    }

    [Fact]
    public void A_time_waits_for_the_other_conditions() => Assert.Equal([4], Steps("at_time: 2.5\nevery: 4\nmax_fires: 9"));

    [Theory]
    [InlineData("at_step: 2", new[] { 2 })]
    [InlineData("every: 2\nmax_fires: 9", new[] { 0, 2, 4 })]
    [InlineData("{}", new[] { 0 })]
    [InlineData("max_fires: 3", new[] { 0, 1, 2 })]
    [InlineData("after_calls: {action: look, count: 2}\nmax_fires: 9", new[] { 2, 3, 4, 5 })]
    [InlineData("after_calls: {action: say}", new[] { 3 })]
    [InlineData("when: {field: calls.look, op: '>=', value: 2}", new[] { 2 })]
    [InlineData("when: {field: last.action, value: say}\nmax_fires: 9", new[] { 3, 4, 5 })]
    [InlineData("when: {field: last.status, value: applied}", new[] { 1 })]
    [InlineData("when: {field: time, op: '>', value: 3}\nmax_fires: 2", new[] { 4, 5 })]
    [InlineData("when: {all: [{field: step, op: '>', value: 0}, {not: {field: step, op: '>', value: 1}}]}\nmax_fires: 9", new[] { 1 })]
    [InlineData("when: {text_contains: hello}\nmax_fires: 9", new[] { 3, 4, 5 })]
    [InlineData("when: {field: result, op: exists}\nmax_fires: 9", new[] { 1, 2 })]
    [InlineData("when: {field: result, op: contains, value: page}", new[] { 1 })]
    [InlineData("when: {seat: nobody}", new int[0])]
    public void A_trigger_strikes_where_all_its_conditions_hold(string yaml, int[] steps) => Assert.Equal(steps, Steps(yaml));

    [Fact]
    public void What_other_attackers_wrote_does_not_set_it_off_so_the_arms_strike_alike()
    {
        Needle[] attacks = [new(new Trigger { AtStep = 1 }, _ => Injection.Message("x", "sesame")), new(Read("when: {text_contains: sesame}"), _ => Injection.Message("y", "open"))];

        Play(Arm.Attacked, attacks);

        Assert.Equal([1], attacks[0].Steps);
        Assert.Empty(attacks[1].Steps);
    }

    [Theory]
    [InlineData("after_calls: {action: lok}", "look")]
    [InlineData("when: {field: calls.lok, value: 1}", "calls.look")]
    [InlineData("when: {field: panels.price, op: '>', value: 1}", "panels")]
    [InlineData("when: {not: {any: [{field: last.acted, value: say}]}}", "last.action")]
    [InlineData("when: {field: seat.name, value: clerk}", "seat")]
    [InlineData("when: {secret: 1}", "secret")]
    [InlineData("when: {calls: 1}", "calls.look")]
    [InlineData("when: {field: step, op: '>', value: many}", "number")]
    [InlineData("at_time: -1", "at_time")]
    [InlineData("at_time: null", "at_time")]
    [InlineData("at_tme: 1", "at_time")]
    public void What_could_never_strike_is_refused_with_the_place(string yaml, string word)
    {
        var refusal = Assert.Throws<DocumentException>(() => Read(yaml));

        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Chance_is_drawn_from_a_stream_of_its_own()
    {
        var first = Steps("probability: 0.5\nmax_fires: 9");

        Assert.Equal(first, Steps("probability: 0.5\nmax_fires: 9"));
        Assert.InRange(first.Count, 1, 5);
        Assert.Empty(Steps("probability: 0"));
    }

    private static List<int> Steps(string yaml)
    {
        var needle = new Needle(Read(yaml), _ => Injection.Message("x", "y"));
        Play(Arm.Attacked, needle);
        var struck = needle.Steps.ToList();
        Play(Arm.Benign, needle);
        Assert.Equal(struck, needle.Steps);
        return struck;
    }

    private static void Play(Arm arm, params Needle[] attacks)
    {
        var hand = new Hand((seen, proposal) => proposal.Act(seen.Step == 2 ? new ActionCall(BoothWorld.Say, Value.Of("hello")) : seen.Step < 2 ? new ActionCall(BoothWorld.Look, Value.Of("1")) : Idle(seen)));
        new EpisodeEngine(Canary.Setup(new BoothWorld(6), hand, arm, [.. attacks])).Play(Key);
    }

    private static ActionCall Idle(Observation seen) => new(BoothWorld.Say, Value.Of($"hello {seen.Step}"));

    private static Trigger Read(string yaml) => Trigger.For(new BoothWorld(1).Spec, Trigger.Shape.Check(YamlDocumentReader.Read("trigger.yaml", yaml)));
}
