using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Testing;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Engine;

public sealed class SavingTests
{
    private static readonly EpisodeKey Key = new(1, "s", "c", 0, 0);

    [Fact]
    public void The_record_closes_with_the_view_of_the_seat_that_acted_last_also_after_a_break()
    {
        var contract = new EpisodeContract(() => RelayWorld.Setup(new RelayWorld(4), Hand.Adding, Hand.Adding));

        contract.CheckSaving();

        Assert.Contains("second", System.Text.Encoding.UTF8.GetString(contract.Trace(Key)).Split('\n')[^3], StringComparison.Ordinal);
    }

    [Fact]
    public void An_episode_is_not_saved_in_the_middle_of_a_turn()
    {
        var engine = new EpisodeEngine(RelayWorld.Setup(new RelayWorld(order: [[0, 1]]), Hand.Adding, Hand.Adding));
        engine.Begin(Key);
        engine.Next(out _);

        engine.Submit();

        Assert.False(engine.CanSave);
        Assert.Throws<InvalidOperationException>(() => engine.Save(new CanonicalWriter()));
    }

    [Fact]
    public void What_an_agent_that_waits_remembers_cannot_be_saved()
    {
        var waiting = new WaitingHand((_, _, _) => ValueTask.CompletedTask);
        var engine = new EpisodeEngine(RelayWorld.Setup(new RelayWorld(), waiting, waiting));
        engine.Begin(Key);
        engine.Next(out _);

        engine.Submit();

        Assert.True(engine.CanSave);
        Assert.Throws<InvalidOperationException>(() => engine.Save(new CanonicalWriter()));
    }

    [Fact]
    public void An_episode_that_a_ceiling_ended_is_not_saved_as_if_it_went_on()
    {
        var ledger = new BudgetLedger(new BudgetLimits { MaxToolCalls = 0 }, () => 0);
        var engine = new EpisodeEngine(RelayWorld.Setup(new RelayWorld(), Hand.Adding, Hand.Adding) with { Budget = ledger });
        engine.Begin(Key);
        engine.Next(out var seat);
        Hand.Adding.Decide(engine.Observation(seat), engine.Proposal(seat));
        engine.Submit();

        Assert.Throws<InvalidOperationException>(() => engine.Save(new CanonicalWriter()));

        Assert.Equal(Terminal.SkippedBudget, engine.Result.Terminal);
    }
}
