using Tiltyard.Agents;
using Tiltyard.Engine;
using Tiltyard.Tests.Catalog;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Engine;

public sealed class FailingPartsTests
{
    [Fact]
    public void An_agent_that_cannot_take_its_seat_ends_its_episode_as_errored_with_a_whole_trace()
    {
        var trace = new TraceWriter();
        var engine = new EpisodeEngine(Stage.Setup("release_manager") with { Sinks = [trace], Agents = [new Latecomer()] });

        var result = engine.Play(Stage.Key(1));

        Assert.Equal((Terminal.Errored, ReasonCodes.AgentFailed), (result.Terminal, result.Reason));
        Assert.Contains("the door is locked", result.Message, StringComparison.Ordinal);
        Assert.True(TraceVerifier.CheckAll(trace.Written) is { IsWhole: true, Ended: true });
    }

    [Fact]
    public void The_next_episode_of_the_same_engine_goes_on()
    {
        var engine = new EpisodeEngine(Stage.Setup("release_manager") with { Agents = [new Latecomer()] });
        engine.Play(Stage.Key(1));

        Assert.Equal(Terminal.Completed, engine.Play(Stage.Key(2)).Terminal);
    }

    /// <summary>Finds the door locked for the first episode only.</summary>
    private sealed class Latecomer : IComputingAgent
    {
        public string Name => "latecomer";

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
        {
            if (key.Seed == 1) throw new InvalidOperationException("the door is locked");
        }

        public void Decide(Observation observation, Proposal proposal) => proposal.NoOp();
    }
}
