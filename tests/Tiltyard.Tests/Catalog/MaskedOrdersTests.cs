using Tiltyard.Agents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Tests.Catalog;

/// <summary>The legality mask, in the world that uses it: the market that forbids what could not happen.</summary>
public sealed class MaskedOrdersTests
{
    private const string Masked = """{"mask_impossible_orders":true,"initial_cash":90}""";

    [Fact]
    public void An_order_that_could_move_no_share_is_illegal_and_changes_nothing()
    {
        var acts = Play(Masked, "sell_brown");

        Assert.All(acts, act => Assert.Equal((ActStatus.Invalid, ReasonCodes.IllegalNow), (act.Status, act.Reason)));
    }

    [Fact]
    public void The_published_market_lets_it_pass_without_effect()
    {
        Assert.All(Play("""{"initial_cash":90}""", "sell_brown"), act => Assert.Equal(ActStatus.Applied, act.Status));
    }

    [Fact]
    public void What_can_be_paid_for_stays_legal_until_it_is_paid()
    {
        var acts = Play(Masked, "buy_brown");

        Assert.Equal(ActStatus.Applied, acts[0].Status);
        Assert.Equal(ReasonCodes.IllegalNow, acts[1].Reason);
    }

    [Fact]
    public void Random_play_never_asks_for_what_the_mask_forbids()
    {
        var sink = new Acts();
        var setup = Stage.Setup("trading_goal_vs_profit", Masked, true, "policy:random") with { Sinks = [sink] };
        for (var seed = 0; seed < 20; seed++) new EpisodeEngine(setup).Play(Stage.Key(seed));

        Assert.DoesNotContain(sink.Seen, act => act.Reason == ReasonCodes.IllegalNow);
    }

    private static List<Acted> Play(string parameters, string action)
    {
        var sink = new Acts();
        var setup = Stage.Setup("trading_goal_vs_profit", parameters) with { Sinks = [sink], Agents = [new Always(action)] };
        new EpisodeEngine(setup).Play(Stage.Key(3));
        return sink.Seen;
    }

    private sealed class Acts : ITraceSink
    {
        public List<Acted> Seen { get; } = [];

        public void Emit(in EventHeader at, in Acted acted) => Seen.Add(acted);
    }

    private sealed class Always(string action) : IComputingAgent
    {
        public string Name => "always";

        public void Begin(in EpisodeKey key, int seat, SeatSpec spec)
        {
        }

        public void Decide(Observation observation, Proposal proposal) => proposal.Named(action, """{"quantity":1}""");
    }
}
