using Tiltyard.Agents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Engine;

/// <summary>The six ways in which an episode ends, each told from the others; how a denied one ends stands with enforcement.</summary>
public sealed class EndingTests
{
    private static readonly EpisodeKey Key = new(1, "s", "c", 0, 0);

    [Fact]
    public void A_dry_run_shows_one_view_and_decides_nothing()
    {
        var (notes, result) = Play(new Hand((_, _) => throw new InvalidOperationException("asked")), setup => setup with { DryRun = true });

        Assert.Equal(Terminal.DryRun, result.Terminal);
        Assert.Equal<IEnumerable<string>>(["started", "first sees 0", "ended dry_run after 0"], notes.All);
    }

    [Fact]
    public void An_agent_that_throws_ends_the_episode_as_errored_in_its_own_name()
    {
        var (notes, result) = Play(new Hand((seen, proposal) =>
        {
            if (seen.Step == 2) throw new FormatException("first line\nsecond line");
            proposal.NoOp();
        }));

        Assert.Equal((Terminal.Errored, 2, ReasonCodes.AgentFailed), (result.Terminal, result.Steps, result.Reason));
        Assert.Equal<IEnumerable<string>>(["first errored ERROR.AGENT hand: first line", "ended errored after 2"], notes.All.TakeLast(2));
    }

    [Fact]
    public void A_world_that_throws_is_errored_as_a_defect_of_the_world()
    {
        var notes = new Notes();
        var engine = new EpisodeEngine(RelayWorld.Setup(new RelayWorld(400, flaw: Flaw.ThrowsNowAndThen), Hand.Adding, Hand.Adding) with { Sinks = [notes] });

        var result = engine.Play(Key);

        Assert.Equal((Terminal.Errored, ReasonCodes.WorldFailed, "the relay broke"), (result.Terminal, result.Reason, result.Message));
    }

    [Fact]
    public void A_ceiling_of_steps_skips_the_rest_and_says_which_it_was()
    {
        var ledger = new BudgetLedger(new BudgetLimits { MaxSteps = 3 }, () => 0);

        var (notes, result) = Play(Hand.Adding, setup => setup with { Budget = ledger });

        Assert.Equal((Terminal.SkippedBudget, 3), (result.Terminal, result.Steps));
        Assert.Equal<IEnumerable<string>>(["step 2", "stopped by max_run_steps", "ended skipped_budget after 3"], notes.All.TakeLast(3));
        Assert.Equal((true, true), (ledger.Status()[0].Reached, ledger.Status()[0].Exhausted));
    }

    [Fact]
    public void A_ceiling_of_tool_calls_stops_before_the_call()
    {
        var world = new RelayWorld();
        var ledger = new BudgetLedger(new BudgetLimits { MaxToolCalls = 2 }, () => 0);

        var result = new EpisodeEngine(RelayWorld.Setup(world, Hand.Adding, Hand.Adding) with { Budget = ledger }).Play(Key);

        Assert.Equal(Terminal.SkippedBudget, result.Terminal);
        Assert.Equal(2, world.Log.Count);
    }

    [Fact]
    public async Task Cancelling_ends_the_episode_as_cancelled_with_its_trace_so_far()
    {
        using var source = new CancellationTokenSource();
        var calls = 0;
        var waiting = new WaitingHand(async (_, proposal, cancellation) =>
        {
            if (++calls == 2) await source.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
            proposal.NoOp();
        });

        var (notes, result) = await PlayAsync(waiting, setup => setup, source.Token);

        Assert.Equal((Terminal.Cancelled, 2), (result.Terminal, result.Steps));
        Assert.Equal("ended cancelled after 2", notes.All[^1]);
    }

    [Fact]
    public async Task An_agent_that_does_not_answer_in_time_is_errored()
    {
        var waiting = new WaitingHand(async (_, _, cancellation) => await Task.Delay(Timeout.Infinite, cancellation));

        var (_, result) = await PlayAsync(waiting, setup => setup with { Clock = new ImpatientClock(), DecisionTimeout = TimeSpan.FromSeconds(30) }, TestContext.Current.CancellationToken);

        Assert.Equal((Terminal.Errored, ReasonCodes.AgentTimedOut), (result.Terminal, result.Reason));
    }

    [Fact]
    public void An_agent_that_waits_is_not_driven_without_waiting()
    {
        var waiting = new WaitingHand((_, _, _) => ValueTask.CompletedTask);

        var engine = new EpisodeEngine(RelayWorld.Setup(new RelayWorld(), waiting, Hand.Idle));

        Assert.False(engine.Computes);
        Assert.Throws<InvalidOperationException>(() => engine.Play(Key));
    }

    private static (Notes Notes, EpisodeResult Result) Play(IComputingAgent first, Func<EpisodeSetup, EpisodeSetup>? change = null)
    {
        var notes = new Notes();
        var setup = RelayWorld.Setup(new RelayWorld(), first, Hand.Idle) with { Sinks = [notes] };
        return (notes, new EpisodeEngine(change is null ? setup : change(setup)).Play(Key));
    }

    private static async Task<(Notes Notes, EpisodeResult Result)> PlayAsync(IWaitingAgent first, Func<EpisodeSetup, EpisodeSetup> change, CancellationToken cancellation)
    {
        var notes = new Notes();
        var setup = change(RelayWorld.Setup(new RelayWorld(), first, Hand.Idle) with { Sinks = [notes] });
        return (notes, await new EpisodeEngine(setup).PlayAsync(Key, cancellation));
    }

    /// <summary>A clock on which every wait is over at once.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
