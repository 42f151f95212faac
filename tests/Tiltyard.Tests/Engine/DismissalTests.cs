using Tiltyard.Agents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Engine;

/// <summary>An agent that waits is let go after each episode, however it ended.</summary>
public sealed class DismissalTests
{
    private static readonly EpisodeKey Key = new(1, "s", "c", 0, 0);

    [Theory]
    [InlineData(false, Terminal.Completed)]
    [InlineData(true, Terminal.Errored)]
    public async Task An_agent_that_waits_is_let_go_once_after_the_record_is_closed(bool fails, Terminal end)
    {
        var trace = new TraceWriter();
        var guest = new Guest(fails, () => trace.Events);

        var result = await PlayAsync(guest, trace);

        Assert.Equal(end, result.Terminal);
        Assert.Equal([trace.Events], guest.Dismissed);
    }

    [Fact]
    public async Task Trouble_while_an_agent_is_let_go_is_no_trouble_of_the_episode()
    {
        var guest = new Guest(false, () => throw new IOException("gone"));

        var result = await PlayAsync(guest, new TraceWriter());

        Assert.Equal(Terminal.Completed, result.Terminal);
    }

    private static async Task<EpisodeResult> PlayAsync(Guest guest, TraceWriter trace) =>
        await new EpisodeEngine(RelayWorld.Setup(new RelayWorld(3, order: [[0]]), guest, Hand.Idle) with { Sinks = [trace] }).PlayAsync(Key, TestContext.Current.CancellationToken);

    private sealed class Guest(bool fails, Func<long> now) : IWaitingAgent
    {
        public List<long> Dismissed { get; } = [];

        public string Name => "guest";

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec, IBoundary boundary)
        {
        }

        public ValueTask DecideAsync(Observation observation, Proposal proposal, CancellationToken cancellation) =>
            fails ? throw new EpisodeStopException(ReasonCodes.OutsideFailed, "gone") : ValueTask.CompletedTask;

        public ValueTask EndAsync()
        {
            Dismissed.Add(now());
            return ValueTask.CompletedTask;
        }
    }
}
