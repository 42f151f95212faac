using Tiltyard.Engine;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Engine;

public sealed class TurnTests
{
    [Fact]
    public void In_turn_each_seat_sees_what_the_one_before_did()
    {
        var notes = Play(new RelayWorld(2, order: [[0], [1]]));

        Assert.Equal<IEnumerable<string>>(
            ["started", "first sees 0", "first applied add", "step 0", "second sees 1", "second applied add", "step 1", "second sees 2", "ended completed after 2"],
            notes.All);
    }

    [Fact]
    public void At_once_all_see_before_any_acts_and_time_moves_once()
    {
        var world = new RelayWorld(1, order: [[1, 0]]);

        var notes = Play(world);

        Assert.Equal<IEnumerable<string>>(
            ["started", "second sees 0", "first sees 0", "second applied add", "first applied add", "step 0", "second sees 1", "ended completed after 1"],
            notes.All);
        Assert.Equal<IEnumerable<string>>(["1:add 2", "0:add 2"], world.Log);
    }

    [Fact]
    public void An_episode_can_be_held_by_hand_and_left_at_any_point()
    {
        var world = new RelayWorld(4);
        var engine = new EpisodeEngine(RelayWorld.Setup(world, Hand.Idle, Hand.Idle));
        engine.Begin(new EpisodeKey(1, "s", "c", 0, 0));

        for (var turn = 0; turn < 3; turn++)
        {
            Assert.True(engine.Next(out var seat));
            engine.Proposal(seat).Act(new ActionCall(RelayWorld.Add, Value.Of(3L)));
            engine.Submit();
        }

        Assert.Throws<InvalidOperationException>(() => engine.Result);
        Assert.Equal<IEnumerable<string>>(["0:add 3", "1:add 3"], world.Log);
    }

    [Fact]
    public void A_setup_with_a_seat_too_few_is_refused() =>
        Assert.Throws<ArgumentException>(() => new EpisodeEngine(RelayWorld.Setup(new RelayWorld(), Hand.Idle)));

    private static Notes Play(RelayWorld world)
    {
        var notes = new Notes();
        new EpisodeEngine(RelayWorld.Setup(world, Hand.Adding, Hand.Adding) with { Sinks = [notes] }).Play(new EpisodeKey(1, "s", "c", 0, 0));
        return notes;
    }
}
