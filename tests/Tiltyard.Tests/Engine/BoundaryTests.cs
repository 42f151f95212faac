using Tiltyard.Agents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Engine;

public sealed class BoundaryTests
{
    private static readonly EpisodeKey Key = new(1, "s", "c", 0, 0);

    [Fact]
    public async Task A_replay_gives_the_same_bytes_as_the_recording_and_asks_nobody()
    {
        var tape = new MemoryTape();
        var asked = 0;
        var recorded = await TraceAsync(setup => setup with { Tape = tape }, () => asked++);
        tape.IsReplaying = true;

        var replayed = await TraceAsync(setup => setup with { Tape = tape }, () => asked++);

        Assert.Equal(3, asked);
        Assert.Equal(recorded, replayed);
    }

    [Fact]
    public async Task A_strict_replay_ends_where_the_recording_holds_no_answer()
    {
        var tape = new MemoryTape { IsReplaying = true };

        var result = await PlayAsync(setup => setup with { Tape = tape }, () => Assert.Fail("asked"));

        Assert.Equal((Terminal.Errored, ReasonCodes.ReplayDiverged, 0), (result.Terminal, result.Reason, result.Steps));
    }

    [Fact]
    public async Task A_ceiling_of_calls_is_met_exactly_and_never_passed()
    {
        var asked = 0;
        var ledger = new BudgetLedger(new BudgetLimits { MaxCalls = 2 }, () => 0);

        var result = await PlayAsync(setup => setup with { Budget = ledger }, () => asked++);

        Assert.Equal((2, 2), (asked, ledger.Used.Calls));
        Assert.Equal((Terminal.SkippedBudget, "max_calls"), (result.Terminal, result.Message));
    }

    [Fact]
    public async Task Tokens_are_reserved_by_their_bound_and_settled_by_what_was_spent()
    {
        var ledger = new BudgetLedger(new BudgetLimits { MaxTotalTokens = 260 }, () => 0);

        var result = await PlayAsync(setup => setup with { Budget = ledger }, () => { });

        Assert.Equal(Terminal.Completed, result.Terminal);
        Assert.Equal((30, 15), (ledger.Used.PromptTokens, ledger.Used.CompletionTokens));
    }

    [Fact]
    public async Task A_call_that_fails_outside_gives_its_reservation_back()
    {
        var ledger = new BudgetLedger(new BudgetLimits { MaxTotalTokens = 260 }, () => 0);

        var result = await PlayAsync(setup => setup with { Budget = ledger }, () => throw new TimeoutException("gone"));

        Assert.Equal((Terminal.Errored, ReasonCodes.AgentFailed), (result.Terminal, result.Reason));
        Assert.Equal((1, 0), (ledger.Used.Calls, ledger.Used.TotalTokens));
    }

    private static async Task<byte[]> TraceAsync(Func<EpisodeSetup, EpisodeSetup> change, Action ask)
    {
        var trace = new TraceWriter();
        await PlayAsync(setup => change(setup) with { Sinks = [trace] }, ask);
        return trace.Written.ToArray();
    }

    private static async Task<EpisodeResult> PlayAsync(Func<EpisodeSetup, EpisodeSetup> change, Action ask)
    {
        var agent = new WaitingHand(async (boundary, proposal, cancellation) =>
        {
            var answer = await boundary.AskAsync(Question(ask), cancellation);
            proposal.Named(answer.Text, null);
        });
        var setup = change(RelayWorld.Setup(new RelayWorld(3, order: [[0]]), agent, Hand.Idle));
        return await new EpisodeEngine(setup).PlayAsync(Key, TestContext.Current.CancellationToken);
    }

    private static Question Question(Action ask) => new()
    {
        Source = "model:test",
        Request = "{}",
        Seat = "first",
        Step = 0,
        PromptTokens = 100,
        CompletionTokens = 100,
        Ask = _ =>
        {
            ask();
            return ValueTask.FromResult(new Answer { Text = "add", PromptTokens = 10, CompletionTokens = 5 });
        },
    };
}
